"""Hotkeys as data, so that F1 can list them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hotkey:
    """One line of the key sheet. A panel's view lists its own with a method ``hotkeys() -> list[Hotkey]``.

    Attributes:
        keys: what is pressed, spaces between keys of a chord, such as ``Ctrl K``; alternatives split by ``|``.
        words: translated; what it does, verb first.
    """

    keys: str
    words: str


@dataclass(frozen=True)
class HotkeyGroup:
    """Hotkeys of one place, under its translated name."""

    title: str
    hotkeys: tuple[Hotkey, ...]
