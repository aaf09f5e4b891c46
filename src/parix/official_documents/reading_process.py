"""The process in which `isolated` reads a file: the order and the bytes come in on one stream, the answer goes out on the other."""

from __future__ import annotations

import base64
import json
import resource
import sys
from datetime import datetime
from typing import BinaryIO

from parix.official_documents.document_reading import read_document
from parix.official_documents.examination import examine, picture_of_page
from parix.official_documents.examination_json import to_json
from parix.official_documents.limits import Limits
from parix.official_documents.reading_json import to_json as reading_to_json


def answer(given: BinaryIO) -> bytes:
    order = json.loads(given.readline())
    limits = Limits(**order["limits"])
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # a reader has nothing to write
    if "picture_of" in order:
        return picture_of_page(given.read(), order["picture_of"], limits) or b""
    if "read" in order:
        return json.dumps(reading_to_json(read_document(given.read(), limits))).encode()
    roots = [base64.b64decode(root) for root in order["roots"]]
    return json.dumps(to_json(examine(given.read(), datetime.fromisoformat(order["at"]), roots, limits))).encode()


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer))
