"""The Qt style sheet of all standard widgets, filled in from the tokens: flat fills, 1 px lines, no gradients.

Dynamic properties that views set: ``kind`` on buttons (``primary``, ``quiet``), ``small`` on controls, ``type``
and ``tone`` on labels, ``surface`` on plain widgets and frames (``sunken``, ``0`` … ``3``, ``card``, ``sheet``),
``invalid`` on fields.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from ioc_desktop.config.paths import resource_path

if TYPE_CHECKING:
    from ioc_desktop.ui.theme import Theme

_TONES = {
    "secondary": "text.secondary",
    "muted": "text.muted",
    "disabled": "text.disabled",
    "accent": "accent",
    "technical": "technical",
    "ok": "ok",
    "critical": "severity.critical",
    "high": "severity.high",
    "medium": "severity.medium",
}
_TYPES = ("caption", "label", "row_title", "title3", "title2", "title1", "number", "mono", "mono_small")


def build(theme: Theme) -> str:
    """The whole sheet for the theme's current mode."""
    sheet = Template(resource_path("theme", "desk.qss").read_text("utf-8"))
    return sheet.substitute(_values(theme)) + _labels(theme) + _surfaces(theme)


def _values(theme: Theme) -> dict[str, str]:
    names = (
        "surface.sunken", "surface.0", "surface.1", "surface.2", "surface.3", "border.subtle", "border.strong",
        "border.control", "text.primary", "text.secondary", "text.muted", "text.disabled", "text.on_fill", "accent",
        "accent.fill", "accent.wash", "focus", "severity.critical", "technical",
    )  # fmt: skip
    values = {name.replace(".", "_"): theme.hex(name) for name in names}
    values["pictures"] = resource_path("theme", theme.mode).as_posix()
    return values


def _labels(theme: Theme) -> str:
    rules = [f'QLabel[tone="{tone}"] {{ color: {theme.hex(token)}; }}' for tone, token in _TONES.items()]
    for name in _TYPES:
        font = theme.font(f"desk.{name}")
        family = f'font-family: "{font.families()[0]}"; ' if name.startswith("mono") else ""
        size = f"font-size: {font.pixelSize()}px; font-weight: {int(font.weight())};"
        rules.append(f'QLabel[type="{name}"] {{ {family}{size} }}')
    return "\n".join(rules)


def _surfaces(theme: Theme) -> str:
    names = ("sunken", "0", "1", "2", "3")
    rules = [f'*[surface="{name}"] {{ background: {theme.hex(f"surface.{name}")}; }}' for name in names]
    border = theme.hex("border.subtle")
    rules.append(
        f'*[surface="card"] {{ background: {theme.hex("surface.1")}; border: 1px solid {border}; border-radius: 6px; }}'
    )
    frame = theme.hex("border.strong")
    rules.append(
        f'*[surface="sheet"] {{ background: {theme.hex("surface.2")}; border: 1px solid {frame}; border-radius: 8px; }}'
    )
    rules.append(f'*[surface="line"] {{ background: {border}; border: none; }}')
    return "\n" + "\n".join(rules)
