"""The workbook of procedures: in the form itself, or sent in pieces before it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from parix.web.accounts.forms.imports import WorkbookForm


class ProceduresWorkbookForm(WorkbookForm):
    upload = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.order_fields(["upload", "workbook"])
        self.fields["workbook"].required = bool(self.files) or not self.data.get("upload")

    def clean_workbook(self) -> UploadedFile:
        return super().clean_workbook() if self.has_file() else None  # type: ignore[return-value]

    def has_file(self) -> bool:
        return self.cleaned_data.get("workbook") is not None
