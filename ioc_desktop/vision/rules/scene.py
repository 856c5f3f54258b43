"""One moment as rules see it: clean arrays of what was really seen, subjects instead of identities, and paths."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.labels import canonical
from ioc_desktop.vision.rules.constants import MAX_OBJECTS
from ioc_desktop.vision.rules.continuity import Continuity
from ioc_desktop.vision.rules.geometry import F64, Bools
from ioc_desktop.vision.rules.kinds import PEOPLE, TWO_WHEELERS
from ioc_desktop.vision.rules.model import View
from ioc_desktop.vision.rules.paths import Paths, Step
from ioc_desktop.vision.tracks import Tracks

Box = tuple[float, float, float, float]
_RIDERS = (*PEOPLE, *TWO_WHEELERS)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is in one picture; arrays of equal length N, objects that were only foretold are left out.

    Attributes:
        view: where it comes from.
        subjects: int64 [N], see ``continuity``.
        tracks: the objects' tracks.
        boxes: float64 [N, 4] in picture heights.
        feet: float64 [N, 2] in picture heights.
        sizes: float64 [N], √(width × height) in picture heights.
        paths: of all subjects, this picture included.
        gone: subjects that will not come back.
    """

    view: View
    subjects: NDArray[np.int64]
    tracks: Tracks
    boxes: F64
    feet: F64
    sizes: F64
    paths: Paths
    gone: Sequence[int] = ()

    @property
    def time_s(self) -> float:
        return self.view.time_s

    @property
    def aspect(self) -> float:
        return self.view.aspect

    def of(self, wanted: Bools | None) -> NDArray[np.intp]:
        """Positions of objects whose class is marked in ``wanted`` (bool [classes]); all for None."""
        if wanted is None:
            return np.arange(len(self.subjects))
        classes = self.tracks.classes
        known = (classes >= 0) & (classes < len(wanted))
        chosen = np.zeros(len(classes), np.bool_)
        chosen[known] = wanted[classes[known]]
        return np.flatnonzero(chosen)

    def box(self, index: int) -> Box:
        """Box of an object in 0–1 of the picture."""
        x1, y1, x2, y2 = (float(value) for value in self.tracks.boxes[index])
        return x1, y1, x2, y2


class SceneBuilder:
    """Makes scenes of views; keeps identities and paths between them.

    Args:
        labels: classes of the model whose tracks will come.
    """

    def __init__(self, labels: Sequence[str] = ()) -> None:
        self._families = _families(labels)
        self._continuity = Continuity()
        self._paths = Paths()

    def restart(self) -> None:
        self._continuity.clear()
        self._paths.clear()

    def build(self, view: View) -> Scene:
        tracks = _clean(view.tracks)
        boxes = tracks.boxes.astype(np.float64) * (view.aspect, 1, view.aspect, 1)
        subjects = self._continuity.step(
            view.time_s,
            view.aspect,
            tracks.ids,
            boxes,
            self._family(tracks.classes),
            velocities=tracks.velocities.astype(np.float64) * (view.aspect, 1),
        )
        feet = np.stack(((boxes[:, 0] + boxes[:, 2]) / 2, boxes[:, 3]), axis=1)
        sizes = np.sqrt((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))
        gone = self._paths.forget(view.time_s)
        for subject, box, size in zip(subjects.tolist(), boxes.tolist(), sizes.tolist(), strict=True):
            self._paths.add(subject, Step(view.time_s, tuple(box), size))
        return Scene(view, subjects, tracks, boxes, feet, sizes, self._paths, gone)

    def _family(self, classes: NDArray[np.int32]) -> NDArray[np.int32]:
        if not len(self._families):
            return classes
        known = (classes >= 0) & (classes < len(self._families))
        return np.where(known, self._families.take(classes, mode="clip"), classes)


def _families(labels: Sequence[str]) -> NDArray[np.int32]:
    """Number of the first label of each label's family, int32 [labels]: riders are seen with and without the bike."""
    names = [canonical(name) for name in labels]
    first = next((number for number, name in enumerate(names) if name in _RIDERS), 0)
    numbers = [first if name in _RIDERS else number for number, name in enumerate(names)]
    return np.array(numbers, np.int32)


def _clean(tracks: Tracks) -> Tracks:
    """Seen objects with an identity and a real box, each identity once, the surest first where there are too many."""
    boxes = tracks.boxes
    real = np.isfinite(boxes).all(axis=1) & (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])
    kept = tracks[real & tracks.seen & (tracks.ids >= 0)]
    kept = kept[np.sort(np.unique(kept.ids, return_index=True)[1])]
    return kept[np.argsort(-kept.scores, kind="stable")[:MAX_OBJECTS]] if len(kept) > MAX_OBJECTS else kept


def class_mask(classes: Sequence[str] | None, labels: Sequence[str]) -> Bools | None:
    """Which of a model's labels are meant, bool [labels]; None for all."""
    if classes is None:
        return None
    wanted = {canonical(name) for name in classes}
    return np.array([canonical(name) in wanted for name in labels], np.bool_)
