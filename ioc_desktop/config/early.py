"""The settings that the first window and the decoders need, read before pydantic is imported (some 0.1 s)."""

import json
from dataclasses import dataclass
from pathlib import Path

MOST_WORKERS = 64


@dataclass(frozen=True)
class EarlySettings:
    """Anything unreadable counts as not set and is reported by the full load later.

    Attributes:
        workers: decoding processes; 0 is chosen by the machine's cores.
    """

    language: str = "vi"
    theme: str = "dark"
    workers: int = 0


def peek(path: Path) -> EarlySettings:
    """What the settings file says, or the defaults."""
    try:
        tree = json.loads(path.read_bytes())
        early = EarlySettings(tree["appearance"]["language"], tree["appearance"]["theme"], tree["video"]["workers"])
    except (OSError, ValueError, KeyError, TypeError):
        return EarlySettings()
    return early if _is_usable(early) else EarlySettings()


def _is_usable(early: EarlySettings) -> bool:
    return (
        early.language in {"vi", "en"}
        and early.theme in {"dark", "light"}
        and type(early.workers) is int
        and 0 <= early.workers <= MOST_WORKERS
    )
