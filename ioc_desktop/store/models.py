"""Finds every table of the program, as the panels are found: a new folder with a ``tables.py`` is enough."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

_ROOMS = ("ioc_desktop.kernel", "ioc_desktop.panels")
"""Packages whose folders may hold a ``tables`` module. The store's own tables are imported below."""


@cache
def load_models() -> None:
    """Import all of them, so that the metadata is whole before a schema is made, compared or captured."""
    importlib.import_module("ioc_desktop.store.outbox")
    for room in _ROOMS:
        package = importlib.import_module(room)
        for folder in pkgutil.iter_modules(package.__path__):
            if folder.ispkg and _has_tables(f"{room}.{folder.name}"):
                importlib.import_module(f"{room}.{folder.name}.tables")


def _has_tables(name: str) -> bool:
    package: ModuleType = importlib.import_module(name)
    return any(module.name == "tables" for module in pkgutil.iter_modules(package.__path__))
