from parix.criteria.comparing import compare as compare
from parix.criteria.library import find_edition as find_edition
from parix.foundation.measurement_files import read_measurements as read_measurements
from parix.foundation.numbers import shown as shown
from parix.foundation.problems import ProblemsFound as ProblemsFound
from parix.scoring.bundles import bundle_bytes as bundle_bytes
from parix.scoring.bundles import verify_bundle as verify_bundle
from parix.scoring.groups import ranked as ranked
from parix.scoring.groups import score_group as score_group
from parix.scoring.sheets import score as score

__version__: str
