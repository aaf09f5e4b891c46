"""Many files in one form, without JavaScript; each is cut off at the allowed size while it streams in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from parix.web.organisations.queries import Agency


class BoundedHandler(TemporaryFileUploadHandler):
    """Stops taking a file that grows beyond the limit and remembers its name; the other files of the form still come in."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.too_large: list[str] = []
        self._taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._taken += len(raw_data)
        if self._taken > settings.FILES_MAX_BYTES:
            self.too_large.append(str(self.file_name))
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(ManyFilesField, self).clean(one, initial) for one in data or ()]


class UploadForm(forms.Form):
    agency: forms.ModelChoiceField[Agency] = forms.ModelChoiceField(label=_("Tài liệu của"), queryset=None, to_field_name="code", empty_label=None)
    chosen = ManyFilesField(
        label=_("Tệp"), required=False, allow_empty_file=True, max_length=None,
        help_text=_("PDF, DOCX, XLSX, TXT hoặc ảnh; mỗi tệp không quá 100 MB. Chọn được nhiều tệp một lần."),
    )

    def __init__(self, agencies: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = agencies
        self.has_choice = len(agencies) > 1

    @property
    def agency_chosen(self) -> Agency:
        chosen: Agency = self.cleaned_data["agency"]
        return chosen
