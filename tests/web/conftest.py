"""For all tests of the web: settings that cost no time, and the small made-up world of `worlds`."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.web.databases import each_database, migrated_postgres, migrated_sqlite
from tests.web.worlds import World, build_world

# Imported here and nowhere else: a second import would be a second set of fixtures, migrating anew.
__all__ = ["each_database", "migrated_postgres", "migrated_sqlite"]


@pytest.fixture(autouse=True)
def light_settings(settings: Settings, tmp_path: Path) -> None:
    """Static files by their plain names (nothing has to be collected), quick password hashes, a cache that is empty."""
    # WhiteNoise warns of a folder that is not there, and nothing is collected for tests.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path / "cache"}}


@pytest.fixture
def world(db: None) -> World:
    return build_world()
