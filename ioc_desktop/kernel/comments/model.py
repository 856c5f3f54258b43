"""A comment as shown, and how people are named in its text. No database here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from ioc_desktop.core.text import fold
from ioc_desktop.kernel.links.model import Ref

MOST_LETTERS = 4_000
_MENTION = re.compile(r"(?<![\w.@-])@([\w.-]{2,60})")


class Strike(NamedTuple):
    """The author took a comment back; its text stays readable."""

    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Comment:
    """One comment.

    Attributes:
        author_id: who wrote it, as the server says once it has seen it; None before anybody signed in.
        author: display name; "" when the account is gone.
        mentions: accounts that are named in it.
        strike: when and why the author took it back.
    """

    id: UUID
    ref: Ref
    body: str
    author_id: UUID | None
    author: str
    said_at: datetime
    mentions: tuple[UUID, ...]
    strike: Strike | None = None


def named(body: str) -> Iterator[tuple[str, ...]]:
    """For each ``@name`` of a text the user keys that may be meant, likeliest first.

    A full stop may end the name or the sentence: "@truc.ban." may be "truc.ban." or "truc.ban".

    >>> list(named("Nhờ @Truc.Ban. xem, thư gửi a@b.vn"))
    [('truc.ban.', 'truc.ban')]
    """
    for found in _MENTION.finditer(body):
        written = fold(found[1])
        yield tuple(dict.fromkeys((written, written.rstrip(".-"))))
