"""Pictures of a recorded file, by time; the window's side. The file is decoded in a process that can be killed.

A clip may have come from another desktop and may be damaged: what decodes it must not take the window with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.link import WorkerLink
from ioc_desktop.video.playback_entry import playback_main
from ioc_desktop.video.types import Picture


@dataclass(frozen=True)
class Look:
    """Show the picture of a moment.

    Attributes:
        time_s: from the file's first picture.
        width: of the picture that is wanted, px; its height follows from the file's shape.
    """

    time_s: float
    width: int


@dataclass(frozen=True)
class FilmFacts:
    """What a file is.

    Attributes:
        seconds: from the first picture to the end of the last.
        width: px.
        height: px.
        began_at: Unix time of the first picture; None where the file does not say.
    """

    seconds: float
    width: int
    height: int
    began_at: float | None


@dataclass(frozen=True)
class Shown:
    """The picture of a moment: BGRA uint8 [height, width, 4]."""

    time_s: float
    picture: Picture


FilmAnswer = FilmFacts | Shown | ExpectedError


class Playback:
    """One open file; window thread only, no call waits. One question is under way at a time, the newest one waits.

    Attributes:
        facts: known with the first answer.
        failure: why nothing more will come.
    """

    def __init__(self, path: Path) -> None:
        self.facts: FilmFacts | None = None
        self.failure: ExpectedError | None = None
        self._link: WorkerLink[Look, FilmAnswer] = WorkerLink(playback_main, str(path))
        self._is_asked = False
        self._next: Look | None = None

    def look(self, time_s: float, width: int) -> None:
        """Ask for the picture of a moment; ``poll`` brings it."""
        self._next = Look(time_s, width)
        self._ask()

    def _ask(self) -> None:
        if self._next is not None and not self._is_asked:
            self._is_asked = True
            look, self._next = self._next, None
            self._link.send(look)

    @property
    def is_busy(self) -> bool:
        """An answer is still to come."""
        return self.failure is None and (self._is_asked or self.facts is None)

    def poll(self) -> Shown | None:
        """The newest picture since the last call."""
        newest: Shown | None = None
        ended = self._link.has_ended
        while self._link.inbox:
            answer = self._link.inbox.popleft()
            if isinstance(answer, FilmFacts):
                self.facts = answer
            elif isinstance(answer, Shown):
                newest, self._is_asked = answer, False
            else:
                self.failure = answer
        if ended and self.failure is None:
            self.failure = unplayable()
        self._ask()
        return newest

    def close(self) -> None:
        """End the process; returns at once."""
        self._link.kill()


def unplayable() -> ExpectedError:
    """A file that cannot be decoded, or whose decoder fell over it."""
    return ExpectedError(
        "clip.unplayable",
        QT_TRANSLATE_NOOP("errors", "Đoạn phim hỏng, không phát được. Lưu ra tệp rồi mở bằng chương trình khác."),
    )
