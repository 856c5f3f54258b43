"""How many pictures go through the model at once: the size at which the device is full, and how long to wait for it.

Cameras are not in step: when one picture is there, the others come within their interval. An accelerator takes several
in hardly more time than one, so that a few milliseconds of waiting pay; a CPU does not, and nobody waits there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ioc_desktop.core.errors import ExpectedError

WAIT_S = 0.004
"""Longest wait of a picture for others on an accelerator; a fiftieth of the usual interval of 200 ms."""
NEAR_BEST = 0.95
"""Of the best throughput; smaller batches answer sooner."""
SETTLE_S = 1.0
"""Time that trying sizes may take while a model is loaded."""
_TIMED_RUNS = 3
_LIVELY_S = 1.0


class Patience:
    """Decides whether a batch that is not full waits for more pictures. Knows no clock; times are monotonic, in s.

    Args:
        batch: pictures that the model takes at once.
        wait_s: longest wait since the first picture was noticed; 0 for none.
    """

    def __init__(self, batch: int, wait_s: float) -> None:
        self._batch, self._wait_s = batch, wait_s
        self._since_s: float | None = None
        self._heard: dict[int, float] = {}

    @property
    def is_needed(self) -> bool:
        """Whether it can ever say to wait."""
        return self._batch > 1 and self._wait_s > 0

    def waits(self, unseen: Sequence[int], now_s: float) -> bool:
        """Whether to wait, given the streams that have an unseen picture.

        Never for more streams than were lively in the last second: the rest would not come.
        """
        if not unseen:
            self._since_s = None
            return False
        self._heard |= dict.fromkeys(unseen, now_s)
        lively = sum(now_s - heard_s <= _LIVELY_S for heard_s in self._heard.values())
        since_s = self._since_s = now_s if self._since_s is None else self._since_s
        if len(unseen) < min(self._batch, lively) and now_s - since_s < self._wait_s:
            return True
        self._since_s = None
        return False


def sizes_up_to(most: int) -> list[int]:
    """1, 2, 4 … up to ``most``."""
    return [size for exponent in range(most.bit_length()) if (size := 2**exponent) <= most]


def saturating(
    run: Callable[[int], object], sizes: Sequence[int], clock: Callable[[], float], limit_s: float = SETTLE_S
) -> int:
    """The smallest size of a batch within 5 % of the best throughput.

    Each size runs once untimed (accelerators prepare themselves for a new shape) and then three times, of which the
    quickest counts. No larger size is tried when the last was no better than the one before, when it failed for want of
    memory, or when the next would likely end past ``limit_s``.

    Args:
        run: puts so many pictures through the model.
        sizes: to try, growing.
        clock: seconds, only differences count.
        limit_s: for all of it.

    Raises:
        ExpectedError: when not even the first size runs.
    """
    begun_s, rates = clock(), dict[int, float]()
    for size in sizes:
        size_begun_s = clock()
        try:
            rates[size] = size / max(_quickest(run, size, clock), 1e-9)
        except ExpectedError:
            if not rates:
                raise
            break
        now_s = clock()
        if not _grows(list(rates.values())) or now_s - begun_s + 2 * (now_s - size_begun_s) > limit_s:
            break
    best = max(rates.values())
    return next(size for size, rate in rates.items() if rate >= NEAR_BEST * best)


def _grows(rates: Sequence[float]) -> bool:
    return len(rates) < 2 or rates[-1] > rates[-2]


def _quickest(run: Callable[[int], object], size: int, clock: Callable[[], float]) -> float:
    """Seconds of the quickest of a few runs."""
    run(size)
    times = []
    for _ in range(_TIMED_RUNS):
        begun_s = clock()
        run(size)
        times.append(clock() - begun_s)
    return min(times)
