"""A contest and its questions as the organiser types them, and an entry as a citizen does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from parix.web.registries.outreach.actions.contests import MOST_OPTIONS, ContestGiven, QuestionGiven
from parix.web.registries.outreach.actions.entering import MOST_PREDICTED, NAME_LENGTH, EntryGiven
from parix.web.registries.outreach.choices import MOST_DAYS_KEPT, USUAL_DAYS_KEPT, KnownBy
from parix.web.registries.outreach.queries import Item
from parix.web.registries.outreach.queries.contests import Contest, Question

_SALT = "parix.outreach.form"
MOMENT = {"autocomplete": "off", "size": 18}


class ContestForm(forms.Form):
    title = forms.CharField(label=_("Tên hội thi"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    rules = forms.CharField(label=_("Thể lệ"), max_length=8_000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    opens_at = forms.DateTimeField(label=_("Mở lúc"), widget=forms.DateTimeInput(attrs=MOMENT), help_text=_("ngày/tháng/năm giờ:phút"))
    closes_at = forms.DateTimeField(label=_("Đóng lúc"), widget=forms.DateTimeInput(attrs=MOMENT), help_text=_("ngày/tháng/năm giờ:phút"))
    known_by = forms.ChoiceField(
        label=_("Mỗi người một bài, phân biệt bằng"), choices=KnownBy.choices, initial=KnownBy.PHONE,
        help_text=_("chỉ hỏi số căn cước khi giải thưởng thật sự cần"),
    )
    one_per_browser = forms.BooleanField(
        label=_("Mỗi máy, mỗi trình duyệt một bài"), required=False, initial=True, help_text=_("bỏ chọn khi nhiều người dùng chung máy ở hội trường, lớp học"),
    )
    ranking_is_live = forms.BooleanField(label=_("Xếp hạng công khai ngay khi đang thi"), required=False, initial=True)
    days_kept = forms.IntegerField(
        label=_("Giữ họ tên, số điện thoại bao nhiêu ngày sau khi đóng"), min_value=1, max_value=MOST_DAYS_KEPT, initial=USUAL_DAYS_KEPT,
        help_text=_("đủ để trao giải; sau đó phần mềm tự xoá"),
    )
    item = forms.ChoiceField(label=_("Thuộc việc tuyên truyền"), required=False)

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = {str(one.pk): one for one in items}
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("không")), *((key, one.text[:100]) for key, one in self._items.items())]

    def given(self) -> ContestGiven:
        read = dict(self.cleaned_data)
        return ContestGiven(**{**read, "item": self._items.get(read["item"])})


def initial_of(contest: Contest) -> dict[str, Any]:
    return {name: str(contest.item_id or "") if name == "item" else getattr(contest, name) for name in ContestForm.base_fields}


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Câu hỏi"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}))
    options = forms.CharField(
        label=_("Các phương án"), max_length=3_000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("mỗi phương án một dòng, từ hai tới sáu"),
    )
    correct = forms.IntegerField(label=_("Phương án đúng là dòng số"), min_value=1, max_value=MOST_OPTIONS)
    points = forms.IntegerField(label=_("Điểm"), min_value=1, max_value=100, initial=1)

    def given(self) -> QuestionGiven:
        read = self.cleaned_data
        lines = [line.strip() for line in read["options"].splitlines() if line.strip()]
        return QuestionGiven(read["text"], lines, read["correct"] - 1, read["points"])


class ExtendForm(forms.Form):
    closes_at = forms.DateTimeField(label=_("Đóng lúc"), widget=forms.DateTimeInput(attrs=MOMENT), help_text=_("ngày/tháng/năm giờ:phút"))
    reason = forms.CharField(label=_("Lý do"), max_length=300)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=1_000)


class EntryForm(forms.Form):
    """One question is one group of radio buttons. `opened` is a signed time: when the form was handed out."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Họ và tên"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    workplace = forms.CharField(
        label=_("Nơi ở hoặc nơi làm việc"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    def __init__(self, contest: Contest, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._questions, self._slug = questions, contest.slug
        by_identity = contest.known_by == KnownBy.IDENTITY
        phone = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
        self.fields["number"] = forms.CharField(
            label=_("Số căn cước") if by_identity else _("Số điện thoại"), max_length=30,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}) if by_identity else phone,
        )
        if by_identity:
            self.fields["phone"] = forms.CharField(label=_("Số điện thoại"), max_length=30, required=False, widget=phone)
        for question in questions:
            self.fields[f"question_{question.number}"] = forms.TypedChoiceField(
                label=_("Câu %(number)s. %(text)s") % {"number": question.number, "text": question.text}, coerce=int, widget=forms.RadioSelect,
                choices=list(enumerate(question.options)), error_messages={"required": _("chưa trả lời câu này")},
            )
        self.fields["prediction"] = forms.IntegerField(
            label=_("Bạn đoán có bao nhiêu người dự thi?"), min_value=1, max_value=MOST_PREDICTED, help_text=_("để phân hạng khi bằng điểm"),
        )
        self.order_fields(["opened", *(f"question_{one.number}" for one in questions), "prediction", "name", "number", "phone", "workplace"])

    def given(self) -> EntryGiven:
        read = self.cleaned_data
        answers = {one.number: read[f"question_{one.number}"] for one in self._questions}
        return EntryGiven(read["name"], read["number"], answers, read["prediction"], read["workplace"], read.get("phone", ""))

    def opened_at(self) -> datetime | None:
        """When the form was handed out; None for a time that is not ours."""
        try:
            seconds = signing.loads(self.data.get("opened", ""), salt=f"{_SALT}.{self._slug}")
        except signing.BadSignature:
            return None
        return datetime.fromtimestamp(seconds, UTC)


def stamp(contest: Contest, now: datetime) -> str:
    return signing.dumps(int(now.timestamp()), salt=f"{_SALT}.{contest.slug}")
