"""Which graphics cards the model runs on, as people write it: ``0,1``."""

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

MOST_GPUS = 16
_LAST = 63
_KNOWN = tuple(map(str, range(_LAST + 1)))


def gpu_numbers(text: str) -> tuple[int, ...]:
    """Numbers of the cards in the order written; the first card alone when nothing is written.

    Raises:
        ExpectedError: ``analysis.gpus``: not numbers, one twice, or too many.
    """
    words = [word.strip() for word in text.split(",")] if text.strip() else ["0"]
    numbers = tuple(map(_KNOWN.index, filter(_KNOWN.__contains__, words)))
    if len(numbers) != len(words) or len(set(numbers)) != len(numbers) or len(numbers) > MOST_GPUS:
        raise ExpectedError(
            "analysis.gpus",
            QT_TRANSLATE_NOOP(
                "errors",
                "Danh sách card đồ họa “{text}” không đúng. Ghi số thứ tự từ 0 đến {last}, cách nhau bằng dấu phẩy, "
                "mỗi card một lần, tối đa {most} card; ví dụ: 0,1.",
            ),
            text=text,
            last=_LAST,
            most=MOST_GPUS,
        )
    return numbers
