"""Reading the text of a straightened plate with the recogniser that RapidOCR brings (PP-OCR, Apache-2.0).

The model's file is taken from the package and run through our own door to onnxruntime: nothing is downloaded, nothing
of RapidOCR's own machinery is imported. Input [B, 3, 48, W], BGR, (x / 255 - 0.5) / 0.5; output [B, T, classes], CTC.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.plates.formats import PlateColour
from ioc_desktop.vision.plates.alphabet import Alphabet, Floats, columns
from ioc_desktop.vision.plates.grammar import NOTHING, Reading, best_reading
from ioc_desktop.vision.plates.lines import line_pictures
from ioc_desktop.vision.session import ModelSession, SessionOptions

Bytes = NDArray[np.uint8]
_HEIGHT_PX = 48
_LEAST_WIDTH_PX, _MOST_WIDTH_PX = 48, 640
_STEP_PX = 32
"""Widths are rounded up, so that few shapes are compiled."""


def model_file() -> Path:
    """The recogniser of the installed RapidOCR.

    Raises:
        ExpectedError: ``plates.no_reader``.
    """
    found = importlib.util.find_spec("rapidocr")
    folder = Path(found.origin).parent / "models" if found is not None and found.origin else None
    files = sorted(folder.glob("*_rec_*.onnx")) if folder is not None else []
    if not files:
        raise ExpectedError(
            "plates.no_reader",
            QT_TRANSLATE_NOOP(
                "errors", "Thiếu bộ đọc chữ để đọc biển số. Cài lại gói rapidocr rồi mở lại chương trình."
            ),
        )
    return files[0]


class PlateReader:
    """Loaded once, used by one thread."""

    def __init__(self, path: Path | None = None, options: SessionOptions | None = None) -> None:
        """Load the recogniser.

        Raises:
            ExpectedError: ``plates.no_reader``, ``model.*``.
        """
        self._session = ModelSession(path or model_file(), options)
        characters = self._session.metadata.get("character", "").splitlines()
        if not set("0123456789AZ") <= set(characters):
            raise ExpectedError(
                "plates.no_reader",
                QT_TRANSLATE_NOOP("errors", "Bộ đọc chữ không có bảng chữ cái. Cài lại gói rapidocr."),
            )
        self._alphabet = Alphabet(characters)
        self._input = self._session.signature.picture.name

    def read(self, plate: Bytes, colour: PlateColour | None = None) -> Reading:
        """The text of one straightened plate, BGR [h, w, 3], of one line or two, whichever makes the better plate.

        Raises:
            ExpectedError: ``model.run_failed``.
        """
        best = NOTHING
        for lines in line_pictures(plate):
            rows = [self._rows(line) for line in lines]
            reading = best_reading(np.concatenate(rows), len(rows[0]) if len(rows) > 1 else None, colour)
            if (reading.is_plate, reading.score) > (best.is_plate, best.score):
                best = reading
            if best.is_plate and best.score > 0.9:
                break
        return best

    def _rows(self, line: Bytes) -> Floats:
        scores = self._session.run({self._input: _tensor(line)})[0][0]
        return columns(*self._alphabet.narrow(scores))


def _tensor(line: Bytes) -> Floats:
    """One line, scaled to the model's height and padded with its own last column's mean."""
    height, width = line.shape[:2]
    wanted = int(np.clip(round(width * _HEIGHT_PX / max(height, 1)), _LEAST_WIDTH_PX, _MOST_WIDTH_PX))
    scaled = cv2.resize(
        line, (wanted, _HEIGHT_PX), interpolation=cv2.INTER_AREA if height > _HEIGHT_PX else cv2.INTER_CUBIC
    )
    padded = np.zeros((1, 3, _HEIGHT_PX, -(-wanted // _STEP_PX) * _STEP_PX), np.float32)
    padded[0, :, :, :wanted] = scaled.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1.0
    return padded
