"""When things happen in the demonstration: the stages around the moment of loading, and the acts of a stage one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from parix.web.assessment.choices import TIMED_STAGES, Stage
from parix.web.demo_loading.choices import DemoStage

# Days before (minus) and after the moment of loading at which each stage of the followed round opens and closes.
_DAYS: Mapping[DemoStage, tuple[tuple[int, int], ...]] = {
    DemoStage.SELF_ASSESSMENT: ((-10, 45), (46, 86), (87, 102), (103, 118)),
    DemoStage.APPRAISAL: ((-70, -25), (-24, 20), (21, 36), (37, 52)),
    DemoStage.APPEAL: ((-110, -65), (-64, -16), (-15, 10), (11, 26)),
    DemoStage.PUBLISHED: ((-170, -125), (-124, -76), (-75, -50), (-49, -30)),
}


@dataclass(frozen=True, slots=True)
class Times:
    """`opens` and `closes` by stage, and the moment of loading, after which nothing has happened yet."""

    at: datetime
    stages: Mapping[Stage, tuple[datetime, datetime]]

    @classmethod
    def of(cls, stage: DemoStage, at: datetime) -> Times:
        days = zip(TIMED_STAGES, _DAYS[stage], strict=True)
        return cls(at, {one: (at + timedelta(days=first), at + timedelta(days=last)) for one, (first, last) in days})

    @property
    def usual_year(self) -> int:
        """The year that is scored: the one that runs while agencies still claim, and the last one that was over before they began."""
        opens, closes = self.stages[Stage.SELF_ASSESSMENT]
        return timezone.localtime(self.at).year if self.at <= closes else timezone.localtime(opens).year - 1

    def during(self, stage: Stage, share: float) -> datetime:
        """The moment when this share (0..1) of the stage is over, or of what is over of it at the moment of loading."""
        opens, closes = self.stages[stage]
        last = min(closes - timedelta(hours=1), self.at)
        return opens + (last - opens) * share

    def after_the_stages(self, share: float) -> datetime:
        """The moment when this share (0..1) is over of what lies between the last stage and the moment of loading."""
        last = max(closes for _opens, closes in self.stages.values())
        return last + (self.at - last) * share
