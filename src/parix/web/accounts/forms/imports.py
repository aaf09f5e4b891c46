"""The workbook that somebody uploads."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from parix.exchange_formats.sheet_scan import USUAL


class WorkbookForm(forms.Form):
    workbook = forms.FileField(
        label=_("Tệp Excel (.xlsx)"), allow_empty_file=True, max_length=None, widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text=_("Không quá 20 MB. Chưa ghi gì cho đến khi bạn xem và bấm nhập ở bước sau."),
    )

    def clean_workbook(self) -> UploadedFile:
        given: UploadedFile = self.cleaned_data["workbook"]
        if (given.size or 0) > USUAL.packed:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB. Xoá hình và các trang không dùng rồi thử lại."))
        return given

    def content(self) -> bytes:
        given: UploadedFile = self.cleaned_data["workbook"]
        given.seek(0)
        return bytes(given.read())

    def name(self) -> str:
        return str(self.cleaned_data["workbook"].name or "")
