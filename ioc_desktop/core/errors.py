"""The one split that matters in error handling: the environment's fault, or ours.

An ``ExpectedError`` is a fact about the environment or the input (a camera is off, a file is no video): it is
shown as a sentence with the next step. Any other exception is a bug: it goes to the crash log.
"""

from collections.abc import Callable
from typing import Self


class ExpectedError(Exception):
    """Something the person at the desk can act on.

    Attributes:
        code: stable dotted identifier for tests, JSON output and logs, such as ``video.unreachable``.
        sentence: Vietnamese source text with ``{fact}`` fields: what happened and what to do. Mark it with
            ``QT_TRANSLATE_NOOP("errors", "…")`` so that lupdate finds it.
        facts: values of the fields. They are shown: never put a password here.
    """

    def __init__(self, code: str, sentence: str, /, **facts: object) -> None:
        super().__init__(code, sentence, facts)
        self.code = code
        self.sentence = sentence
        self.facts = facts

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of ``translate`` (Vietnamese by default), with its facts filled in."""
        return translate(self.sentence).format(**self.facts)

    def __str__(self) -> str:
        return f"{self.code}: {self.message()}"

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[object, ...]]:
        """Pickle by value: workers send these through pipes."""
        return _rebuild, (type(self), self.code, self.sentence, self.facts)  # type: ignore[return-value]  # generic over Self


def _rebuild(kind: type[ExpectedError], code: str, sentence: str, facts: dict[str, object]) -> ExpectedError:
    return kind(code, sentence, **facts)
