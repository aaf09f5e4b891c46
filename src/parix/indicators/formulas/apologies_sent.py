"""Late dossiers whose submitter got a letter of apology. Decree 61/2018/NĐ-CP, article 19; late is what is past its due day on the day looked
from, settled or not."""

from __future__ import annotations

from parix.indicators.dossier_conditions import has_term, is_accepted, is_late
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="apologies_sent", measure="onestop.apologies_sent", dated_by="received_on",
    among=is_accepted,
    counted=lambda dossiers, as_of: has_term(dossiers, as_of) & is_late(dossiers, as_of),
    reached=lambda dossiers, _as_of: dossiers.has_apology,
    marks=("has_apology",),
)
