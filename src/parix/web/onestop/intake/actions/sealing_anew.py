"""Which columns of imports are sealed, for sealing them anew."""

from parix.web.onestop.intake.choices import SAMPLES
from parix.web.onestop.intake.models import Import
from parix.web.personal_data.actions.sealing_anew import Place

PLACES = (Place(Import, "samples", SAMPLES),)
