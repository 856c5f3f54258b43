"""Makes parts of pictures unrecognisable for good: a handful of numbers is left of each.

Every region becomes at most ``MOST_CELLS`` × ``MOST_CELLS`` averages, smoothed into each other. The averages are taken
before the smoothing and rounded to whole grey levels, so there is nothing behind them to bring back: two pictures with
equal averages come out equal.
"""

from __future__ import annotations

import cv2
import numpy as np

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.privacy.cells import Regions, cells, pixel_rects, whole_cells

_QUALITY = 90


def blur(picture: Picture, regions: Regions) -> Picture:
    """A copy of a BGR picture with these regions unrecognisable and everything else untouched.

    Args:
        picture: uint8 [height, width, 3].
        regions: x1, y1, x2, y2 in 0–1 each; parts outside the picture are left out.
    """
    covered = picture.copy()
    height, width = picture.shape[:2]
    for x1, y1, x2, y2 in pixel_rects(regions, width, height):
        part = covered[y1:y2, x1:x2]
        columns, rows = cells(x2 - x1, y2 - y1)
        part[:] = _coarse(part, columns, rows)
    return covered


def blur_whole(picture: Picture) -> Picture:
    """A picture of which only the largest shapes are left."""
    height, width = picture.shape[:2]
    return _coarse(picture, *whole_cells(width, height))


def blur_file(content: bytes, regions: Regions | None) -> bytes:
    """A picture file as a JPEG with these regions unrecognisable, all of it when they are not known.

    What else the file said (place, time, small picture) is not carried over.

    Raises:
        ExpectedError: ``privacy.picture_unreadable``.
    """
    picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR) if content else None
    if picture is None:
        raise ExpectedError(
            "privacy.picture_unreadable",
            QT_TRANSLATE_NOOP("errors", "Ảnh hỏng nên không che mặt được. Xem camera hoặc chọn ảnh khác."),
        )
    whole = np.asarray(picture, np.uint8)
    covered = blur_whole(whole) if regions is None else blur(whole, regions)
    _, made = cv2.imencode(".jpg", covered, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return made.tobytes()


def _coarse(part: Picture, columns: int, rows: int) -> Picture:
    height, width = part.shape[:2]
    averages = cv2.resize(part, (columns, rows), interpolation=cv2.INTER_AREA)
    smooth = cv2.resize(averages, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(smooth, np.uint8).reshape(part.shape)
