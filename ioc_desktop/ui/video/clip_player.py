"""Plays a clip: keeps the time, asks for pictures, and says what is to be shown. No widget of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from ioc_desktop.video.playback import FilmFacts, Playback

if TYPE_CHECKING:
    from ioc_desktop.core.errors import ExpectedError
    from ioc_desktop.video.playback import Shown

_TICK_MS = 33
_END_S = 0.05
"""So close to its end a film has ended: its last picture begins before."""


class ClipPlayer(QObject):
    """One clip at a time; window thread. The decoding process runs from the first look to ``close``.

    Args:
        monotonic: seconds that never jump.

    Signals:
        pictured(QImage): the picture to show now.
        changed(): playing, position, facts or failure differ.
    """

    pictured = Signal(QImage)
    changed = Signal()

    def __init__(self, parent: QObject, monotonic: Callable[[], float]) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._path: Path | None = None
        self._held: list[Playback] = []
        self._width = 2
        self._from = (0.0, 0.0)
        self.is_playing = False
        self.position_s = 0.0
        self.failure: ExpectedError | None = None
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.destroyed.connect(partial(_close, self._held))

    def open(self, path: Path | None, width: int) -> None:
        """Make a file ready; nothing is read before it is played or looked at.

        Args:
            path: None for none.
            width: of the pictures, px.
        """
        self.close()
        self._path, self._width = path, width

    @property
    def _playback(self) -> Playback | None:
        return self._held[0] if self._held else None

    @property
    def facts(self) -> FilmFacts | None:
        """What the open file is, once it has been looked at."""
        return self._playback.facts if self._playback is not None else None

    @property
    def is_open(self) -> bool:
        """There is a file that may be played."""
        return self._path is not None and self.failure is None

    def prepare(self) -> None:
        """Learn what the file is, so that playing begins at once."""
        if self.is_open and self._path is not None and not self._held:
            self._held.append(Playback(self._path))
            self._timer.start()

    def toggle(self) -> None:
        """Play, or stop at this picture; at the end, play from the start."""
        if self.is_playing:
            self.pause()
        elif self.is_open:
            if self.facts is not None and self.position_s >= self.facts.seconds - _END_S:
                self.position_s = 0.0
            self.is_playing = True
            self._count_from(self.position_s)
            self._look()

    def pause(self) -> None:
        self.is_playing = False
        self.changed.emit()

    def seek(self, time_s: float) -> None:
        """Go to a moment, and go on playing if it plays."""
        if not self.is_open:
            return
        last_s = self.facts.seconds if self.facts is not None else max(0.0, time_s)
        self._count_from(min(max(0.0, time_s), last_s))
        self._look()

    def step(self, by_s: float) -> None:
        """Go back or forward."""
        self.seek(self.position_s + by_s)

    def _count_from(self, time_s: float) -> None:
        self.position_s = time_s
        self._from = (time_s, self._monotonic())

    def _look(self) -> None:
        self.prepare()
        if self._playback is not None:
            self._playback.look(self.position_s, self._width)
            self._timer.start()
        self.changed.emit()

    def _tick(self) -> None:
        playback = self._playback
        if playback is None:
            return
        is_known = playback.facts is not None
        shown = playback.poll()
        if playback.failure is not None:
            self._fail(playback.failure)
            return
        if not is_known and playback.facts is not None:
            self._count_from(self.position_s)  # the time that opening took is not played
        if shown is not None:
            self.pictured.emit(_image(shown))
        if self.is_playing and playback.facts is not None:
            self._go_on(playback, playback.facts)
        elif not playback.is_busy:
            self._timer.stop()
        self.changed.emit()

    def _go_on(self, playback: Playback, facts: FilmFacts) -> None:
        began_s, since_s = self._from
        self.position_s = min(began_s + self._monotonic() - since_s, facts.seconds)
        playback.look(self.position_s, self._width)
        if self.position_s >= facts.seconds:
            self.is_playing = False

    def _fail(self, failure: ExpectedError) -> None:
        self.close()
        self.failure = failure
        self.changed.emit()

    def close(self) -> None:
        """Let the file go."""
        self._timer.stop()
        _close(self._held)
        self._path, self.failure = None, None
        self.is_playing, self.position_s = False, 0.0


def _close(held: list[Playback], *_gone: object) -> None:
    while held:
        held.pop().close()


def _image(shown: Shown) -> QImage:
    height, width = shown.picture.shape[:2]
    return QImage(shown.picture.tobytes(), width, height, width * 4, QImage.Format.Format_RGB32).copy()
