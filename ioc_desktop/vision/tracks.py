"""What moves in a stream and where it has gone, as arrays: one picture's objects with identities."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.detections import Floats, Index, Ints


@dataclass(frozen=True, eq=False, slots=True)
class Tracks:
    """One picture's tracked objects, a struct of arrays of equal length N.

    A rider and the two-wheeler underneath are one object of the two-wheeler's class.

    Attributes:
        ids: int64 [N], identity within the stream, never given twice.
        boxes: float32 [N, 4], x1, y1, x2, y2 in 0–1 of the source picture.
        scores: float32 [N], confidence in 0–1.
        classes: int32 [N], index into the labels of the model; voted over the track's life.
        velocities: float32 [N, 2], of the middle of the box's lower edge, shares of the picture's width and height a
            second.
        seen: bool [N], False where the model did not find the object in this picture and its place is foretold.
    """

    ids: NDArray[np.int64]
    boxes: Floats
    scores: Floats
    classes: Ints
    velocities: Floats
    seen: NDArray[np.bool_]

    @classmethod
    def empty(cls) -> Self:
        return cls(
            np.zeros(0, np.int64), np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros(0, np.int32),
            np.zeros((0, 2), np.float32), np.zeros(0, np.bool_),
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, index: Index) -> Self:
        """The objects chosen by a boolean mask, positions or a slice."""
        chosen = index if isinstance(index, slice) else np.asarray(index)
        if isinstance(chosen, np.ndarray) and chosen.size == 0 and chosen.dtype != np.bool_:
            chosen = chosen.astype(np.intp)
        return type(self)(
            self.ids[chosen], self.boxes[chosen], self.scores[chosen], self.classes[chosen],
            self.velocities[chosen], self.seen[chosen],
        )  # fmt: skip

    @property
    def feet(self) -> Floats:
        """Where they touch the ground: middle of the lower edge, float32 [N, 2] in 0–1 of the picture."""
        return np.stack(((self.boxes[:, 0] + self.boxes[:, 2]) / 2, self.boxes[:, 3]), axis=1)
