"""The window's side of the video: says what is to be shown, learns what is there. No call waits."""

from collections.abc import Mapping
from concurrent.futures import Future

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.mosaic import Mosaic
from ioc_desktop.video.types import ProbeResult, StreamSpec, StreamStatus, TileRect, TileUpdate


class VideoEngine:
    """Decoders in worker processes behind one declarative door; window thread only.

    Args:
        workers: decoding processes; by default 2, or up to 4 where there are cores for them.
        clock: time for states and statistics.
    """

    def __init__(self, *, workers: int | None = None, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._workers = workers

    def start(self) -> None:
        """Begin to start the workers; returns at once."""
        raise NotImplementedError

    def stop(self) -> None:
        """End every worker and remove all shared memory, within 3 s."""
        raise NotImplementedError

    @property
    def mosaic(self) -> Mosaic:
        """The mosaic that updates refer to."""
        raise NotImplementedError

    def resize(self, width: int, height: int) -> Mosaic:
        """A new mosaic of this size, px; show() the tiles again with their new rectangles afterwards.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        raise NotImplementedError

    def show(self, tiles: Mapping[int, tuple[StreamSpec, TileRect]]) -> None:
        """Make exactly these tiles live: slot → stream and place. Streams not named stop decoding.

        The mosaic's pages may move to other memory (so that late writers of the old layout cannot touch the new
        one): call ``mosaic.page`` at every paint instead of keeping the array.
        """
        raise NotImplementedError

    def analyse(self, streams: Mapping[str, int], buffer: AnalysisBuffer | None, fps: float) -> None:
        """Let these streams (stream id → slot of the buffer) feed the model, each at most ``fps`` times a second."""
        raise NotImplementedError

    def poll(self) -> list[TileUpdate]:
        """What changed since the last call; for one 16 ms timer of the window."""
        raise NotImplementedError

    def status(self, slot: int) -> StreamStatus:
        raise NotImplementedError

    def stats(self) -> dict[str, object]:
        """``{"tiles": […], "cpu_seconds": {"video": s}, "rss_mb": {"video": MB}}``, the shapes of ``--stats``."""
        raise NotImplementedError

    def worker_pids(self) -> list[int]:
        raise NotImplementedError

    def probe(self, spec: StreamSpec) -> "Future[ProbeResult]":
        """Test a source in a process of its own, 10 s at most; the future may carry an ExpectedError."""
        raise NotImplementedError
