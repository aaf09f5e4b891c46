"""Numbers, words and pictures in templates, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django import template
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parix.foundation.numbers import exact_from_text, percent_shown, shown
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.web.design.bars import Axis, Part, bar_parts, stack_parts

register = template.Library()

_ROMAN = ("I", "II", "III", "IV")
_TINY = Fraction(1, 200)


def _language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def _number(value: Any) -> Fraction:
    return exact_from_text(value) if isinstance(value, str) else Fraction(value)


@register.filter
def said(value: Text | None) -> str:
    """A text in the reader's language; in Vietnamese where the English is missing."""
    return "" if value is None else value.text(_language()) or value.vi


@register.filter
def points(value: Any) -> str:
    """At most two decimals: `12,5`."""
    return "" if value is None else shown(_number(value), _language())


@register.filter
def index(value: Any) -> str:
    """Always two decimals, as results are printed: `89,40`."""
    return "" if value is None else shown(_number(value), _language(), trim=False)


@register.filter
def percent(share: Fraction) -> str:
    """A share 0..1 with at most two decimals: `77,44 %`."""
    return percent_shown(share, _language())


@register.filter
def gained(value: Any) -> str:
    """Points to be won, with a sign; what rounds to nothing is said in words."""
    number = _number(value)
    return _("chưa tới 0,01") if number < _TINY else "+" + shown(number, _language())


@register.filter
def signed(value: Any) -> str:
    """A change with its sign: `+1,25`, `−0,5`, `0`."""
    number = _number(value)
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + shown(abs(number), _language())


@register.filter
def exactly(value: Any) -> str:
    """The number as it is stored, for whoever wants to recompute it: `2808/485`."""
    number = _number(value)
    return f"{number.numerator}/{number.denominator}" if number.denominator != 1 else str(number.numerator)


@register.filter
def is_rounded(value: Any) -> bool:
    """Whether two decimals hide something of the number."""
    return bool(100 % _number(value).denominator)


@register.filter
def period(key: str) -> str:
    """A period in words: `năm 2026`, `quý I/2022`, `tháng 3/2024`."""
    year, _dash, part = key.partition("-")
    if ".." in key:
        own = Period.parse(key)
        return f"{own.start:%d/%m/%Y} – {own.end:%d/%m/%Y}"
    if not part:
        return _("năm %(year)s") % {"year": year}
    if part.startswith("Q"):
        return _("quý %(quarter)s/%(year)s") % {"quarter": _ROMAN[int(part[1]) - 1], "year": year}
    if part.startswith("H"):
        return (_("6 tháng đầu năm %(year)s") if part == "H1" else _("6 tháng cuối năm %(year)s")) % {"year": year}
    return _("tháng %(month)s/%(year)s") % {"month": str(int(part)), "year": year}


@register.filter
def iso_day(value: str) -> str:
    """A source's date as readers write it, when it is a full day; otherwise as the source has it."""
    parts = value.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 and all(part.isdigit() for part in parts) else value


@register.filter
def named_in(value: str, names: dict[str, Any]) -> str:
    """The word for a code, or the code itself where there is no word."""
    return str(names.get(value, value))


def heat(value: Fraction, whole: Fraction) -> int:
    """A step 0..5 of a sequential scale by the share won; the number itself stands in the cell too."""
    return min(int(value / whole * 6), 5) if whole > 0 else 0


@register.simple_tag
def heat_cells(parts: Iterable[Any]) -> SafeString:
    """Cells of a table row, shaded by the share won. Written here because a large table has thousands of them."""
    language = _language()
    return format_html_join(
        "", '<td class="heat-{}">{}</td>',
        ((heat(part.points, part.applicable_max), shown(part.points, language) if part.applicable_max else "") for part in parts),
    )


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's input in the look of the site, tied to its help and to its error for whoever hears the page."""
    described = [f"{field.auto_id}_error"] if field.errors else []
    if field.help_text:
        described.append(f"{field.auto_id}_helptext")
    look = "" if field.widget_type in ("checkbox", "radioselect", "checkboxselectmultiple") else "form-control"
    attributes: dict[str, str | bool] = {"class": look, "placeholder": ""}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


_FULL = '<rect x="{}" y="0" width="{}" height="13" fill="#0b5573"/>'
_HATCHED = '<rect x="{}" y="0.5" width="{}" height="12" fill="url(#open-points)" stroke="#0b5573" stroke-width="1"/>'
_PALE = '<rect x="{}" y="0.5" width="{}" height="12" fill="#eceae4" stroke="#9a978d" stroke-width="1"/>'
_STRETCHES = {"won": _FULL, "0": _FULL, "open": _HATCHED, "1": _HATCHED}


def _drawn(parts: Iterable[Part], words: str) -> SafeString:
    """Written here because a sheet has a bar in every row."""
    stretches = format_html_join("", "{}", ((format_html(_STRETCHES.get(part.kind, _PALE), part.x, part.width),) for part in parts))
    return format_html('<svg class="bar" width="100%" height="13" role="img" aria-label="{}">{}</svg>', words, stretches)


@register.simple_tag
def score_bar(row: Any, whole: Fraction | None = None) -> SafeString:
    """Points won, still open and lost. `whole` is what the full width stands for; without it, the row's own maximum."""
    full, language = whole or row.applicable_max or row.max_points, _language()
    said = {name: shown(value, language) for name, value in (("won", row.won), ("open", row.open), ("lost", row.lost), ("whole", row.applicable_max))}
    words = _("Đạt %(won)s, chưa chấm %(open)s, chưa đạt %(lost)s trên %(whole)s điểm") % said
    return _drawn(bar_parts(row.won, row.open, row.lost, full), words)


@register.simple_tag
def stacked_bar(values: Sequence[Fraction], whole: Fraction, words: str) -> SafeString:
    """Up to three stretches that add up; `words` say the same to whoever hears the page. Their legend is the page's."""
    return _drawn(stack_parts(values, whole), words)


@register.inclusion_tag("design/place.html")
def place_on_axis(row: Any, axis: Axis, own: bool = False) -> dict[str, Any]:
    """The index of an agency on the group's axis, its possible range, and last year's mark."""
    return {
        "row": row, "own": own, "ticks": [axis.place(Fraction(tick)) for tick in axis.ticks], "now": axis.place(row.index),
        "start": axis.place(row.index_low), "width": axis.width(row.index_low, row.index_high), "ranges": row.index_high > row.index_low,
        "before": axis.place(row.before.index) if row.before else None,
    }


@register.inclusion_tag("design/axis.html")
def axis_marks(axis: Axis) -> dict[str, Any]:
    last = axis.ticks[-1]
    return {"ticks": [(tick, axis.place(Fraction(tick)), "start" if i == 0 else "end" if tick == last else "middle") for i, tick in enumerate(axis.ticks)]}


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """The page's own address with some of its query changed; empty values leave it."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode() if query else context["request"].path
