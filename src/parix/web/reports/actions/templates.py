"""The office's own template for a form of document: looked over, kept, and put out of use."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from parix.foundation.problems import Problem, ProblemsFound, refuse_errors
from parix.official_documents.composing.outlines import outlines
from parix.official_documents.writing.templates import template_problems
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.organisations.queries import Agency
from parix.web.reports.choices import TEMPLATE_LIMIT
from parix.web.reports.models import OfficeTemplate
from parix.web.reports.queries.printing import template_names


@transaction.atomic
def keep_template(*, agency: Agency, form: str, name: str, data: bytes, by: User, at: datetime) -> OfficeTemplate:
    """Takes the place of the one before. Raises ProblemsFound with everything that is wrong with the file."""
    if outlines().document(form) is None:
        raise ProblemsFound([Problem("reports.form_unknown", "không có loại văn bản này", "chọn trong danh sách")])
    if len(data) > TEMPLATE_LIMIT:
        raise ProblemsFound([Problem("template.too_large", f"mẫu lớn hơn {TEMPLATE_LIMIT // 1048576} MB", "bỏ ảnh lớn khỏi mẫu")])
    # What only warns in a document that was received does not belong into a template: macros, content from elsewhere.
    problems = [Problem(one.code, one.message, one.remedy, one.place) for one in template_problems(data, template_names())]
    refuse_errors(problems)
    _drop(agency, form, at)
    kept = OfficeTemplate.objects.create(
        agency=agency, form=form, name=name[:200], data=data, sha256=hashlib.sha256(data).hexdigest(), kept_by=by, kept_at=at,
    )
    told = {"form": form, "file": kept.name, "sha256": kept.sha256}
    record(act="reports.template_kept", subject=f"reports.OfficeTemplate:{kept.pk}", by=by, after=told, scope=agency.code, at=at)
    return kept


@transaction.atomic
def drop_template(*, agency: Agency, form: str, by: User, at: datetime) -> None:
    """The layout of the decree is used again."""
    if _drop(agency, form, at):
        record(act="reports.template_dropped", subject=f"organisations.Agency:{agency.pk}", by=by, before={"form": form}, scope=agency.code, at=at)


def _drop(agency: Agency, form: str, at: datetime) -> int:
    return OfficeTemplate.objects.filter(agency=agency, form=form, dropped_at__isnull=True).update(dropped_at=at)
