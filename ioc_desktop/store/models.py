"""Finds every table of the program, as the panels are found: a new folder with a ``tables.py`` is enough."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

_ROOMS = ("ioc_desktop.kernel", "ioc_desktop.panels")
"""Packages whose folders, at any depth, may hold a ``tables`` module. The store's own tables are imported below."""


@cache
def load_models() -> None:
    """Import all of them, so that the metadata is whole before a schema is made, compared or captured."""
    importlib.import_module("ioc_desktop.store.outbox")
    for room in _ROOMS:
        _load_under(room)


def _load_under(name: str) -> None:
    """The tables of a package's folders, and of the folders in those."""
    package: ModuleType = importlib.import_module(name)
    for module in pkgutil.iter_modules(package.__path__):
        if module.ispkg:
            _load_under(f"{name}.{module.name}")
        elif module.name == "tables":
            importlib.import_module(f"{name}.tables")
