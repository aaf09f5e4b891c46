"""Which columns of feedback are sealed, for sealing them anew."""

from __future__ import annotations

import json

from parix.web.onestop.feedback.actions.sending import Sender
from parix.web.onestop.feedback.choices import PHONE, SEAL, WORDS_SEAL
from parix.web.onestop.feedback.models import Feedback
from parix.web.personal_data.actions.sealing_anew import Place
from parix.web.personal_data.rules.people import plain_phone
from parix.web.personal_data.rules.sealing import lookup_hash


def _phone(text: str) -> bytes:
    return lookup_hash(plain_phone(Sender(*json.loads(text)).phone), PHONE)


PLACES = (Place(Feedback, "sender", SEAL, {"phone_hash": _phone}), Place(Feedback, "words", WORDS_SEAL))
