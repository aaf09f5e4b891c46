"""The form of a rating: online with the number that stands on the dossier, on paper without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.onestop.ratings.actions import RatingGiven
from parix.web.onestop.ratings.choices import AgenciesContacted, Attitude, Overall, Publicity

_QUESTIONS: Mapping[str, tuple[Any, type[Any]]] = {
    "agencies_contacted": (_("Ngoài nơi nộp, phải liên hệ cơ quan nào khác để đủ hồ sơ?"), AgenciesContacted),
    "publicity": (_("Thủ tục được niêm yết, công khai thế nào?"), Publicity), "attitude": (_("Thái độ khi hướng dẫn, tiếp nhận, giải quyết?"), Attitude),
}


class PaperForm(forms.Form):
    overall = forms.TypedChoiceField(label=_("Có hài lòng với việc giải quyết hồ sơ này không?"), choices=Overall.choices, coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, answers) in _QUESTIONS.items():
            choices = [*answers.choices, ("", _("không trả lời"))]
            self.fields[name] = forms.TypedChoiceField(label=label, choices=choices, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect)

    def given(self) -> RatingGiven:
        read = self.cleaned_data
        return RatingGiven(read["overall"], number=read.get("number", ""), **{name: read[name] for name in _QUESTIONS})


class OnlineForm(PaperForm):
    number = forms.CharField(
        label=_("Số căn cước, mã số doanh nghiệp hoặc điện thoại ghi trên hồ sơ"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("chỉ dùng để biết người đánh giá là người nộp; không lưu thêm ở đâu"),
    )
    field_order = ("number", "overall")
