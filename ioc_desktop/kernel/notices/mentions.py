"""Who is named in a comment is told of it."""

from __future__ import annotations

from collections.abc import Callable

from ioc_desktop.kernel.comments.model import Comment
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.notices.model import MENTION
from ioc_desktop.kernel.notices.service import NoticeService


class Mentions:
    """Listens to comments.

    Args:
        title: what a record is called; "" when nobody knows.
    """

    def __init__(self, notices: NoticeService, title: Callable[[Ref], str]) -> None:
        self._notices, self._title = notices, title

    def hear(self, comment: Comment) -> None:
        """Tell everybody who is named, but for the author."""
        told = set(comment.mentions) - {comment.author_id}
        if not told:
            return
        called = self._title(comment.ref)
        who = comment.author or "Một đồng nghiệp"
        headline = f"{who} nhắc đến bạn ở {called}" if called else f"{who} nhắc đến bạn"
        self._notices.send(told, headline, comment.body, comment.ref, kind=MENTION)
