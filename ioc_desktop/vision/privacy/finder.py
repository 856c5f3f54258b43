"""Finds what to cover in one picture, with what this machine has: a face model, a model of people, both, or neither."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detections import Detections, Floats
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.labels import ClassLabel
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.privacy import regions
from ioc_desktop.vision.session import SessionOptions
from ioc_desktop.vision.tracks import Tracks

_LOG = logging.getLogger(__name__)
BY_MODEL, BY_BOX = "face_model", "person_box"
# A region too many costs nothing, a face too few is a person shown: half of what the model asks before it shows a box.
_LEAST_SHARE = 0.5


@dataclass(frozen=True, eq=False)
class Found:
    """What is to be covered.

    Attributes:
        regions: float32 [N, 4], x1, y1, x2, y2 in 0–1.
        by: ``face_model``, ``person_box``, both joined by ``+``.
    """

    regions: Floats
    by: str

    @property
    def listed(self) -> tuple[tuple[float, ...], ...]:
        """As an event keeps them."""
        return tuple(tuple(round(float(each), 4) for each in region) for region in self.regions)


class FaceFinder:
    """One thread's finder.

    Args:
        labels: classes of the model whose boxes are handed in.
        face: a face model; None on a machine without.
    """

    def __init__(self, labels: Sequence[ClassLabel] = (), face: Detector | None = None) -> None:
        self._labels, self._face = labels, face
        by_box = regions.knows_people(labels)
        self.by = "+".join(name for name, has in ((BY_MODEL, face), (BY_BOX, by_box)) if has)

    def find(self, picture: Picture, seen: Detections, tracks: Tracks, aspect: float) -> Found | None:
        """Heads in a BGR picture without bars; None where nothing on this machine can tell.

        Args:
            picture: uint8 [height, width, 3].
            seen: what the model found in this picture.
            tracks: whom the tracker follows in it.
            aspect: width ÷ height of the scene, which a model may have seen stretched.
        """
        if not self.by:
            return None
        people = regions.of_people(seen, tracks, self._labels, aspect)
        return Found(np.concatenate((people, self._faces(picture)))[: regions.MOST_REGIONS], self.by)

    def _faces(self, picture: Picture) -> Floats:
        """Found at once in the whole picture: small faces are those of small persons, whose boxes are known."""
        if self._face is None:
            return np.zeros((0, 4), np.float32)
        least = self._face.pack.confidence * _LEAST_SHARE
        return regions.around_faces(self._face.detect(picture, least=least).boxes)


def open_face_model(pack: ModelPack | None) -> Detector | None:
    """The face model, ready; None where there is none or it does not work, which costs nothing but its faces."""
    if pack is None:
        return None
    try:
        return Detector(pack, SessionOptions(threads=1, providers=("CPUExecutionProvider",)))
    except ExpectedError as error:
        _LOG.warning("face model %s left out: %s", pack.name, error)
        return None
