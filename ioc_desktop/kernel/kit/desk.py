"""The services around any record, wired to each other: what a panel is given as ``context.kit``."""

from __future__ import annotations

from ioc_desktop.kernel.comments.service import CommentService
from ioc_desktop.kernel.links.service import LinkService
from ioc_desktop.kernel.search.service import SearchService
from ioc_desktop.kernel.tags.service import TagService
from ioc_desktop.store.database import Database


class RecordKit:
    """Links, comments, tags and the search of this profile.

    Attributes:
        links: between any two records.
        comments: on any record.
        tags: on any record.
        search: over all records; makes its index when it is missing, which may take seconds.
    """

    def __init__(self, db: Database) -> None:
        self.links, self.comments, self.tags = LinkService(db), CommentService(db), TagService(db)
        self.search = SearchService(db)

    def applied(self, tables: frozenset[str] | set[str]) -> None:
        """Rows of these tables came from other desktops."""
        if "link" in tables:
            self.links.arrived()
        if tables & {"comment", "comment_strike"}:
            self.comments.arrived()
        if tables & {"tag", "tagging"}:
            self.tags.arrived()
