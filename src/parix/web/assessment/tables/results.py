"""Tables as files: the ranking as CSV or XLSX, a stored sheet as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from fractions import Fraction

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from parix.foundation.numbers import decimal_text
from parix.foundation.phrases import Text
from parix.web.assessment.queries.bundles import PublishedBundle
from parix.web.assessment.queries.ranking import GroupRow, PlaceRow
from parix.web.assessment.queries.sheets import ScoringRun
from parix.web.assessment.tables.workbooks import XLSX, Cell, Page, as_workbook, download, said
from parix.web.design.comma_tables import inert


def headings(group: GroupRow) -> list[str]:
    """Titles of the file's columns; one more for each field of the set."""
    own = [
        _("Khối"), _("Hạng"), _("Hạng tốt nhất có thể"), _("Hạng thấp nhất có thể"), _("Mã"), _("Cơ quan"), _("Điểm đạt"), _("Điểm tối đa áp dụng"),
        _("Chỉ số"), _("Chỉ số thấp nhất"), _("Chỉ số cao nhất"), _("Xếp loại"), _("Số tiêu chí chưa chấm"), _("Chỉ số năm trước"), _("Hạng năm trước"),
    ]
    return own + [f"{field.code} {said(field.text)}" for field in group.places[0].fields] if group.places else own


def file_rows(groups: Iterable[GroupRow]) -> list[list[Cell]]:
    return [_file_row(group, place) for group in groups for place in group.places]


def as_csv(groups: Sequence[GroupRow]) -> str:
    """Comma-separated, numbers with a dot, marked as UTF-8 so that office programs keep the Vietnamese letters."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings(groups[0]) if groups else [])
    writer.writerows([_as_text(cell) for cell in row] for row in file_rows(groups))
    return out.getvalue()


def as_xlsx(groups: Sequence[GroupRow], title: str, source: str) -> bytes:
    page = Page(
        _("Xếp hạng"), title, source, headings(groups[0]) if groups else [], file_rows(groups), (28, 10, 10, 10, 10, 44, 12), frozen=6,
    )
    return as_workbook([page])


def ranking_file(groups: Sequence[GroupRow], title: Text, slug: str, form: str) -> HttpResponse:
    """The download. Raises Http404 for a form that is not offered."""
    if form == "csv":
        return download(as_csv(groups).encode(), "text/csv; charset=utf-8", f"{slug}.csv")
    if form == "xlsx":
        source = _("Nguồn: parix, %(slug)s") % {"slug": slug}
        return download(as_xlsx(groups, said(title), source), XLSX, f"{slug}.xlsx")
    raise Http404("no such form of file")


def sheet_file(run: ScoringRun) -> HttpResponse:
    """The stored sheet as it was stored, with what it was computed from."""
    stored = {
        "round": run.round.slug, "scored_at": run.created_at.isoformat(), "inputs_sha256": run.inputs_digest,
        "ranking": {"group": run.group_key, "rank": run.rank, "best": run.best_rank, "worst": run.worst_rank, "out_of": run.out_of}, "sheet": run.sheet,
    }
    written = json.dumps(stored, ensure_ascii=False, indent=1)
    return download(written.encode(), "application/json", f"{run.round.slug}-{slugify(run.agency.code)}.json")


def bundle_file(made: PublishedBundle) -> HttpResponse:
    """The stored bytes, the same for everybody and every time."""
    name = f"{made.run.round.slug}-{slugify(made.run.agency.code)}.zip"
    return download(bytes(made.content), "application/zip", name)


def _file_row(group: GroupRow, place: PlaceRow) -> list[Cell]:
    standing, before = place.standing, place.before
    own: list[Cell] = [
        said(group.text), standing.rank, standing.best, standing.worst, place.agency_code, place.agency, place.points, place.applicable_max,
        place.published_index, place.index_low, place.index_high, said(place.grade), place.not_scored,
        before.published_index if before else None, before.standing.rank if before else None,
    ]
    return own + [field.points for field in place.fields]


def _as_text(cell: Cell) -> str:
    if isinstance(cell, Fraction):
        return decimal_text(cell, 4)
    return "" if cell is None else inert(str(cell))
