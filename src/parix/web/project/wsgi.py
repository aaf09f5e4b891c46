"""The door for application servers: `gunicorn parix.web.project.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parix.web.project.settings")

application = get_wsgi_application()
