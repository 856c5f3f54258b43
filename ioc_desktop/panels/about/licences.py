"""Names, versions and licences of the distributions that the program needs, from their own metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST_LICENCE = 60
_ROOT = "ioc-desktop"
DIRECT = (
    "PySide6", "alembic", "argon2-cffi", "av", "cryptography", "folium", "keyring", "numpy", "onnxruntime",
    "onnxruntime-gpu", "onnxruntime-directml", "opencv-python-headless", "platformdirs", "pydantic", "pyqtgraph",
    "psycopg", "python-vlc", "qasync", "qtawesome", "reportlab", "sqlalchemy", "sqlcipher3-wheels", "typer",
)  # fmt: skip
"""What pyproject.toml asks for, for programs run from a source tree that was never installed."""

FONTS = (
    ("Noto Sans", "SIL Open Font License 1.1"),
    ("JetBrains Mono", "SIL Open Font License 1.1"),
    ("Material Design Icons", "Apache License 2.0"),
)
"""Typefaces on the screen: (family, licence)."""


@dataclass(frozen=True)
class Licence:
    """One line of the list."""

    name: str
    version: str
    licence: str


def bundled() -> list[Licence]:
    """The direct requirements and everything they need in turn, by name. Takes some tenths of a second: off-thread."""
    waiting = [*_required_by_root()]
    found: dict[str, Licence] = {}
    while waiting:
        name = _key(waiting.pop())
        if name in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = _licence(distribution)
        waiting.extend(_requirements(distribution.requires or ()))
    return sorted(found.values(), key=lambda licence: licence.name.casefold())


def _required_by_root() -> list[str]:
    try:
        declared = list(_requirements(metadata.distribution(_ROOT).requires or ()))
    except metadata.PackageNotFoundError:
        declared = []
    return [*DIRECT, *declared]


def _requirements(lines: Iterable[str]) -> Iterable[str]:
    for text in lines:
        match = _NAME.match(text)
        if match and "extra ==" not in text:
            yield match.group()


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def _licence(distribution: metadata.Distribution) -> Licence:
    about = distribution.metadata
    name = about["Name"]
    return Licence(name, distribution.version, _licence_words(about))


def _licence_words(about: metadata.PackageMetadata) -> str:
    """SPDX expression where there is one, else the classifiers, else the first line of the free text."""
    expression = about.get_all("License-Expression")
    if expression:
        return str(expression[0])
    classifiers = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License")
    ]
    if classifiers:
        return ", ".join(dict.fromkeys(classifiers))
    text = str((about.get_all("License") or [""])[0]).strip().splitlines()
    return text[0][:_LONGEST_LICENCE] if text else ""
