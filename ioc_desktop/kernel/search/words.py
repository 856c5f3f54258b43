"""What was typed as a question to the index, and where its words are in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ioc_desktop.core.text import fold
from ioc_desktop.kernel.search.model import Marked, Span

MOST_WORDS = 12
SNIPPET_LETTERS = 140
_LEAD = 36
"""Letters of a snippet before the first word."""


class Phrase(NamedTuple):
    """Folded words that stand together; the last one may go on when ``is_open``."""

    words: tuple[str, ...]
    is_open: bool


def phrases(typed: str) -> list[Phrase]:
    """The parts of what was typed: words, and phrases between quotes. The last word is still being typed.

    >>> phrases('"Ngã tư" đư')
    [Phrase(words=('nga', 'tu'), is_open=False), Phrase(words=('du',), is_open=True)]
    """
    found: list[Phrase] = []
    for place, part in enumerate(re.split('["“”]', typed)):
        words = _words(part)
        found += [Phrase(tuple(words), is_open=False)] if place % 2 and words else []
        found += [Phrase((word,), is_open=False) for word in words] if not place % 2 else []
    found = found[:MOST_WORDS]
    if found and typed[-1:].isalnum():
        found[-1] = found[-1]._replace(is_open=True)
    return found


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def question(asked: Sequence[Phrase]) -> str:
    """As SQLite's full-text index takes it: all phrases must be there."""
    return " AND ".join(f'"{" ".join(phrase.words)}"{"*" if phrase.is_open else ""}' for phrase in asked)


def marked(text: str, asked: Sequence[Phrase]) -> Marked:
    """The whole text with the words that were asked for."""
    return Marked(text, tuple(_spans(text, asked)))


def snippet(text: str, asked: Sequence[Phrase]) -> Marked:
    """A part of a long text, on one line, around the first word that was asked for."""
    line = " ".join(text.split())
    spans = list(_spans(line, asked))
    if not spans or len(line) <= SNIPPET_LETTERS:
        shown = line if len(line) <= SNIPPET_LETTERS else f"{line[:SNIPPET_LETTERS].rstrip()}…"
        return Marked(shown, tuple(spans))
    start = max(0, min(spans[0].start - _LEAD, len(line) - SNIPPET_LETTERS))
    start = line.find(" ", start, spans[0].start) + 1 or start if start else 0
    end = min(len(line), start + SNIPPET_LETTERS)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    shift = len(before) - start
    inside = [Span(span.start + shift, span.end + shift) for span in spans if span.end <= end]
    return Marked(f"{before}{line[start:end]}{after}", tuple(inside))


def _spans(text: str, asked: Sequence[Phrase]) -> Iterator[Span]:
    """Where words of the text begin or are a word that was asked for, in order."""
    closed = {word for phrase in asked for word in (phrase.words[:-1] if phrase.is_open else phrase.words)}
    begun = tuple(phrase.words[-1] for phrase in asked if phrase.is_open)
    for found in re.finditer(r"[^\W_]+", text):
        word = fold(found[0])
        if word in closed:
            yield Span(*found.span())
        elif word.startswith(begun):
            length = min(len(beginning) for beginning in begun if word.startswith(beginning))
            whole = len(word) == len(found[0])  # letters and folded letters are one to one
            yield Span(found.start(), found.start() + length if whole else found.end())
