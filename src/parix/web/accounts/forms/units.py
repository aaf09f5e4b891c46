"""A unit of an agency, and what of an agency itself may be changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.accounts.forms import Day
from parix.web.organisations.actions import UnitGiven
from parix.web.organisations.choices import Kind, UnitKind
from parix.web.organisations.queries import Agency, Unit
from parix.web.organisations.rules import is_code

SMALL = forms.TextInput(attrs={"autocomplete": "off"})


class UnitForm(forms.Form):
    name = forms.CharField(label=_("Tên đơn vị"), max_length=200, widget=SMALL)
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=60, required=False, widget=SMALL)
    code = forms.CharField(label=_("Mã"), max_length=40, required=False, widget=SMALL, help_text=_("Để trống thì ghép từ chữ đầu. Không đổi được về sau."))
    kind = forms.ChoiceField(label=_("Loại đơn vị"), choices=UnitKind.choices)
    duties = forms.MultipleChoiceField(
        label=_("Kiêm thêm việc"), choices=UnitKind.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tiêu chí của các loại việc này được giao cho đơn vị khi không có đơn vị đúng loại."),
    )
    valid_from = Day(label=_("Từ ngày"))
    valid_until = Day(label=_("Đến hết ngày"), help_text=_("Để trống nếu đang hoạt động."))

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        if unit is not None:
            names = ("name", "short_name", "kind", "duties", "valid_from", "valid_until")
            kwargs.setdefault("initial", {name: getattr(unit, name) for name in names})
        super().__init__(*args, **kwargs)
        if unit is not None:
            del self.fields["code"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if code and not is_code(code):
            raise forms.ValidationError(_("Mã chỉ gồm chữ, số, dấu chấm, gạch; không có dấu cách."))
        return code

    def given(self) -> UnitGiven:
        data = self.cleaned_data
        return UnitGiven(
            data["name"], data["kind"], data.get("code", ""), data["short_name"], tuple(data["duties"]), data["valid_from"], data["valid_until"],
        )


class LastDayForm(forms.Form):
    last_day = Day(label=_("Ngày hoạt động cuối"), required=True)
    reason = forms.CharField(label=_("Lý do, căn cứ"), max_length=300, widget=SMALL)


class AgencyForm(forms.Form):
    """What may be put right without a legal act."""

    ranking_group = forms.CharField(
        label=_("Khối xếp hạng"), max_length=60, required=False, widget=forms.TextInput(attrs={"list": "groups", "autocomplete": "off"}),
    )
    traits = forms.CharField(
        label=_("Đặc điểm"), max_length=300, required=False, widget=SMALL,
        help_text=_("Các từ mà bộ chỉ số dùng để biết tiêu chí nào áp dụng; cách nhau bằng dấu phẩy."),
    )
    valid_from = Day(label=_("Hoạt động từ ngày"))
    valid_until = Day(label=_("Đến hết ngày"), help_text=_("Để trống nếu đang hoạt động."))

    def clean_traits(self) -> list[str]:
        return [word for word in (part.strip() for part in self.cleaned_data["traits"].split(",")) if word]


def initial_of(agency: Agency) -> dict[str, Any]:
    return {
        "ranking_group": agency.ranking_group, "traits": ", ".join(agency.traits), "valid_from": agency.valid_from, "valid_until": agency.valid_until,
    }


class NewAgencyForm(forms.Form):
    """An agency under a province or ministry."""

    parent = forms.ChoiceField(label=_("Thuộc"))
    name = forms.CharField(label=_("Tên cơ quan"), max_length=200, widget=SMALL)
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=60, required=False, widget=SMALL)
    code = forms.CharField(label=_("Mã"), max_length=40, widget=SMALL, help_text=_("Mã định danh, chẳng hạn H01.05. Không đổi được về sau."))
    kind = forms.ChoiceField(label=_("Loại cơ quan"), choices=[(Kind.DEPARTMENT.value, Kind.DEPARTMENT.label), (Kind.COMMUNE.value, Kind.COMMUNE.label)])
    type_name = forms.CharField(label=_("Tên loại"), max_length=60, required=False, widget=SMALL, help_text=_("Chẳng hạn: sở, ban, phường, xã, đặc khu."))
    ranking_group = forms.CharField(label=_("Khối xếp hạng"), max_length=60, required=False, widget=SMALL)
    valid_from = Day(label=_("Hoạt động từ ngày"))

    def __init__(self, *args: Any, parents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = parents


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Tên mới"), max_length=200, widget=SMALL)
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=60, required=False, widget=SMALL)
    type_name = forms.CharField(label=_("Loại"), max_length=60, required=False, widget=SMALL, help_text=_("Chẳng hạn: tỉnh, thành phố, phường, xã."))
    on = Day(label=_("Có hiệu lực từ ngày"), required=True)
    decision = forms.CharField(label=_("Căn cứ"), max_length=300, widget=SMALL, help_text=_("Số, ký hiệu và ngày của văn bản."))


class SuccessionForm(forms.Form):
    """A merger or split among the agencies that the person looks after; codes, because names may be alike."""

    kind = forms.ChoiceField(label=_("Thay đổi"), choices=[("merger", _("sáp nhập")), ("split", _("chia tách"))])
    predecessors = forms.MultipleChoiceField(label=_("Cơ quan trước thay đổi"), widget=forms.CheckboxSelectMultiple)
    successors = forms.MultipleChoiceField(
        label=_("Cơ quan sau thay đổi"), widget=forms.CheckboxSelectMultiple, help_text=_("Cơ quan giữ nguyên mã thì chọn ở cả hai bên."),
    )
    on = Day(label=_("Có hiệu lực từ ngày"), required=True)
    decision = forms.CharField(label=_("Căn cứ"), max_length=300, widget=SMALL, help_text=_("Số, ký hiệu và ngày của văn bản."))

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("predecessors", "successors"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = agencies
