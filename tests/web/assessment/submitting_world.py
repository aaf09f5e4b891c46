"""Many agencies with everything claimed and certified by two people, ready to submit; what leads up to it is laid in directly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from parix.foundation import agencies as engine
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.assessment.actions import open_round
from parix.web.assessment.choices import CertificationStep, ClaimState
from parix.web.assessment.models import Certification, Claim, Participation
from parix.web.assessment.scoring_runs import edition_chosen
from parix.web.assessment.scoring_runs.opening import open_self_assessment
from parix.web.assessment.scoring_runs.submissions import frozen_digest
from parix.web.organisations.actions import register_agency
from tests.web.assessment.switch_world import OLD
from tests.web.worlds import PASSWORD, YEAR

SLUG, PROOF = "gio-chot", "Báo cáo số 12/BC-MẪU"


@dataclass
class ReadyWorld:
    codes: list[str]
    clerk: User

    def parts(self) -> list[Participation]:
        return list(Participation.objects.filter(round__slug=SLUG).select_related("round", "agency").order_by("pk"))


def build_ready_to_submit(agencies: int, password: str = PASSWORD) -> ReadyWorld:
    """One clerk serves all of them: what counts here is how many submit, not who. The sets must name the sample editions."""
    now = timezone.now()
    province = register_agency(given=engine.Agency("M", "Tỉnh Mẫu", "province"))
    coordinator = add_person(username="coordinator", full_name="Người điều phối", email="", password=password, agency=province, role=Role.COORDINATOR)
    codes = [f"M.{number:03}" for number in range(agencies)]
    own = [register_agency(given=engine.Agency(code, f"Sở {code}", "department"), parent=province) for code in codes]
    posts = [add_person(username="clerk", full_name="Người nộp", email="", password=password, agency=one, role=Role.REFORM_OFFICER) for one in own]
    clerk = posts[0]
    head = add_person(username="head", full_name="Người duyệt", email="", password=password, agency=own[0], role=Role.DIRECTOR)
    _edition, chosen = edition_chosen(OLD)
    period = Period.of_year(YEAR)
    round = open_round(
        slug=SLUG, title=Text("Giờ chót", "Closing time"), province=province, agency_kind="department", edition=chosen, period=(period.start, period.end),
        agencies=own, by=coordinator, at=now,
    )
    open_self_assessment(round=round, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1), by=coordinator, at=now)
    Claim.objects.update(explanation=PROOF, state=ClaimState.READY, version=1, saved_at=now, saved_by=clerk)
    world = ReadyWorld(codes, clerk)
    people = {CertificationStep.CHECKED: clerk, CertificationStep.APPROVED: head}
    Certification.objects.bulk_create(
        Certification(participation=one, step=step, frozen_digest=digest, certified_at=now, certified_by=who)
        for one in world.parts() for digest in [frozen_digest(one)] for step, who in people.items()
    )
    return world
