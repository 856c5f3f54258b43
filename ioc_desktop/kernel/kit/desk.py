"""The services around any record, wired to each other: what a panel is given as ``context.kit``."""

from __future__ import annotations

from collections.abc import Callable

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.comments.service import CommentService
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.links.service import LinkService
from ioc_desktop.kernel.notices.mentions import Mentions
from ioc_desktop.kernel.notices.outbox import MailOutbox
from ioc_desktop.kernel.notices.post import PostOffice
from ioc_desktop.kernel.notices.service import NoticeService
from ioc_desktop.kernel.search.service import SearchService
from ioc_desktop.kernel.tags.service import TagService
from ioc_desktop.store.database import Database


class RecordKit:
    """Links, comments, tags, notices and the search of this profile.

    Args:
        read: the content of an attached file by its hash, for letters.

    Attributes:
        links: between any two records.
        comments: on any record; who is named in one is told.
        tags: on any record.
        search: over all records; makes its index when it is missing, which may take seconds.
        notices: what people are told.
        letters: e-mail that waits here.
        office: sends it, once it is configured and started.
    """

    def __init__(self, db: Database, secrets: SecretStore, read: Callable[[str], bytes]) -> None:
        self.links, self.comments, self.tags = LinkService(db), CommentService(db), TagService(db)
        self.search = SearchService(db)
        self.letters = MailOutbox(db)
        self.office = PostOffice(self.letters, secrets, read)
        self.notices = NoticeService(db, self.letters)
        self.comments.said.connect(Mentions(self.notices, self._title).hear)

    def _title(self, ref: Ref) -> str:
        return self.search.titles([ref]).get(ref, "")

    def forget_old(self) -> None:
        """Remove notices and letters whose time is over."""
        self.notices.forget_old()
        self.letters.forget_old()

    def applied(self, tables: frozenset[str] | set[str]) -> None:
        """Rows of these tables came from other desktops."""
        if "link" in tables:
            self.links.arrived()
        if tables & {"comment", "comment_strike"}:
            self.comments.arrived()
        if tables & {"tag", "tagging"}:
            self.tags.arrived()
        if "notice" in tables:
            self.notices.arrived()
