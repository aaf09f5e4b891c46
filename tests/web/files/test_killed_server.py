"""A real server, killed by kill -9 in the middle of an upload: what was acknowledged is there, and the upload goes on."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "for-tests-only-1"
PIECE = 4 * 1024 * 1024
CONTENT = b"%PDF-1.7\n" + os.urandom(3 * PIECE)
HEADS, ROW = "Mã hồ sơ,Mã thủ tục,Ngày tiếp nhận,Người nộp\n", "{:09},2.002381,01/11/2026 08:00,Nguyễn Văn Đức\n"
EXPORT = (HEADS + "".join(ROW.format(number) for number in range(100_000))).encode()
INTAKE = "/nhap-ho-so/tai-len/"
SETUP = """
from parix.foundation import agencies as engine
from parix.web.accounts.actions import add_person
from parix.web.organisations.actions import register_agency
agency = register_agency(given=engine.Agency("TC", "Sở Tài chính", "department"))
add_person(username="officer", full_name="Người", email="", password="{password}", agency=agency, role="reform_officer")
"""


class Site:
    """A server of its own on a free port, with a session of somebody who signed in."""

    username = "officer"

    def __init__(self, var: Path) -> None:
        self.var = var
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PARIX_DATABASE")}
        return {**kept, "PARIX_VAR": str(self.var), "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "parix.web.project.settings"}

    def manage(self, *words: str, given: str = "") -> None:
        subprocess.run([sys.executable, str(ROOT / "manage.py"), *words], env=self.environment, check=True, capture_output=True, input=given.encode())

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--threads", "4", "--worker-class", "gthread", "--bind", f"127.0.0.1:{self.port}"]
        self.server = subprocess.Popen(
            [*command, "parix.web.project.wsgi"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        until, last = time.monotonic() + 60, ""
        while time.monotonic() < until:
            try:
                status, _page = self.ask("GET", "/tai-khoan/dang-nhap/")
                if status in (200, 302):
                    return
                last = f"status {status}"
            except (OSError, http.client.HTTPException) as failure:
                last = repr(failure)
            time.sleep(0.1)
        self.kill()
        raise AssertionError(f"the server does not answer: {last}")

    def kill(self) -> None:
        """kill -9: of the server and of its worker, with no chance to tidy up."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        self.server = None

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, body, self.headers(headers))
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _equals, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            return answer.status, answer.read()

    def headers(self, more: dict[str, str] | None = None) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookies, "X-CSRFToken": self.token, "Referer": f"http://127.0.0.1:{self.port}/", **(more or {})}

    def sign_in(self) -> None:
        self.cookies.clear()
        self._take_token("/tai-khoan/dang-nhap/")
        form = urlencode({"login": self.username, "password": PASSWORD}).encode()
        assert self.ask("POST", "/tai-khoan/dang-nhap/", form, {"Content-Type": "application/x-www-form-urlencoded"})[0] == 302
        self._take_token("/tai-lieu/tai-len/")

    def _take_token(self, path: str) -> None:
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask("GET", path)[1])
        assert found is not None
        self.token = found[1].decode()

    def json(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> tuple[int, Any]:
        status, said = self.ask(method, path, body, headers)
        return status, json.loads(said)

    def put(self, upload_id: str, offset: int, data: bytes) -> tuple[int, Any]:
        headers = {"Upload-Offset": str(offset), "Upload-Sha256": hashlib.sha256(data).hexdigest(), "Content-Type": "application/octet-stream"}
        return self.json("PUT", f"/tai-lieu/tai-len/phien/{upload_id}/", data, headers)

    def begin(self) -> str:
        about = json.dumps({"name": "lớn.pdf", "size": len(CONTENT), "agency": "TC"}).encode()
        status, said = self.json("POST", "/tai-lieu/tai-len/phien/", about, {"Content-Type": "application/json"})
        assert status == 201
        return str(said["id"])

    def begin_for(self, page: str, name: str, size: int) -> str:
        """With the ticket that the page of another room hands out."""
        found = re.search(rb'data-ticket="([^"]+)"', self.ask("GET", page)[1])
        assert found is not None
        about = json.dumps({"name": name, "size": size, "ticket": found[1].decode()}).encode()
        status, said = self.json("POST", "/tai-lieu/tai-len/phien/", about, {"Content-Type": "application/json"})
        assert status == 201
        return str(said["id"])

    def half_a_piece(self, upload_id: str, offset: int, data: bytes) -> socket.socket:
        """A connection on which the head and half of a piece were sent, and no more."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        headers = self.headers({"Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(data)), "Upload-Offset": str(offset)})
        head = f"PUT /tai-lieu/tai-len/phien/{upload_id}/ HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"
        connection.sendall(head.encode() + data[: len(data) // 2])
        return connection

    def content(self) -> list[Path]:
        return [path for path in (self.var / "files" / "content").rglob("*") if path.is_file()]

    def parts(self) -> list[Path]:
        return list((self.var / "files" / "parts").glob("*"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("killed"))
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--no-input", "--verbosity", "0")
    site.manage("shell", "--no-imports", given=SETUP.format(password=PASSWORD))
    try:
        yield site
    finally:
        if site.server is not None:
            site.kill()


def test_an_upload_goes_on_after_kill_9_and_nothing_acknowledged_is_lost(site: Site) -> None:
    site.start()
    site.sign_in()
    upload_id = site.begin()
    assert site.put(upload_id, 0, CONTENT[:PIECE]) == (200, {"offset": PIECE})
    hanging = site.half_a_piece(upload_id, PIECE, CONTENT[PIECE : 2 * PIECE])
    time.sleep(0.3)
    site.kill()
    hanging.close()
    assert (site.content(), [path.stat().st_size >= PIECE for path in site.parts()]) == ([], [True])
    site.start()
    assert site.json("GET", f"/tai-lieu/tai-len/phien/{upload_id}/") == (200, {"state": "open", "offset": PIECE, "size": len(CONTENT)})
    for offset in range(PIECE, len(CONTENT), PIECE):
        piece = CONTENT[offset : offset + PIECE]
        assert site.put(upload_id, offset, piece) == (200, {"offset": offset + len(piece)})
    status, said = site.json("POST", f"/tai-lieu/tai-len/phien/{upload_id}/xong/")
    assert (status, said["known"]) == (200, False)
    assert site.ask("GET", said["document"] + "ban/1/") == (200, CONTENT)
    assert ([path.name for path in site.content()], site.parts()) == ([hashlib.sha256(CONTENT).hexdigest()], [])
    site.kill()


def test_an_export_of_dossiers_goes_on_after_kill_9_and_never_lies_open(site: Site) -> None:
    site.start()
    site.sign_in()
    upload_id = site.begin_for(INTAKE, "hồ sơ.csv", len(EXPORT))
    assert site.put(upload_id, 0, EXPORT[:PIECE]) == (200, {"offset": PIECE})
    hanging = site.half_a_piece(upload_id, PIECE, EXPORT[PIECE : 2 * PIECE])
    time.sleep(0.3)
    site.kill()
    hanging.close()
    assert [b"Nguy\xe1\xbb\x85n" in path.read_bytes() for path in site.parts()] == [False]
    site.start()
    assert site.json("GET", f"/tai-lieu/tai-len/phien/{upload_id}/") == (200, {"state": "open", "offset": PIECE, "size": len(EXPORT)})
    form = urlencode({"new_source": "Một cửa", "upload": upload_id}).encode()
    as_form = {"Content-Type": "application/x-www-form-urlencoded"}
    status, page = site.ask("POST", INTAKE, form, as_form)
    assert (status, "Tệp chưa gửi lên đủ".encode() in page) == (422, True)
    assert site.put(upload_id, PIECE, EXPORT[PIECE:]) == (200, {"offset": len(EXPORT)})
    assert [site.ask("POST", INTAKE, form, as_form)[0] for _again in range(2)] == [302, 302]
    page = site.ask("GET", "/nhap-ho-so/")[1].decode()
    assert (page.count("hồ sơ.csv"), site.parts()) == (1, [])
    site.kill()


def test_killed_at_any_moment_of_sending_and_ending_the_answer_given_holds(site: Site) -> None:
    """Again and again killed at another moment, started anew, gone on: every acknowledged offset is honoured, the file is whole."""
    site.start()
    site.sign_in()
    upload_id, acknowledged = site.begin(), 0
    document = ""
    for round_ in range(12):
        killer = threading.Timer(0.02 + 0.05 * (round_ % 6), site.kill)
        killer.start()
        try:
            while not document:
                if acknowledged == len(CONTENT):
                    status, said = site.json("POST", f"/tai-lieu/tai-len/phien/{upload_id}/xong/")
                    assert status == 200
                    document = said["document"]
                    break
                piece = CONTENT[acknowledged : acknowledged + PIECE]
                status, said = site.put(upload_id, acknowledged, piece)
                assert status in (200, 409) and said["offset"] >= acknowledged
                acknowledged = said["offset"]
        except (OSError, http.client.HTTPException, ValueError):
            pass
        killer.join()
        site.start()
        status, said = site.json("GET", f"/tai-lieu/tai-len/phien/{upload_id}/")
        assert status == 200 and said["offset"] >= acknowledged
        acknowledged = said["offset"]
        if said["state"] == "complete":
            break
    if not document:
        status, said = site.json("POST", f"/tai-lieu/tai-len/phien/{upload_id}/xong/")
        assert status == 200
        document = said["document"]
    assert site.ask("GET", document + "ban/1/") == (200, CONTENT)
    site.kill()


def test_two_gigabytes_are_refused_at_once_by_the_real_server(site: Site) -> None:
    site.start()
    site.sign_in()
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        headers = site.headers({"Host": f"127.0.0.1:{site.port}", "Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(2 * 1024**3)})
        connection.sendall(("POST /tai-lieu/tai-len/ HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += connection.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413 ")
    site.kill()
