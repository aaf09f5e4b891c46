"""A module that is loaded at first use, so that a command which needs no arrays does not wait for NumPy."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType


def lazy_module(name: str) -> ModuleType:
    """The named module, executed only when an attribute of it is first read (recipe of importlib's manual)."""
    loaded = sys.modules.get(name)
    if loaded is not None:
        return loaded
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent:  # as the import statement does, so that `parent.child` is found by others too
        setattr(sys.modules[parent], child, module)
    spec.loader.exec_module(module)
    return module
