"""Clips and pictures with everybody's face covered, for handing over.

A clip is looked at twice: where heads are is known of the whole of it before its first picture is written, so that a
head is covered before the model first finds it and after it last does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.files import iter_frames
from ioc_desktop.video.rewriting import rewrite
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detections import Floats
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.privacy.blur import blur
from ioc_desktop.vision.privacy.finder import FaceFinder

AROUND_S = 0.4
"""A head is covered for so long before and after a picture in which it was found."""


@dataclass(frozen=True)
class Covered:
    """What was done.

    Attributes:
        regions: heads found, over all pictures.
        by: what found them, as ``finder.Found.by``.
    """

    frames: int
    regions: int
    by: str


class FilmCover:
    """Finds heads in pictures of any size with the models that are there; one thread's.

    Args:
        detector: finds people; None on a machine without.
        face: finds faces; None on a machine without.

    Raises:
        ExpectedError: ``privacy.no_model`` when neither can find anybody.
    """

    def __init__(self, detector: Detector | None, face: Detector | None = None) -> None:
        self._finder = FaceFinder(detector, face)
        if not self._finder.by:
            raise ExpectedError(
                "privacy.no_model",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "Chưa có mô hình nào nhận ra người nên không che được mặt. Thêm bằng lệnh: models add TỆP.",
                ),
            )

    @property
    def by(self) -> str:
        return self._finder.by

    def heads(self, picture: Picture) -> Floats:
        """Regions to cover in one BGR picture, float32 [N, 4] in 0–1."""
        found = self._finder.find(picture)
        return found.regions if found else np.zeros((0, 4), np.float32)


def cover_picture(picture: Picture, cover: FilmCover) -> tuple[Picture, int]:
    """A BGR picture without faces, and how many heads were covered."""
    heads = cover.heads(picture)
    return blur(picture, heads), len(heads)


def cover_video(path_in: Path, path_out: Path, cover: FilmCover, *, every: int = 1) -> Covered:
    """Write a clip as MP4 with everybody's head covered; its sound, where voices are, is left out.

    Args:
        every: look at one picture in so many; those between are covered by what was found around them.

    Raises:
        ExpectedError: ``video.no_file``, ``video.unreadable_file``, ``video.rewrite_failed``, ``file.unwritable``.
    """
    times: list[float] = []
    found: dict[int, Floats] = {}
    for number, time_s, picture in iter_frames(path_in):
        times.append(time_s)
        if number % every == 0:
            found[number] = cover.heads(picture)
    around = _Around(np.array(times), found)
    frames = rewrite(path_in, path_out, lambda number, picture: blur(picture, around(number)))
    return Covered(frames, sum(len(heads) for heads in found.values()), cover.by)


class _Around:
    """Heads by the number of a picture: its own and those of its neighbours in time."""

    def __init__(self, times: NDArray[np.float64], found: dict[int, Floats]) -> None:
        self._times, self._found = times, found
        self._looked = np.array(sorted(found), int)

    def __call__(self, number: int) -> Floats:
        now_s = self._times[min(number, len(self._times) - 1)]
        near = self._looked[np.abs(self._times[self._looked] - now_s) <= AROUND_S]
        return np.concatenate([self._found[int(each)] for each in near] or [np.zeros((0, 4), np.float32)])
