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
# A region too many costs nothing, a face too few is a person shown: so little of the score that a model asks for boxes.
# On 95 persons of 22 street pictures the heads covered were, at 1, 0.25 and 0.15 of it: starter model 54, 71, 77;
# YOLOX-nano 79, 87, 91; the area covered grew from 13–15 % to 16–18 % and 18–19 %.
_LEAST_OF_PEOPLE, _LEAST_OF_FACES = 0.25, 0.5


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
        people: a model that finds people; None on a machine without.
        face: a face model; None on a machine without.
        labels: classes of tracks that are handed in; those of ``people`` when left out.
    """

    def __init__(
        self, people: Detector | None = None, face: Detector | None = None, labels: Sequence[ClassLabel] = ()
    ) -> None:
        self._people, self._face = people, face
        self._labels = labels or (people.pack.labels if people else ())
        by_box = regions.knows_people(self._labels)
        self.by = "+".join(name for name, has in ((BY_MODEL, face), (BY_BOX, by_box)) if has)

    def find(self, picture: Picture, tracks: Tracks | None = None, aspect: float = 0.0) -> Found | None:
        """Heads in a BGR picture without bars; None where nothing on this machine can tell.

        Args:
            picture: uint8 [height, width, 3].
            tracks: whom a tracker follows in it.
            aspect: width ÷ height of the scene, where the picture is stretched.
        """
        if not self.by:
            return None
        aspect = aspect or picture.shape[1] / picture.shape[0]
        seen = _unsure(self._people, picture, _LEAST_OF_PEOPLE)
        people = regions.of_people(seen, tracks or Tracks.empty(), self._labels, aspect)
        # In the whole picture at once: small faces are those of small persons, whose boxes are known.
        faces = regions.around_faces(_unsure(self._face, picture, _LEAST_OF_FACES).boxes)
        return Found(np.concatenate((people, faces))[: regions.MOST_REGIONS], self.by)


def _unsure(model: Detector | None, picture: Picture, share: float) -> Detections:
    """All that a model has an idea of."""
    return model.detect(picture, least=model.pack.confidence * share) if model else Detections.empty()


def open_face_model(pack: ModelPack | None) -> Detector | None:
    """The face model, ready; None where there is none or it does not work, which costs nothing but its faces."""
    if pack is None:
        return None
    try:
        return Detector(pack, SessionOptions(threads=1, providers=("CPUExecutionProvider",)))
    except ExpectedError as error:
        _LOG.warning("face model %s left out: %s", pack.name, error)
        return None
