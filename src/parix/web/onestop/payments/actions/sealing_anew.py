"""Which columns of payments are sealed, for sealing them anew."""

from parix.web.onestop.payments.choices import WORDS_SEAL
from parix.web.onestop.payments.models import Line
from parix.web.personal_data.actions.sealing_anew import Place

PLACES = (Place(Line, "words", WORDS_SEAL),)
