"""Reads the feed twice a second on a thread of its own; the window only looks at what is there."""

from __future__ import annotations

import http.client
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.core.version import VERSION
from ioc_desktop.vision.rules.model import SignalWord
from ioc_desktop.vision.signals.clock import FeedClock, Words
from ioc_desktop.vision.signals.text import MOST_BYTES, document

_log = logging.getLogger(__name__)

_EVERY_S = 0.5
_HEADERS = {"User-Agent": f"ioc-desktop/{VERSION}", "Accept": "application/json"}
_PATIENCE_S = 2.0
_TAIL = 200_000
"""Of a growing file the end is read: more than one document of any size that is meant."""
SILENT_S = 5.0
"""A word so old says nothing about now."""


class SignalReader:
    """One feed for the whole program. ``use`` it on the window's thread; ``words`` and ``problem`` are replaced whole.

    Attributes:
        words: the newest; another object whenever something new was said.
        problem: why nothing new can be read; None while all is well.
    """

    def __init__(self, clock: Clock | None = None, *, every_s: float = _EVERY_S) -> None:
        self._clock, self._every_s = clock or SystemClock(), every_s
        self.source = ""
        self.words = Words()
        self.problem: ExpectedError | None = None
        self._ended = threading.Event()

    def use(self, source: str) -> None:
        """Read this file or http(s) address from now on; "" reads nothing."""
        source = source.strip()
        if source == self.source:
            return
        self.stop()
        self.source = source
        if source:
            self._ended = threading.Event()
            reading = threading.Thread(target=self._run, args=(source, self._ended), name="signals", daemon=True)
            reading.start()

    def stop(self) -> None:
        """Read nothing any more, and know nothing; a request on its way ends by itself."""
        self._ended.set()
        self.source, self.words, self.problem = "", Words(), None

    def now(self, signal: str) -> tuple[SignalWord, float] | None:
        """The newest word of a signal and how old it is in seconds; None when there was none, or none for long."""
        word = self.words.signals.get(signal)
        age_s = self._clock.monotonic() - word.heard_s if word is not None else SILENT_S
        return (word, age_s) if word is not None and age_s < SILENT_S else None

    def _run(self, source: str, ended: threading.Event) -> None:
        clock, read = FeedClock(), _web if is_address(source) else _file
        while not ended.is_set():
            self._turn(source, read, clock, ended)
            ended.wait(self._every_s)

    def _turn(self, source: str, read: Callable[[str], str], clock: FeedClock, ended: threading.Event) -> None:
        words, problem = None, None
        try:
            words = clock.words(document(read(source)), self._clock.monotonic())
        except ExpectedError as error:
            problem = error
        if ended.is_set():
            return
        if problem is not None and self.problem is None:
            _log.warning("signal feed: %s", problem)
        self.problem = problem
        if words is not None:
            self.words = words


def is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _web(address: str) -> str:
    try:
        request = Request(address, headers=_HEADERS)  # noqa: S310  (http(s) only, see is_address)
        with urlopen(request, timeout=_PATIENCE_S) as answer:  # noqa: S310
            content: bytes = answer.read(MOST_BYTES + 1)
    except HTTPError as error:
        error.close()
        raise _unreadable() from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise _unreadable() from error
    return _decoded(content)


def _file(name: str) -> str:
    try:
        with Path(name).open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            content = file.read(_TAIL)
    except (OSError, ValueError) as error:  # a name with a null character is a ValueError
        raise _unreadable() from error
    return _decoded(content if size <= _TAIL else content.partition(b"\n")[2])


def _decoded(content: bytes) -> str:
    try:
        if len(content) <= MOST_BYTES:
            return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    raise _unreadable()


def _unreadable() -> ExpectedError:
    return ExpectedError(
        "signals.unreadable",
        QT_TRANSLATE_NOOP(
            "errors", "Không đọc được nguồn tín hiệu đèn. Kiểm tra tệp hoặc địa chỉ trong Cài đặt, mục Phân tích."
        ),
    )
