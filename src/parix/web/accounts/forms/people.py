"""A person's columns, and a role with its unit, fields and days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parix.web.accounts.choices import ALL_FIELDS, WIDE_ROLES, Role
from parix.web.accounts.forms import Day
from parix.web.accounts.queries.field_keys import known_fields
from parix.web.organisations.queries import Unit

USERNAME = RegexValidator(r"^[a-z0-9][a-z0-9._-]{1,58}[a-z0-9]$", _("Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch; 3 đến 60 ký tự."))


class PersonForm(forms.Form):
    """What may be changed of a person; a user name is given once."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, help_text=_("Dùng để đặt mật khẩu và đăng nhập bằng hệ thống của tỉnh."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    position = forms.CharField(label=_("Chức vụ"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class RoleForm(forms.Form):
    """A role at the agency of the page."""

    role = forms.ChoiceField(label=_("Vai trò"))
    unit = forms.ChoiceField(label=_("Phòng, đơn vị"), required=False)
    fields_appraised = forms.MultipleChoiceField(
        label=_("Lĩnh vực thẩm định"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Chỉ dùng cho người thẩm định."),
    )
    valid_from = Day(label=_("Từ ngày"))
    valid_until = Day(label=_("Đến hết ngày"), help_text=_("Để trống nếu chưa biết."))

    def __init__(self, *args: Any, units: Iterable[Unit], at_top: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in Role if at_top or role not in WIDE_ROLES]
        self._choose("role", [(role.value, role.label) for role in roles])
        self._units = {unit.code: unit for unit in units}
        self._choose("unit", [("", _("không gắn với đơn vị")), *((code, unit.name) for code, unit in self._units.items())])
        if at_top:
            language = "en" if (get_language() or "vi").startswith("en") else "vi"
            titles = [(key, title.text(language) or title.vi) for key, title in known_fields().items()]
            self._choose("fields_appraised", [(ALL_FIELDS, _("mọi lĩnh vực")), *titles])
        else:
            del self.fields["fields_appraised"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def chosen_unit(self) -> Unit | None:
        return self._units.get(self.cleaned_data["unit"])

    def chosen_fields(self) -> list[str]:
        return list(self.cleaned_data.get("fields_appraised", ()))

    def clean(self) -> dict[str, Any]:
        """Fields belong to appraisers alone; what was ticked for another role is left out."""
        cleaned = super().clean() or {}
        if cleaned.get("role") != Role.APPRAISER:
            cleaned["fields_appraised"] = []
        return cleaned


class NewPersonForm(PersonForm, RoleForm):
    """A person with the first role."""

    username = forms.CharField(
        label=_("Tên đăng nhập"), required=False, max_length=60, validators=[USERNAME], widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Để trống thì lấy phần trước @ của thư điện tử, hoặc tên và chữ đầu của họ. Không đổi được về sau."),
    )
    invite = forms.BooleanField(label=_("Gửi thư mời đặt mật khẩu"), required=False, initial=True)
    field_order = ("full_name", "email", "username", "position", "role", "unit", "fields_appraised", "valid_from", "valid_until", "invite")


class EndRoleForm(forms.Form):
    last_day = Day(label=_("Ngày cuối giữ vai trò"), required=True)
    reason = forms.CharField(label=_("Lý do"), max_length=300, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
