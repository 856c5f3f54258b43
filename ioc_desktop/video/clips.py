"""The window's side of clips: who asked for which, and that every one is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.messages import ClipFailed, ClipSaved, SaveClip
from ioc_desktop.video.types import ClipSpan

if TYPE_CHECKING:
    from ioc_desktop.video.entry import StreamEntry

ClipAnswer = ClipSaved | ClipFailed
OnClip = Callable[[ClipAnswer], None]
MOST_CLIPS = 256
"""Of all streams, not answered yet."""


@dataclass
class _Asked:
    order: SaveClip
    worker: int
    answered: OnClip


class Clips:
    """Clips that were asked for and are not there yet; window thread only.

    Args:
        send: gives a worker an order.
    """

    def __init__(self, send: Callable[[int, SaveClip], None]) -> None:
        self._send = send
        self._asked: dict[int, _Asked] = {}
        self._refused: list[tuple[OnClip, ClipFailed]] = []
        self._next = 1

    def ask(self, entry: StreamEntry | None, span: ClipSpan, path: Path, answered: OnClip) -> int:
        """Ask the stream's worker; the clip's number. The answer comes with a later ``take`` or ``tell``.

        Args:
            entry: of the stream; None for one that is not decoded.
        """
        number, self._next = self._next, self._next + 1
        if entry is None or len(self._asked) >= MOST_CLIPS:
            reason = not_watched() if entry is None else too_many()
            self._refused.append((answered, ClipFailed(number, reason)))
            return number
        order = SaveClip(number, entry.row, span, str(path))
        self._asked[number] = _Asked(order, entry.worker, answered)
        self._send(entry.worker, order)
        return number

    def change_end(self, number: int, end_s: float) -> None:
        """The clip is to end then; too late when it has been written."""
        asked = self._asked.get(number)
        if asked is not None:
            asked.order = replace(asked.order, span=replace(asked.order.span, end_s=end_s))
            self._send(asked.worker, asked.order)

    def take(self, answer: ClipAnswer) -> None:
        """A worker answered."""
        asked = self._asked.pop(answer.clip, None)
        if asked is not None:
            asked.answered(answer)

    def tell(self) -> None:
        """Answer what was refused; not at once, so that whoever asks knows the number first."""
        refused, self._refused = self._refused, []
        for answered, answer in refused:
            answered(answer)

    def lose(self, worker: int | None = None) -> None:
        """A worker is gone, or all of them: what it kept is gone with it."""
        lost = [number for number, asked in self._asked.items() if worker in {None, asked.worker}]
        for number in lost:
            self.take(ClipFailed(number, cut_off()))


def not_watched() -> ExpectedError:
    """Of what is not decoded nothing is kept."""
    return ExpectedError(
        "clip.not_watched",
        QT_TRANSLATE_NOOP("errors", "Không có đoạn phim: camera không được canh lúc đó. Bật canh theo luật."),
    )


def too_many() -> ExpectedError:
    """So many events at once that not each can have its clip."""
    return ExpectedError(
        "clip.too_many",
        QT_TRANSLATE_NOOP("errors", "Quá nhiều cảnh báo cùng lúc nên không lưu được đoạn phim này. Nới bớt luật canh."),
    )


def cut_off() -> ExpectedError:
    """The worker that kept the pictures is gone, and they with it."""
    return ExpectedError(
        "clip.cut_off",
        QT_TRANSLATE_NOOP("errors", "Không có đoạn phim: bộ giải mã dừng giữa chừng. Xem ảnh của sự kiện thay thế."),
    )
