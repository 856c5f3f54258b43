"""A machine-readable time burnt into the top of a picture, to measure the delay from source to screen.

48 cells in one row from the top-left corner, each 1/80 of the picture's width, black or white: 8 cells of sync, 32 of
milliseconds (Unix time modulo 2**32, most significant first), 8 of checksum. It survives H.264 and scaling down to
240 px.
"""

import time

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.types import Picture

CELLS_ACROSS = 80
MODULUS = 2**32
_SYNC = 0b10110010
_BITS = 48
_SMALLEST_WIDTH = 160
_BLACK, _WHITE = 16, 235


def now_ms() -> int:
    """The time to write: Unix milliseconds modulo 2**32."""
    return time.time_ns() // 1_000_000 % MODULUS


def age_ms(stamp_ms: int, at_ms: int) -> int:
    """How long ago the stamp was written; negative if the clocks disagree."""
    difference = (at_ms - stamp_ms) % MODULUS
    return difference - MODULUS if difference >= MODULUS // 2 else difference


def bits_of(stamp_ms: int) -> list[int]:
    """The mark's 48 cells, 1 = white."""
    word = (_SYNC << 40) | (stamp_ms << 8) | _checksum(stamp_ms)
    return [(word >> shift) & 1 for shift in range(_BITS - 1, -1, -1)]


def _checksum(stamp_ms: int) -> int:
    return (
        sum((stamp_ms >> shift & 0xFF) * weight for shift, weight in ((24, 3), (16, 5), (8, 7), (0, 11))) + 0x5A & 0xFF
    )


def write(picture: Picture, stamp_ms: int) -> None:
    """Burn the mark into a picture, uint8 [height, width] or [height, width, channels]."""
    width = picture.shape[1]
    cell = width / CELLS_ACROSS
    height = max(1, round(cell))
    for index, bit in enumerate(bits_of(stamp_ms)):
        picture[:height, round(index * cell) : round((index + 1) * cell)] = _WHITE if bit else _BLACK


def read(picture: Picture) -> int | None:
    """The milliseconds in a picture's mark, or None where there is no intact one.

    Args:
        picture: uint8 [height, width] brightness, or [height, width, channels] of which the green one is read.
    """
    plane = picture if picture.ndim == 2 else picture[:, :, 1]
    height, width = plane.shape
    cell = width / CELLS_ACROSS
    if width < _SMALLEST_WIDTH or height < cell:
        return None
    rows = plane[int(cell * 0.3) : max(int(cell * 0.3) + 1, int(cell * 0.8)), : round(cell * _BITS) + 1]
    line = rows.mean(axis=0, dtype=np.float32)
    bits = _sample(line, cell) > _BLACK + _WHITE
    return _decode(bits)


def _sample(line: NDArray[np.float32], cell: float) -> NDArray[np.float32]:
    """Twice the brightness around the middle of each cell."""
    middles = (np.arange(_BITS) + 0.5) * cell
    reach = cell / 6
    near: NDArray[np.float32] = line[(middles - reach).astype(int)] + line[(middles + reach).astype(int)]
    return near


def _decode(bits: NDArray[np.bool_]) -> int | None:
    word = int.from_bytes(np.packbits(bits).tobytes(), "big")
    stamp_ms = word >> 8 & 0xFFFFFFFF
    intact = word >> 40 == _SYNC and word & 0xFF == _checksum(stamp_ms)
    return stamp_ms if intact else None
