"""Sizes of the cameras' pictures: rules are drawn on one, and must be looked at again when it becomes another."""

from __future__ import annotations

from dataclasses import dataclass

from ioc_desktop.core.events import Event
from ioc_desktop.vision.rules.constants import SAME_ASPECT
from ioc_desktop.vision.rules.model import Rule

Size = tuple[int, int]


@dataclass(frozen=True)
class Shown:
    """A picture that rules look at.

    Attributes:
        size: width, height in px.
        is_drawn_on: it comes from the camera's main stream, on which rules are drawn; the small stream has another size
            by nature, and only its shape can be compared.
    """

    size: Size
    is_drawn_on: bool = True


class PictureSizes:
    """The newest picture size of every watched camera. One thread.

    Attributes:
        changed: key of a camera whose pictures have another size than before, or were not known before.
    """

    def __init__(self) -> None:
        self._shown: dict[str, Shown] = {}
        self.changed: Event[str] = Event()

    def note(self, camera: str, shown: Shown) -> None:
        """A picture of this size came; one without a size says nothing."""
        if all(shown.size) and self._shown.get(camera) != shown:
            self._shown[camera] = shown
            self.changed.emit(camera)

    def of(self, camera: str) -> Shown | None:
        """What the rules of a camera look at; None before the first picture."""
        return self._shown.get(camera)


def outgrown(rule: Rule, shown: Shown | None) -> Size | None:
    """The size for which a rule was drawn, when the camera's picture is no longer so; None while all is well.

    Points are shares of the picture, so they follow it to any size; whether they still mean the same place only a
    person can tell.
    """
    drawn = rule.picture_size
    if shown is None or not all(drawn) or shown.size in (drawn, rule.accepted_size) or not is_drawn(rule):
        return None
    if shown.is_drawn_on:
        return drawn
    known = [size for size in (drawn, rule.accepted_size) if all(size)]
    return None if any(same_shape(size, shown.size) for size in known) else known[-1]


def is_drawn(rule: Rule) -> bool:
    """Whether anything of it lies somewhere in the picture."""
    return bool(rule.polygon or rule.line or rule.lamp)


def same_shape(one: Size, other: Size) -> bool:
    """Whether two pictures differ in nothing but their scale."""
    return abs(one[0] * other[1] / (one[1] * other[0]) - 1) <= SAME_ASPECT
