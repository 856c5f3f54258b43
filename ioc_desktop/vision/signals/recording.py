"""A recorded feed beside a recorded clip."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.rules.model import SignalWord
from ioc_desktop.vision.signals.text import Document, documents

_MOST_BYTES = 100_000_000


class SignalRecording:
    """What a feed said while a clip was taken; times in seconds from the clip's first picture.

    The first line was said when the clip began, whatever clock it was said by.
    """

    def __init__(self, told: list[Document]) -> None:
        began = told[0].at if told else 0.0
        self._told = sorted(told, key=lambda each: each.at)
        self._at_s = [each.at - began for each in self._told]
        self._began = began

    def at(self, time_s: float) -> dict[str, SignalWord]:
        """The newest words at a time of the clip."""
        place = bisect_right(self._at_s, time_s) - 1
        if place < 0:
            return {}
        heard_s, began = self._at_s[place], self._began
        return {
            name: SignalWord(each.state, heard_s, None if each.since is None else each.since - began)
            for name, each in self._told[place].signals.items()
        }


def read_recording(path: Path) -> SignalRecording:
    """The recording of a file with one document a line.

    Raises:
        ExpectedError: ``signals.no_recording``, ``signals.not_json``, ``signals.wrong``.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _unreadable(path)
        return SignalRecording(list(documents(path.read_text("utf-8-sig"))))
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> ExpectedError:
    return ExpectedError(
        "signals.no_recording",
        QT_TRANSLATE_NOOP(
            "errors", "Không đọc được bản ghi tín hiệu đèn {path}, hoặc tệp quá lớn. Kiểm tra đường dẫn."
        ),
        path=str(path),
    )
