"""Forms of one entry: its head, a version with all its parts, a degree of online service, the day it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parix.exchange_formats.procedures_table import paper_of
from parix.procedures.required_parts import PARTS, TEXT_PARTS
from parix.web.design.yes_no import YesNoField
from parix.web.files.actions.citing import Cited
from parix.web.onestop.procedures.actions import OnlineGiven, ProcedureGiven, VersionGiven
from parix.web.onestop.procedures.actions.correcting import HeadGiven
from parix.web.onestop.procedures.choices import MARKS, Fee, Level, Online, Scope
from parix.web.onestop.procedures.forms import day_field, lines_field
from parix.web.onestop.procedures.queries.catalogue import OnlineService, Procedure, Version
from parix.web.onestop.procedures.queries.page import papers_lines, said_term
from parix.web.organisations.queries import Unit

_TEXTS = {one.key: one.text for one in PARTS}
_EXCUSED = tuple(one.key for one in PARTS if not one.is_always and one.key in TEXT_PARTS)


def _said(key: str) -> str:
    return _TEXTS[key].text(get_language() or "vi")


class VersionForm(forms.Form):
    """`is_new` asks for the first day too; a correction leaves it."""

    name = forms.CharField(label=_("Tên thủ tục"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    valid_from = day_field(_("Có hiệu lực từ ngày"), help_text=_("ngày/tháng/năm; để trống nếu chưa rõ"))
    term_words = forms.CharField(
        label=_("Thời hạn giải quyết"), required=False, max_length=500, help_text=_("ví dụ: 5 ngày làm việc; 16 giờ làm việc; 25 ngày"),
    )
    fee = forms.ChoiceField(label=_("Phí, lệ phí"), choices=Fee.choices)
    fee_amount = forms.DecimalField(
        label=_("Mức thu (đồng)"), required=False, min_value=1, max_digits=14, decimal_places=0, help_text=_("chỉ khi có một mức duy nhất"),
    )
    fee_words = forms.CharField(label=_("Mức thu bằng chữ"), required=False, max_length=1_000, help_text=_("khi có nhiều mức"))
    papers = lines_field(_("Thành phần hồ sơ"), 5, help_text=_("mỗi giấy tờ một dòng: tên; số bản chính; số bản sao"))
    sets = forms.IntegerField(label=_("Số bộ hồ sơ"), required=False, min_value=1, max_value=99)
    absent = forms.MultipleChoiceField(label=_("Thủ tục này không có"), required=False, widget=forms.CheckboxSelectMultiple)
    ordered_on = day_field(_("Ngày văn bản quy định thủ tục có hiệu lực"), help_text=_("để tính hạn công bố"))
    number = forms.CharField(label=_("Số quyết định công bố"), required=False, max_length=40)
    symbol = forms.CharField(label=_("Ký hiệu"), required=False, max_length=80, help_text=_("phần sau dấu gạch chéo, ví dụ QĐ-UBND"))
    issued_on = day_field(_("Ngày ký quyết định công bố"))
    published_on = day_field(_("Ngày công khai trên Cơ sở dữ liệu quốc gia"))

    def __init__(self, *args: Any, is_new: bool = True, version: Version | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = dict(_initial(version, is_new=is_new)) if version else {}
        for key in TEXT_PARTS:
            self.fields[key] = lines_field(_said(key))
        for key, label in MARKS.items():
            self.fields[key] = YesNoField(label=capfirst(str(label)))
        absent = self.fields["absent"]
        assert isinstance(absent, forms.ChoiceField)
        absent.choices = [(key, _said(key)) for key in _EXCUSED]
        if not is_new:
            del self.fields["valid_from"]
        first = [name for name in ("name", "valid_from", "term_words", "fee", "fee_amount", "fee_words", "papers", "sets") if name in self.fields]
        self.order_fields([*first, *TEXT_PARTS, "absent", *MARKS])

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        told = [bool(read.get(name)) for name in ("number", "symbol", "issued_on")]
        if any(told) and not all(told):
            self.add_error("number", _("ghi đủ số, ký hiệu và ngày ký của quyết định công bố, hoặc để trống cả ba"))
        return read

    def version(self) -> VersionGiven:
        read = self.cleaned_data
        cited = Cited("decision", read["number"], read["symbol"], read["issued_on"], f"Công bố thủ tục: {read['name']}"[:500]) if read["number"] else None
        papers = [paper_of(line) for line in read["papers"].splitlines() if line.strip()]
        return VersionGiven(
            read["name"], read.get("valid_from"), term_words=read["term_words"], fee=read["fee"], fee_amount=read["fee_amount"], fee_words=read["fee_words"],
            papers=[{"name": name, "originals": originals, "copies": copies} for name, originals, copies in papers], sets=read["sets"],
            parts={key: read[key] for key in TEXT_PARTS}, absent=read["absent"], marks={key: read[key] for key in MARKS}, ordered_on=read["ordered_on"],
            promulgation=cited, published_on=read["published_on"],
        )


class HeadForm(forms.Form):
    code = forms.CharField(
        label=_("Mã quốc gia"), required=False, max_length=60, help_text=_("mọi cách viết: 2.002381, 2.002381.000.00.00.H38; để trống nếu chưa rõ"),
    )
    field = forms.CharField(label=_("Lĩnh vực"), max_length=200)
    level = forms.ChoiceField(label=_("Cấp giải quyết"), choices=Level.choices, initial=Level.PROVINCE)
    unit = forms.ChoiceField(label=_("Đơn vị thụ lý"), required=False)
    iso = forms.ChoiceField(label=_("Hệ thống quản lý chất lượng"), choices=Scope.choices, initial=Scope.UNKNOWN)
    iso_since = day_field(_("Trong phạm vi ISO từ ngày"))
    unverified = forms.MultipleChoiceField(label=_("Chưa kiểm tra với văn bản"), required=False, widget=forms.CheckboxSelectMultiple)
    note = lines_field(_("Ghi chú"), 2)

    def __init__(self, *args: Any, units: Sequence[Unit], procedure: Procedure | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = _head_initial(procedure) if procedure else {}
        self._units = {str(one.pk): one for one in units}
        unit, unverified = self.fields["unit"], self.fields["unverified"]
        assert isinstance(unit, forms.ChoiceField) and isinstance(unverified, forms.ChoiceField)
        unit.choices = [("", _("chưa chọn")), *((key, one.name) for key, one in self._units.items())]
        unverified.choices = [("code", _("mã quốc gia")), *((one.key, one.text.text(get_language() or "vi")) for one in PARTS)]

    def head(self) -> HeadGiven:
        read = self.cleaned_data
        return HeadGiven(
            read["field"], read["code"], read["level"], self._units.get(read["unit"]), read["iso"], read["iso_since"], tuple(read["unverified"]), read["note"],
        )


class OnlineForm(forms.Form):
    degree = forms.ChoiceField(label=_("Mức dịch vụ công trực tuyến"), choices=Online.choices)
    since = day_field(_("Từ ngày"), help_text=_("ngày/tháng/năm; để trống nếu không rõ từ khi nào"))
    takes_payment = YesNoField(label=_("Nộp phí trực tuyến được"))
    why = forms.CharField(label=_("Vì sao chưa toàn trình"), required=False, max_length=500)

    def __init__(self, *args: Any, online: OnlineService | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if online is not None:
            self.initial = {"degree": online.level, "takes_payment": online.takes_payment, "why": online.reason}

    def online(self) -> OnlineGiven:
        read = self.cleaned_data
        return OnlineGiven(read["degree"], read["since"], read["takes_payment"], read["why"])


class AbolishForm(forms.Form):
    last_day = forms.DateField(label=_("Ngày cuối có hiệu lực"), help_text=_("ngày/tháng/năm"))


def whole_given(head: HeadGiven, version: VersionGiven) -> ProcedureGiven:
    """A new entry with its first version."""
    return ProcedureGiven(
        field=head.field, first=version, code=head.code, level=head.level, unit=head.unit, iso=head.iso, iso_since=head.iso_since, unverified=head.unverified,
        note=head.note,
    )


def _initial(version: Version, *, is_new: bool) -> Mapping[str, Any]:
    """A new version starts from the words of the last one; decision and days are its own."""
    document = version.promulgation
    own = {} if is_new else {
        "ordered_on": version.ordered_on, "number": document.number if document else "", "symbol": document.symbol if document else "",
        "issued_on": version.promulgated_on, "published_on": version.published_on,
    }
    return {
        "name": version.name, "term_words": said_term(version), "fee": version.fee, "fee_amount": version.fee_amount, "fee_words": version.fee_words,
        "papers": papers_lines(version), "sets": version.sets, "absent": version.absent,
        **{key: getattr(version, key) for key in MARKS}, **version.parts, **own,
    }


def _head_initial(one: Procedure) -> dict[str, Any]:
    return {
        "code": one.code, "field": one.field.name, "level": one.level, "unit": str(one.unit_id or ""), "iso": one.iso, "iso_since": one.iso_since,
        "unverified": one.unverified, "note": one.note,
    }
