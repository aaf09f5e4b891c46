"""Keeps the translations of the web complete without the system's gettext.

    python tools/translations.py          brings the catalogues up to date with the sources, and lists what lacks a translation

Our own texts are Vietnamese in the sources and translated into English; texts of django-allauth are English in its sources
and translated into Vietnamese. The set-up compiles both with `pybabel compile`.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import allauth.account
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "parix" / "web"
LOCALES = WEB / "project" / "locale"
# What of allauth an installation of ours can show: its forms and messages; its pages are replaced by ours.
ALLAUTH = Path(allauth.account.__file__).parent
ALLAUTH_TEXTS = [
    *(ALLAUTH / name for name in ("adapter.py", "forms.py", "fields.py")),
    *(ALLAUTH.parent / "templates" / "account").glob("messages/*.txt"),
    *(ALLAUTH.parent / "templates" / "account").glob("email/*password*.txt"),
    *(ALLAUTH.parent / "templates" / "account").glob("email/base_*.txt"),
    *(ALLAUTH.parent / "mfa" / name for name in ("adapter.py", "models.py", "base/forms.py", "totp/forms.py", "webauthn/forms.py", "recovery_codes/forms.py")),
    *(ALLAUTH.parent / "templates" / "mfa").glob("messages/*.txt"),
    *(ALLAUTH.parent / "templates" / "mfa").glob("email/*.txt"),
    ALLAUTH.parent / "socialaccount" / "adapter.py",
    *(ALLAUTH.parent / "templates" / "socialaccount").glob("email/*.txt"),
]
CALL = re.compile(r"""\bgettext\((u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))""")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def own_sources() -> list[Path]:
    return sorted(path for pattern in ("*.py", "*.html", "*.txt") for path in WEB.rglob(pattern) if "migrations" not in path.parts)


def messages(sources: list[Path]) -> Iterator[tuple[str, str]]:
    """Every text that is marked for translation, and the file it stands in."""
    for path in sources:
        content = path.read_text(encoding="utf-8")
        for text in _in_python(content) if path.suffix == ".py" else _in_template(content):
            yield text, path.name


def _in_python(content: str) -> Iterator[str]:
    for _line, found, _comments, _context in extract("python", io.BytesIO(content.encode()), KEYWORDS):
        yield found if isinstance(found, str) else found[0]


def _in_template(content: str) -> Iterator[str]:
    """Django turns a template into calls of gettext; their first argument is a Python string."""
    for written in CALL.findall(templatize(content)):
        yield ast.literal_eval(written)


def catalogue_path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = catalogue_path(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def missing(language: str, sources: list[Path]) -> list[str]:
    """Texts of the sources that the catalogue lacks, or has without a translation or only with a guessed one."""
    held = read(language)
    found = []
    for text, place in messages(sources):
        entry = held.get(text)
        if entry is None or not entry.string or entry.fuzzy:
            found.append(f"{place}: {text}")
    return sorted(set(found))


def update(language: str, sources: list[Path]) -> None:
    """Add new texts without a translation and drop those that the sources no longer have."""
    path = catalogue_path(language)
    old = read(language) if path.exists() else Catalog(locale=language)
    new = Catalog(locale=language, project="parix", fuzzy=False)
    for text in sorted({text for text, _place in messages(sources)}):
        held = old.get(text)
        new.add(text, held.string if held else "", flags={"python-format"} if "%(" in text else ())
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=110, omit_header=False, include_previous=False, sort_output=True)


# Lines of a catalogue's head that change with every run or name nobody.
NOISE = ("#", '"POT-Creation', '"PO-Revision', '"Last-Tr', '"Language-Team', '"Report-', '"Generated-By')


def _without_dates(path: Path) -> None:
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(NOISE)]
    path.write_text("\n".join(kept).strip() + "\n", encoding="utf-8")


CATALOGUES = {"en": own_sources, "vi": lambda: ALLAUTH_TEXTS}


def main() -> int:
    settings.configure(USE_I18N=True)
    lacking = 0
    for language, sources in CATALOGUES.items():
        update(language, sources())
        _without_dates(catalogue_path(language))
        for line in missing(language, sources()):
            lacking += 1
            sys.stdout.write(f"{language}: {line}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
