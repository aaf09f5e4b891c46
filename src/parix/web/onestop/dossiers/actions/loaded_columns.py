"""Which columns rows of another system come with, and the statement that takes them over from where they were laid down."""

from __future__ import annotations

from collections.abc import Sequence

from parix.indicators.register_tables import MARKS
from parix.web.onestop.dossiers.models import Dossier

TABLE = Dossier._meta.db_table
STAGING = "dossiers_staging"
COLUMNS = (
    "code", "agency_id", "unit_id", "procedure_id", "field_id", "channel", "state", "applicant_kind", "applicant", "number_hash", "phone_hash", "abstract",
    "search", "submitted_at", "received_at", "due_at", "finished_at", "returned_at", "supplements", "online_level", "fee", "fee_amount", "is_synced",
    "has_digitised_paper", "reuses_data", "uses_personal_store", "has_electronic_result", "uses_population_data", "row_hash",
)  # fmt: skip
MOMENTS = ("submitted_at", "received_at", "due_at", "finished_at", "returned_at")
# What begins with the model's own default in a new row, and keeps what it has in a known one.
OTHERS = tuple(
    field for field in Dossier._meta.concrete_fields
    if not (field.null or field.primary_key or field.attname in {*COLUMNS, "source", "changed_at"})
)
INSERTED = (*COLUMNS, "first_due_at", "source", "changed_at", *(field.attname for field in OTHERS))


def upsert(values: Sequence[str]) -> str:
    """`values` are SQL for each of INSERTED, of a staged row `s`. What was promised first stays, and so do a mark that the export does not
    tell and what another system owns."""
    replaced = ", ".join(map(_replaced, (*COLUMNS[1:], "changed_at")))
    return (
        f"INSERT INTO {TABLE} ({names(INSERTED)}) SELECT {', '.join(values)} FROM {STAGING} s WHERE true "  # nosec B608 # names are our own
        f"ON CONFLICT (code) DO UPDATE SET {replaced}, first_due_at = coalesce({TABLE}.first_due_at, excluded.first_due_at) "
        f"WHERE {TABLE}.source = excluded.source AND {TABLE}.row_hash <> excluded.row_hash"
    )


def _replaced(name: str) -> str:
    return f'"{name}" = coalesce(excluded."{name}", {TABLE}."{name}")' if name in MARKS else f'"{name}" = excluded."{name}"'


def names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
