"""Dossiers settled by their due day, of those settled with one. Decree 61/2018/NĐ-CP; what departments' and provinces' indices score,
where decision 766 counts those still running too (`dossiers_on_schedule`)."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted, is_settled
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="dossiers_on_time", measure="onestop.dossiers_on_time", dated_by="finished_on",
    among=is_accepted,
    counted=lambda dossiers, as_of: is_settled(dossiers, as_of) & dossiers.due_on.notnull(),
    reached=lambda dossiers, _as_of: dossiers.finished_on <= dossiers.due_on,
)
