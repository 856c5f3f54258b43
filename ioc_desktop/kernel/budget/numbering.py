"""The numbers that lines carry in papers: I, A, 1, 1.1, a), -; which of them is inside which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

_ROMAN: Final = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_ARABIC: Final = re.compile(r"\d{1,4}(\.\d{1,3})*$")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_EMBEDDED: Final = re.compile(r"\s*([IVXLC]{1,6}|[A-Z]|\d{1,3}(?:\.\d{1,3})*)\s*[.):/]\s+(?=\S)")
_BULLETS: Final = ("-", "–", "+", "*", "•")


def bare(number: str) -> str:
    """Without the marks around it: ``1.`` and ``(1)`` are ``1``."""
    return number.strip().strip("().,;:/ ").strip()


def roman(text: str) -> int:
    """The value of a Roman number; 0 if it is none."""
    if not _ROMAN.match(text):
        return 0
    values = [_VALUES[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def ordinal(number: str, *, letters: bool = False) -> tuple[str, int] | None:
    """The style of a number and its place in the run; None for a bullet or no number.

    The styles of ``1.1`` and ``2.1`` differ: each starts its own run.

    Args:
        letters: read C, D, I and the like as letters, because their neighbours are.
    """
    text = bare(number)
    if _ARABIC.match(text):
        head, _, last = text.rpartition(".")
        return f"arabic {head}", int(last)
    if not (letters and len(text) == 1) and (value := roman(text)):
        return "roman", value
    if len(text) == 1 and text.isalpha():
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if text.isupper() else _LETTERS
        return ("upper" if text.isupper() else "lower"), alphabet.find(text)
    return None


def split_title(title: str) -> tuple[str, str]:
    """A number printed at the start of the title, as in a merged heading, and the rest.

    >>> split_title("I. Các dự án ngành Y tế")
    ('I', 'Các dự án ngành Y tế')
    """
    match = _EMBEDDED.match(title)
    return (match[1], title[match.end() :].strip()) if match else ("", title)


@dataclass
class Nesting:
    """Finds the parent of each line as the lines come, by the styles of their numbers.

    A style seen above closes everything opened since; a new style opens a level inside the line before.

    Attributes:
        open: the styles of the open levels with the line that opened each last.
        arabic: the last line of each dotted number.
    """

    open: list[tuple[str, int]] = field(default_factory=list)
    seen_letter: bool = False
    last_roman: int = 0

    def parent_of(self, index: int, number: str, title: str) -> int:
        """The parent of line ``index``, the next one; -1 for the top."""
        style = self._style(number, title)
        if not style:
            return self._beside()
        for level, (known, _) in enumerate(self.open):
            if known == style:
                del self.open[level:]
                break
        else:
            self._leave_deeper(style)
        parent = self.open[-1][1] if self.open else -1
        self.open.append((style, index))
        return parent

    def _beside(self) -> int:
        """A line without a number stands beside the line before it."""
        return self.open[-2][1] if len(self.open) > 1 else -1

    def _leave_deeper(self, style: str) -> None:
        """A dotted number closes the deeper dotted numbers, and bullets."""
        if style.startswith("arabic"):
            while self.open and (
                self.open[-1][0] == "bullet" or (self.open[-1][0].startswith("arabic") and self.open[-1][0] > style)
            ):
                self.open.pop()

    def _style(self, number: str, title: str) -> str:
        text = bare(number)
        if number.strip() in _BULLETS or (not text and title.lstrip().startswith(_BULLETS)):
            return "bullet"
        place = ordinal(number)
        if place is None:
            return ""
        style, value = place
        if style.startswith("arabic"):
            return f"arabic{text.count('.') + 1}"
        if style == "roman" and len(text) == 1 and self.seen_letter and value != self.last_roman + 1:
            style = "upper"  # C after B
        if style == "roman":
            self.last_roman = value
        elif style == "upper":
            self.seen_letter, self.last_roman = True, 0
        return style


def parents(numbers: Sequence[tuple[str, str]]) -> list[int]:
    """The parents of lines given by number and title, all in one go."""
    nesting = Nesting()
    return [nesting.parent_of(index, number, title) for index, (number, title) in enumerate(numbers)]
