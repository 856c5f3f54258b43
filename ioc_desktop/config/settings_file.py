"""The settings on disk: read with care, written whole."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.config.settings import Settings
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

VERSION = 1

MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Version n → a function that turns its tree into one of version n + 1; never edited after release."""


@dataclass(frozen=True)
class LoadedSettings:
    """What was found.

    Attributes:
        problem: why defaults are used although there is a file; show it once. None when all is well.
    """

    settings: Settings
    problem: ExpectedError | None = None


def load(path: Path) -> LoadedSettings:
    """The settings in ``path``; defaults without a file. A file that cannot be used is set aside, never deleted."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except OSError as error:
        return LoadedSettings(Settings(), _problem(path, error.strerror or type(error).__name__))
    try:
        return LoadedSettings(_parse(content))
    except (
        ValueError,
        KeyError,
        TypeError,
        RecursionError,
    ) as error:  # JSON, UTF-8 and pydantic errors are ValueErrors
        return LoadedSettings(Settings(), _problem(_set_aside(path), _reason(error)))


def save(path: Path, settings: Settings) -> None:
    """Replace the file.

    Raises:
        ExpectedError: ``file.unwritable``.
    """
    tree = {"version": VERSION, **settings.model_dump(mode="json")}
    replace_bytes(path, (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode())


def _parse(content: bytes) -> Settings:
    tree = json.loads(content)
    if not isinstance(tree, dict):
        raise TypeError("not a table")
    version = tree.pop("version")
    if not isinstance(version, int) or not 1 <= version <= VERSION:
        raise ValueError(f"version {version}")
    for step in range(version, VERSION):
        tree = MIGRATIONS[step](tree)
    return Settings.model_validate(tree)


def _reason(error: Exception) -> str:
    from pydantic import ValidationError  # noqa: PLC0415  (only on the unhappy path)

    if isinstance(error, ValidationError):
        return ", ".join(".".join(map(str, problem["loc"])) for problem in error.errors())
    return type(error).__name__


def _set_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    try:
        return path.rename(aside)
    except OSError:
        return path


def _problem(path: Path, reason: str) -> ExpectedError:
    return ExpectedError(
        "settings.unreadable",
        QT_TRANSLATE_NOOP(
            "errors", "Tệp cài đặt không dùng được ({reason}), đang dùng giá trị mặc định. Tệp cũ giữ tại {path}."
        ),
        path=path,
        reason=reason,
    )
