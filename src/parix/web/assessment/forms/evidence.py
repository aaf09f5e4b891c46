"""Where in a document the evidence stands, as a person fills it in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.assessment.actions.evidence import FIELDS, PROVES_LENGTH, QUOTE_LENGTH, EvidenceGiven
from parix.web.assessment.models import EvidenceLink


class PointerForm(forms.Form):
    """All may be left empty: then the document as a whole is the evidence."""

    page = forms.IntegerField(label=_("Trang"), required=False, min_value=1, max_value=100_000)
    number = forms.CharField(label=_("Số"), required=False, max_length=40, help_text=_("số của văn bản, đúng như ghi ở trang đó"))
    symbol = forms.CharField(label=_("Ký hiệu"), required=False, max_length=80)
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=300)
    quote = forms.CharField(
        label=_("Câu trích"), required=False, max_length=QUOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("đúng nguyên văn; máy tìm câu này ở trang đã ghi"),
    )
    proves = forms.CharField(
        label=_("Chứng minh điều gì"), required=False, max_length=PROVES_LENGTH, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("ví dụ: 9 trên 10 nhiệm vụ đã hoàn thành"),
    )

    def given(self) -> EvidenceGiven:
        said = self.cleaned_data
        texts = {name: (said.get(name) or "").strip() for name in FIELDS if name not in ("page", "issued_on")}
        return EvidenceGiven(page=said.get("page"), issued_on=said.get("issued_on"), **texts)


def pointer_initial(link: EvidenceLink) -> dict[str, object]:
    """What was said; of a link that says nothing yet, what the register says of the document."""
    said = {name: getattr(link, name) for name in FIELDS}
    if any(said.values()):
        return said
    return {**said, **{name: getattr(link.document, name) for name in ("number", "symbol", "issued_on", "issuer")}}
