"""A model ready to look at pictures: packing, running, decoding and suppression around one session."""

import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.letterbox import normalise_boxes
from ioc_desktop.vision.batching import SETTLE_S, saturating, sizes_up_to
from ioc_desktop.vision.detections import Detections, suppress
from ioc_desktop.vision.families.recipe import Candidates, Tensor
from ioc_desktop.vision.pack import ModelPack, verify
from ioc_desktop.vision.packing import Packer, fit_picture
from ioc_desktop.vision.session import ModelSession, SessionOptions
from ioc_desktop.vision.sniff import check_family

Bytes = NDArray[np.uint8]
SourceSize = tuple[int, int]

LONGEST_BATCH = 16


class Detector:
    """One pack, loaded; used by one thread.

    Attributes:
        pack: what runs.
        session: the loaded model.
        batch: pictures per run; 1 for models exported so, else the most until ``settle`` has found what pays.
        class_count: as the outputs say.
    """

    def __init__(self, pack: ModelPack, options: SessionOptions | None = None, *, trusted: bool = False) -> None:
        """Check and load a pack.

        Args:
            pack: what to run.
            options: provider and threads.
            trusted: skip hash and header, for a file that was just checked.

        Raises:
            ExpectedError: everything ``verify`` and ``ModelSession`` raise.
        """
        if not trusted:
            verify(pack)
        self.pack = pack
        half = pack.half.path if pack.half is not None and pack.half.path.is_file() else None
        self.session = ModelSession(pack.path, options, half=half)
        signature = self.session.signature
        check_family(signature, pack.recipe, pack.size)
        self.geometry = pack.geometry
        self._recipe = pack.recipe
        self._decode = self._recipe.decoder(signature, pack.size)
        self._packer = Packer(pack.pixels(signature), pack.size.width, pack.size.height)
        self._input = signature.picture.name
        fixed = signature.picture.shape[0]
        self.batch = fixed or LONGEST_BATCH
        self._is_fixed = fixed is not None
        self._tensor = np.zeros((self.batch, 3, pack.size.height, pack.size.width), np.float32)
        self._extra = {
            count: self._recipe.extra_inputs(signature, pack.size, count) for count in range(1, self.batch + 1)
        }
        self._nothing = np.array([not name for name in pack.classes], bool)

    @property
    def provider(self) -> str:
        return self.session.provider

    def warm_up(self) -> None:
        """One run on an empty picture: allocates, compiles, and proves that the model runs."""
        blank = np.full((self.pack.size.height, self.pack.size.width, 3), self.geometry.pad, np.uint8)
        self.look([blank], [(self.pack.size.width, self.pack.size.height)])

    def settle(self, clock: Callable[[], float] = time.perf_counter, limit_s: float = SETTLE_S) -> None:
        """Try sizes of batches on empty pictures and keep to the smallest that fills the device.

        Models with a fixed batch stay as they are. Raises what ``ModelSession.run`` raises.
        """
        if not self._is_fixed:
            self.batch = saturating(self._run_blank, sizes_up_to(self.batch), clock, limit_s)

    def _run_blank(self, count: int) -> None:
        self.session.run({self._input: self._tensor[:count], **self._extra[count]})

    def blank_inputs(self) -> dict[str, Tensor]:
        """Inputs of one full batch of empty pictures, by name."""
        return {self._input: np.zeros_like(self._tensor[: self.batch]), **self._extra[self.batch]}

    def detect(self, picture: Bytes, *, least: float | None = None) -> Detections:
        """Objects in one BGR picture [h, w, 3] of any size."""
        fitted = fit_picture(picture, self.geometry)
        return self.look([fitted], [(picture.shape[1], picture.shape[0])], least=least)[0]

    def look(
        self, pictures: Sequence[Bytes], sources: Sequence[SourceSize], *, least: float | None = None
    ) -> list[Detections]:
        """Objects in pictures that already have the model's geometry.

        Args:
            pictures: BGR uint8 [height, width, 3] each, any number.
            sources: width and height of the pictures they came from, px.
            least: least score; the pack's own when None.
        """
        found: list[Detections] = []
        for start in range(0, len(pictures), self.batch):
            part = pictures[start : start + self.batch]
            candidates = self._run(part, self.pack.confidence if least is None else least)
            found += [
                self._finish(one, source)
                for one, source in zip(candidates, sources[start : start + self.batch], strict=False)
            ]
        return found

    def _run(self, pictures: Sequence[Bytes], least: float) -> list[Candidates]:
        for picture, tensor in zip(pictures, self._tensor, strict=False):
            self._packer.pack(picture, tensor)
        count = self.batch if self._is_fixed else len(pictures)
        outputs = self.session.run({self._input: self._tensor[:count], **self._extra[count]})
        return self._decode(outputs, least)[: len(pictures)]

    def _finish(self, found: Candidates, source: SourceSize) -> Detections:
        boxes, scores, classes = found
        known = (classes >= 0) & (classes < len(self._nothing))
        known[known] = ~self._nothing[classes[known]]
        if not known.all():
            boxes, scores, classes = boxes[known], scores[known], classes[known]
        if self.pack.nms_iou is not None and len(scores):
            kept = suppress(boxes, scores, classes, self.pack.nms_iou)
            boxes, scores, classes = boxes[kept], scores[kept], classes[kept]
        placed = normalise_boxes(boxes, self.geometry.place(*source))
        return Detections(placed, np.minimum(scores, 1).astype(np.float32), classes)
