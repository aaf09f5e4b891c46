"""Translations are complete, dates and numbers are written and read as officials do."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, translation

from tools import translations

DAY = date(2026, 11, 3)


@pytest.mark.parametrize("language", translations.CATALOGUES)
def test_every_text_is_translated(language: str) -> None:
    assert translations.missing(language, translations.CATALOGUES[language]()) == []


@pytest.mark.parametrize("language", translations.CATALOGUES)
def test_translations_keep_the_places_for_numbers(language: str) -> None:
    def places(text: str) -> list[str]:
        return sorted(part.split(")")[0] for part in text.split("%(")[1:]) + ["%d"] * text.count("%d")

    off = [str(entry.id) for entry in translations.read(language) if entry.id and entry.string and places(str(entry.id)) != places(str(entry.string))]
    assert off == []


def test_no_catalogue_keeps_a_text_that_is_gone() -> None:
    for language, sources in translations.CATALOGUES.items():
        used = {text for text, _place in translations.messages(sources())}
        assert {str(entry.id) for entry in translations.read(language) if entry.id} == used


def test_english_has_no_vietnamese_letters() -> None:
    plain = set(string.printable) | set("“”’·–→←×−é")
    odd = {str(entry.string): set(str(entry.string)) - plain for entry in translations.read("en") if entry.id and set(str(entry.string)) - plain}
    assert odd == {}


@pytest.mark.parametrize(("language", "number"), [("vi", "1.234,50"), ("en", "1,234.50")])
def test_dates_and_numbers(language: str, number: str) -> None:
    with translation.override(language):
        assert formats.date_format(DAY) == "03/11/2026"
        assert formats.number_format(Decimal("1234.5"), 2, use_l10n=True, force_grouping=True) == number


@pytest.mark.parametrize(("written", "read"), [("22/11/2026", date(2026, 11, 22)), ("3/11/2026", DAY), ("2026-11-03", DAY)])
def test_days_are_read_before_months(written: str, read: date) -> None:
    with translation.override("vi"):
        assert forms.DateField().clean(written) == read


def test_a_month_first_is_refused() -> None:
    with translation.override("vi"), pytest.raises(forms.ValidationError):
        forms.DateField().clean("11/22/2026")
