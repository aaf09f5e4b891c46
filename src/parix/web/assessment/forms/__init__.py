"""Shapes of input: what a person may fill in, checked for form alone; whether it fits is asked of the engine by the actions.

In: posted values. Out: facts in their written form, moments, texts. Must not: write, or know requests.
"""

from parix.web.assessment.forms.appraisal import AppealForm, ConflictForm, InquiryForm, RulingForm, SaidForm
from parix.web.assessment.forms.council import DecisionForm, MotionForm, PublicationForm, RecusalForm, SessionForm, VoteForm
from parix.web.assessment.forms.lost_points import LossForm, shared_out
from parix.web.assessment.forms.problems import add_problems
from parix.web.assessment.forms.rounds import RoundForm
from parix.web.assessment.forms.self_assessment import ClaimForm, DutiesForm, claim_initial, number_typed
from parix.web.assessment.forms.stages import AnswerUnlockForm, AskUnlockForm, TimesForm, UnlockForm, moment_shown
from parix.web.assessment.forms.switches import SwitchForm

__all__ = [
    "AnswerUnlockForm", "AppealForm", "AskUnlockForm", "ClaimForm", "ConflictForm", "DecisionForm", "DutiesForm", "InquiryForm", "LossForm", "MotionForm",
    "PublicationForm", "RecusalForm", "RoundForm", "RulingForm", "SaidForm", "SessionForm", "SwitchForm", "TimesForm", "UnlockForm", "VoteForm", "add_problems",
    "claim_initial", "moment_shown", "number_typed", "shared_out",
]
