"""The reader's items in one form: each can be left out or corrected before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.organisations.queries import Agency, Unit
from parix.web.plans.actions.drafting import AssignmentGiven
from parix.web.plans.forms.plans import AssignmentForm, PlanForm
from parix.web.plans.queries.leaves import LeafChoice
from parix.web.plans.queries.readings import ReadItem


class ItemForm(AssignmentForm):
    """An item is checked only when it is kept."""

    keep = forms.BooleanField(label=_("Giữ làm nhiệm vụ"), required=False)
    field_order = ("keep", "text", "lead", "lead_name", "supporting", "support_names", "due_on", "recurrence", "due_day", "product", "field", "leaves")

    def __init__(self, *args: Any, item: ReadItem, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"i{item.number}", initial=item.initial, **kwargs)
        self.item = item
        self.fields["text"].widget.attrs["rows"] = 4
        self.fields["supporting"].widget = forms.SelectMultiple(choices=self.fields["supporting"].choices, attrs={"size": 3})  # type: ignore[attr-defined]
        self.fields["leaves"].widget.attrs["size"] = 3
        for name in ("lead_name", "due_on", "due_day", "leaves"):
            self.fields[name].help_text = ""
        self.fields["support_names"].help_text = ""

    @property
    def is_kept(self) -> bool:
        return bool(self.data.get(f"{self.prefix}-keep")) if self.is_bound else True

    def given_with_place(self) -> AssignmentGiven:
        span = dict(self.item.span) if self.item.span else None
        return replace(self.given(), section=self.item.section, due_words=self.item.due_words, span=span)


class ReadingForms:
    """The head and all items together."""

    def __init__(
        self, data: Mapping[str, Any] | None, head: dict[str, Any], items: Sequence[ReadItem], units: Sequence[Unit], leaves: Sequence[LeafChoice],
    ) -> None:
        self.head = PlanForm(data, initial=head)
        self.items = [ItemForm(data, item=one, units=units, leaves=leaves) for one in items]

    def are_valid(self) -> bool:
        kept = [one.is_valid() for one in self.items if one.is_kept]
        return self.head.is_valid() and all(kept)

    @property
    def kept(self) -> list[ItemForm]:
        return [one for one in self.items if one.is_kept]

    @property
    def doubtful(self) -> int:
        return sum(bool(one.item.doubts) for one in self.items)


class SourceForm(forms.Form):
    """A file that is uploaded now, or a document that lies in the register."""

    co_quan = forms.ChoiceField(label=_("Cơ quan"))
    chosen = forms.FileField(
        label=_("Tệp văn bản"), required=False, allow_empty_file=True, max_length=None, help_text=_("PDF, DOCX, TXT hoặc ảnh quét; được ghi vào sổ tài liệu"),
    )
    document = forms.ChoiceField(label=_("Hoặc văn bản trong sổ tài liệu"), required=False)

    def __init__(self, *args: Any, agencies: Sequence[Agency], documents: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["co_quan"].choices = [(one.code, one.name) for one in agencies]  # type: ignore[attr-defined]
        self.fields["document"].choices = [("", _("chọn văn bản")), *documents]  # type: ignore[attr-defined]
        if len(agencies) == 1:
            self.fields["co_quan"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.cleaned_data.get("chosen") and not self.cleaned_data.get("document"):
            self.add_error("chosen", _("Chọn một tệp, hoặc một văn bản trong sổ."))
        return self.cleaned_data
