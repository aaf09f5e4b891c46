"""Where the made-up figures are said to come from: papers that are plainly samples, one for each way of scoring."""

from __future__ import annotations

from parix.demo_data.dispositions import Disposition
from parix.foundation.measurements import Source
from parix.foundation.periods import Period


def made_up_sources(disposition: Disposition, period: Period) -> dict[str, Source]:
    """By the edition's way of scoring (`scored_by`)."""
    agency, number = disposition.agency, disposition.draws("report number", period.key).randint(2, 98)
    extract = f"DEMO-{agency.code.rpartition('.')[2]}"
    report, minutes = f"{number}/BC-DEMO", f"{number + 100}/BB-DEMO"
    of_period, issued = f"kỳ {period.key}", period.end.isoformat()

    def source(kind: str, title: str, reference: str, issuer: str) -> Source:
        return Source(f"{kind}-{period.key}", f"{title} {of_period}", kind, reference, issuer, issued)

    return {
        "self_then_appraiser": source("report", f"Báo cáo mẫu số {report} về cải cách hành chính", report, agency.name),
        "data": source("extract", f"Trích xuất mẫu {extract}", extract, agency.name),
        "survey": source("survey", "Kết quả điều tra mẫu DEMO-XHH", "DEMO-XHH", "Tổ điều tra mẫu"),
        "appraiser": source("minutes", f"Biên bản thẩm định mẫu số {minutes}", minutes, "Tổ thẩm định mẫu"),
    }
