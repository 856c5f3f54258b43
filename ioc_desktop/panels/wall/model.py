"""What the wall remembers per account, and the camera tree. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.core.text import fold, natural_key
from ioc_desktop.ui.video.layouts import DEFAULT, LAYOUTS

if TYPE_CHECKING:
    from ioc_desktop.kernel.cameras.model import Camera

KEY = "wall.arrangement"
"""Under which ``Preferences`` keep an account's ``WallMemory``."""

Cells = tuple[UUID | None, ...]


@dataclass(frozen=True)
class WallMemory:
    """What an account finds again.

    Attributes:
        layout: key of ``LAYOUTS``.
        page: from 0.
        cells: cameras by place over all pages, None = free; None altogether = all cameras by call number.
        boxes: whether what the model sees is drawn.
        exact: whether pictures wait until the model has seen them.
        tree: whether the camera tree is open.
    """

    layout: str = DEFAULT
    page: int = 0
    cells: Cells | None = None
    boxes: bool = True
    tree: bool = True
    exact: bool = False

    def to_json(self) -> dict[str, object]:
        """As ``Preferences`` stores it."""
        cells = None if self.cells is None else [str(cell) if cell else None for cell in self.cells]
        switches = {"boxes": self.boxes, "tree": self.tree, "exact": self.exact}
        return {"layout": self.layout, "page": self.page, "cells": cells, **switches}

    @classmethod
    def from_json(cls, value: object) -> WallMemory:
        """Read what was stored, by whatever version; anything unreadable is as if never stored."""
        if not isinstance(value, Mapping):
            return cls()
        memory = cls(
            boxes=value.get("boxes") is not False,
            tree=value.get("tree") is not False,
            exact=value.get("exact") is True,
        )
        layout, page, cells = value.get("layout"), value.get("page"), value.get("cells")
        if isinstance(layout, str) and layout in LAYOUTS:
            memory = replace(memory, layout=layout)
        if isinstance(page, int) and not isinstance(page, bool) and page >= 0:
            memory = replace(memory, page=page)
        return replace(memory, cells=_cells(cells)) if isinstance(cells, list) else memory


def _cells(values: Sequence[object]) -> Cells | None:
    try:
        return tuple(UUID(value) if isinstance(value, str) else None for value in values)
    except ValueError:
        return None


@dataclass(frozen=True)
class Group:
    """Cameras of one unit in the tree, by call number; ``title`` is "" where the unit is unknown."""

    title: str
    cameras: tuple[Camera, ...]


def group_cameras(cameras: Sequence[Camera], sought: str = "") -> list[Group]:
    """The tree: cameras by unit (or place), those that match all words sought, whatever the accents.

    A number alone is sought among call numbers first: ``7`` finds camera 07 and not every street with a 7.
    """
    found = _matching(cameras, fold(sought).split())
    groups: dict[str, list[Camera]] = {}
    for camera in sorted(found, key=lambda each: each.number):
        groups.setdefault(camera.org_unit or camera.place, []).append(camera)
    titles = sorted(groups, key=lambda title: (not title, natural_key(title)))
    return [Group(title, tuple(groups[title])) for title in titles]


def _matching(cameras: Sequence[Camera], words: Sequence[str]) -> list[Camera]:
    if len(words) == 1 and words[0].isdecimal():
        numbered = [camera for camera in cameras if camera.number == int(words[0])]
        if numbered:
            return numbered
    return [camera for camera in cameras if all(word in camera.search_key for word in words)]
