"""Which columns of dossiers are sealed, for sealing them anew."""

from __future__ import annotations

import json

from parix.web.onestop.dossiers.choices import NUMBER, PHONE, SEAL
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.rules.applicants import Applicant, known_number
from parix.web.personal_data.actions.sealing_anew import Place
from parix.web.personal_data.rules.people import plain_phone
from parix.web.personal_data.rules.sealing import lookup_hash


def _number(text: str) -> bytes:
    return lookup_hash(known_number(Applicant(*json.loads(text)).number), NUMBER)


def _phone(text: str) -> bytes:
    return lookup_hash(plain_phone(Applicant(*json.loads(text)).phone), PHONE)


PLACES = (Place(Dossier, "applicant", SEAL, {"number_hash": _number, "phone_hash": _phone}),)
