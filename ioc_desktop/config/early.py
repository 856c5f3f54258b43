"""The two settings that the first window needs, read before pydantic is imported (some 0.1 s)."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class EarlySettings:
    """Language and theme; anything unreadable counts as not set and is reported by the full load later."""

    language: str = "vi"
    theme: str = "dark"


def peek(path: Path) -> EarlySettings:
    """Language and theme in the settings file, or the defaults."""
    try:
        tree = json.loads(path.read_bytes())["appearance"]
        language, theme = tree["language"], tree["theme"]
    except (OSError, ValueError, KeyError, TypeError):
        return EarlySettings()
    usable = language in {"vi", "en"} and theme in {"dark", "light"}
    return EarlySettings(language, theme) if usable else EarlySettings()
