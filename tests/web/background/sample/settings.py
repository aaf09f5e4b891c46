"""The site's settings with the tests' room installed, for worker processes that tests start and kill."""

from parix.web.project.settings import *  # noqa: F403
from parix.web.project.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.web.background.sample"]
BACKGROUND_SCHEDULE: dict[str, dict[str, object]] = {}
