"""What stands around one record, read and changed. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.core.events import Event
from ioc_desktop.kernel.links.model import DISTINCT, RELATED, Link, Ref

if TYPE_CHECKING:
    from ioc_desktop.kernel.comments.model import Comment
    from ioc_desktop.kernel.comments.service import Nameable
    from ioc_desktop.kernel.search.model import Hit
    from ioc_desktop.ui.panel import PanelContext

MOST_COMMENTS = 200
"""The newest are shown; the search finds the older ones."""
_MOST_HITS = 40


@dataclass(frozen=True)
class Neighbour:
    """A record at the far end of a link.

    Attributes:
        title: empty when it is not here yet, or this account may not see it.
        panel: where it is opened; empty when it cannot be.
        is_own: made by a person, who may take it away; the program's own links say how records came about.
    """

    link: Link
    title: str
    panel: str
    is_own: bool


@dataclass(frozen=True)
class Around:
    """All of it, as read at one time.

    Attributes:
        comments: the newest of them, oldest first.
        comment_count: of all.
        tags: in natural order.
        people: who may be named with @.
        known_tags: what the input box offers, the most used first.
    """

    ref: Ref
    comments: Sequence[Comment] = ()
    comment_count: int = 0
    tags: Sequence[str] = ()
    links: Sequence[Neighbour] = ()
    people: Sequence[Nameable] = ()
    known_tags: Sequence[str] = ()


class AroundPresenter:
    """Window thread; the database is asked through the runner.

    Attributes:
        changed: what is shown now; None when no record is.
    """

    def __init__(self, context: PanelContext) -> None:
        self._context = context
        self.ref: Ref | None = None
        self.shown: Around | None = None
        self.changed: Event[Around | None] = Event()

    async def show(self, ref: Ref | None) -> None:
        """Turn to another record, or read this one again.

        Raises:
            ExpectedError: ``store.*``.
        """
        self.ref = ref
        if ref is None:
            self._put(None)
            return
        fresh = await self._context.runner.read(lambda: self._read(ref), latest="around")
        if self.ref == ref:  # meanwhile somebody may have turned to another
            self._put(fresh)

    def _read(self, ref: Ref) -> Around:
        kit = self._context.kit
        comments = kit.comments.of(ref)
        links = [link for link in kit.links.of(ref) if link.kind != DISTINCT]
        titles = kit.search.titles([link.other for link in links])
        return Around(
            ref=ref,
            comments=comments[-MOST_COMMENTS:],
            comment_count=len(comments),
            tags=kit.tags.of(ref),
            links=[self._neighbour(link, titles) for link in links],
            people=kit.comments.nameable(),
            known_tags=[tag.name for tag in kit.tags.used()],
        )

    def _neighbour(self, link: Link, titles: dict[Ref, str]) -> Neighbour:
        kind = self._context.kit.search.kinds.get(link.other.table)
        may_see = kind is not None and self._context.session.may(kind.permission)
        is_there = may_see and link.other in titles
        return Neighbour(
            link,
            titles.get(link.other, "") if may_see else "",
            kind.panel if kind is not None and is_there else "",
            link.kind == RELATED,
        )

    def _put(self, shown: Around | None) -> None:
        self.shown = shown
        self.changed.emit(shown)

    # ------------------------------------------------------------------ doing

    async def say(self, body: str) -> None:
        """Write a comment; who is named in it is told.

        Raises:
            ExpectedError: ``comment.*``, ``store.*``.
        """
        await self._write(lambda ref: self._context.kit.comments.add(ref, body))

    async def strike(self, comment_id: UUID, reason: str) -> None:
        """Take one's own comment back.

        Raises:
            ExpectedError: ``comment.*``, ``store.*``.
        """
        await self._write(lambda _ref: self._context.kit.comments.strike(comment_id, reason))

    async def put_tag(self, name: str) -> None:
        """Put a tag on the record.

        Raises:
            ExpectedError: ``tag.*``, ``store.*``.
        """
        await self._write(lambda ref: self._context.kit.tags.put(ref, name))

    async def remove_tag(self, name: str) -> None:
        """Take a tag off."""
        await self._write(lambda ref: self._context.kit.tags.remove(ref, name))

    async def link(self, other: Ref) -> None:
        """Say that another record has to do with this one.

        Raises:
            ExpectedError: ``link.*``, ``store.*``.
        """
        await self._write(lambda ref: self._context.kit.links.link(ref, other, RELATED))

    async def unlink(self, link: Link) -> None:
        """Take a link away that a person made."""
        await self._write(lambda ref: self._context.kit.links.unlink(ref, link.other, link.kind))

    async def _write(self, deed: Callable[[Ref], object]) -> None:
        ref = self.ref
        if ref is not None:
            await self._context.runner.write(lambda: deed(ref))
            await self.show(self.ref)

    async def find(self, typed: str) -> Sequence[Hit]:
        """Records that may be linked: all that this account may see, but this one."""
        search, who, ref = self._context.kit.search, self._context.session, self.ref
        found = await self._context.runner.read(lambda: search.search(typed, who, _MOST_HITS), latest="around.find")
        return [hit for hit in found if hit.ref != ref]
