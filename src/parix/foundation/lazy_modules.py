"""A module that is loaded at first use, so that a command which needs no arrays does not wait for NumPy."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any


class _Deferred(ModuleType):
    """Stands for a module inside a package until it is first used: to find such a module at all, Python would load its parents."""

    def __getattr__(self, attribute: str) -> Any:
        return getattr(importlib.import_module(self.__name__), attribute)


def lazy_module(name: str) -> ModuleType:
    """The named module, executed only when an attribute of it is first read (recipe of importlib's manual)."""
    loaded = sys.modules.get(name)
    if loaded is not None:
        return loaded
    parent, _, child = name.rpartition(".")
    if parent and parent not in sys.modules:
        if importlib.util.find_spec(name.partition(".")[0]) is None:
            raise ModuleNotFoundError(name)
        return _Deferred(name)
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    if parent:  # as the import statement does, so that `parent.child` is found by others too
        setattr(sys.modules[parent], child, module)
    spec.loader.exec_module(module)
    return module
