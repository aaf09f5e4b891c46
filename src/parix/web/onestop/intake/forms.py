"""Shapes of input: source and file, which head means which column, how rows are taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from parix.exchange_formats.dossiers.columns import COLUMNS, NEEDED
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.onestop.intake.actions.receiving import Laid, Laying, TooLarge
from parix.web.onestop.intake.choices import DayOrder, Taking
from parix.web.onestop.intake.models import Import, Source


class SealedFile:
    """What a form gets for a file that is already sealed on the disk."""

    def __init__(self, name: str, laid: Laid) -> None:
        self.name, self.laid, self.size = name, laid, laid.size


class SealingHandler(FileUploadHandler):
    """Seals the file while it streams in, so that nothing of it ever lies open on the disk."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.refused: list[Problem] = []
        self.files: list[SealedFile] = []
        self._laying: Laying | None = None

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        try:
            self._laying = Laying()
        except ProblemsFound as found:
            self.refused += found.problems
            raise StopUpload(connection_reset=False) from None

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        assert self._laying is not None
        try:
            self._laying.write(raw_data)
        except TooLarge:
            self._laying = None
            self.refused.append(Problem("intake.too_large", "tệp lớn hơn mức cho phép", "chia thành nhiều tệp theo tháng hoặc quý"))
            raise StopUpload(connection_reset=False) from None

    def file_complete(self, _file_size: int) -> None:
        if self._laying is not None:
            self.files.append(SealedFile(str(self.file_name or ""), self._laying.end()))
            self._laying = None

    def upload_interrupted(self) -> None:
        if self._laying is not None:
            self._laying.give_up()
            self._laying = None


class UploadForm(forms.Form):
    source = forms.ChoiceField(label=_("Nguồn"), required=False)
    new_source = forms.CharField(
        label=_("Nguồn mới"), max_length=120, required=False,
        help_text=_("Tên phần mềm hoặc nơi xuất tệp. Cách ghép cột được nhớ theo từng nguồn."),
    )
    upload = forms.UUIDField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("Tệp"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.json,.xml"}),
        help_text=_("Tệp .csv, .xlsx xuất từ phần mềm một cửa, hoặc .json, .xml theo định dạng đồng bộ hồ sơ. Chưa ghi gì cho đến bước cuối."),
    )

    def __init__(self, sources: Sequence[Source], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["source"] = forms.ChoiceField(
            label=_("Nguồn"), required=False, initial=str(sources[0].pk) if sources else "",
            choices=[*((str(one.pk), one.name) for one in sources), ("", _("— nguồn mới —"))],
        )
        self.fields["new_source"].widget.attrs["autocomplete"] = "off"
        self.order_fields(["source", "new_source", "file"])

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if not given.get("source") and not str(given.get("new_source", "")).strip():
            self.add_error("new_source", _("Chọn nguồn, hoặc ghi tên nguồn mới."))
        return given


class MappingForm(forms.Form):
    """One choice for each column of a dossier: the head that means it, or none."""

    day_order = forms.ChoiceField(label=_("Ngày trong tệp viết"), choices=DayOrder.choices)

    def __init__(self, one: Import, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={**{f"column_{name}": head for name, head in one.mapping.items()}, "day_order": one.day_order})
        for column in COLUMNS:
            heads = [("", _("— không có —")), *((head, head) for head in one.heads)]
            self.fields[f"column_{column.name}"] = forms.ChoiceField(label=column.label, choices=heads, required=False)

    def rows(self, samples: Mapping[str, Sequence[str]]) -> list[dict[str, object]]:
        """For the page: each column with its choice, samples of what is chosen, and whether nothing goes without it."""
        shown = []
        for column in COLUMNS:
            field = self[f"column_{column.name}"]
            shown.append({
                "label": column.label, "tag": column.tag, "field": field, "samples": samples.get(str(field.value() or ""), []),
                "needed": column.name in NEEDED, "is_personal": column.is_personal,
            })
        return sorted(shown, key=lambda row: not row["field"].value())  # type: ignore[attr-defined]

    def mapping(self) -> dict[str, str]:
        return {column.name: head for column in COLUMNS if (head := self.cleaned_data.get(f"column_{column.name}"))}


class TakingForm(forms.Form):
    taking = forms.ChoiceField(label=_("Cách nhập"), choices=Taking.choices, widget=forms.RadioSelect, initial=Taking.GOOD_ROWS)
