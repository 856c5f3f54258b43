"""Which graphics cards the model runs on, as people write it: ``0,1``; ``0,0`` gives card 0 two processes."""

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

MOST_PROCESSES = 16
CARDS = 64
_KNOWN = tuple(map(str, range(CARDS)))


def gpu_numbers(text: str) -> tuple[int, ...]:
    """Numbers of the cards in the order written; the first card alone when nothing is written.

    Raises:
        ExpectedError: ``analysis.gpus``: not numbers, or too many.
    """
    words = [word.strip() for word in text.split(",")] if text.strip() else ["0"]
    numbers = tuple(map(_KNOWN.index, filter(_KNOWN.__contains__, words)))
    if len(numbers) != len(words) or len(numbers) > MOST_PROCESSES:
        raise ExpectedError(
            "analysis.gpus",
            QT_TRANSLATE_NOOP(
                "errors",
                "Danh sách card đồ họa “{text}” không đúng. Ghi số thứ tự từ 0 đến {last}, cách nhau bằng dấu phẩy, "
                "tối đa {most} số; ví dụ: 0,1.",
            ),
            text=text,
            last=CARDS - 1,
            most=MOST_PROCESSES,
        )
    return numbers
