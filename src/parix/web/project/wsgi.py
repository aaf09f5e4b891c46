"""The door for application servers: `gunicorn parix.web.project.wsgi`."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parix.web.project.settings")

application = get_wsgi_application()

# Every room is imported before the first visitor comes, and what stays for good is no longer looked through for garbage: that took longer
# than most pages, every few pages.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
# One page makes and lets go tens of thousands of rows and nodes; after every few hundred of them there is nothing to be found yet.
gc.set_threshold(20_000)
