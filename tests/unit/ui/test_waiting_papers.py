"""What waited for its number is issued when the link is back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.numbers.model import Series
from ioc_desktop.kernel.papers.model import PaperState
from ioc_desktop.store.database import Database
from ioc_desktop.sync.state import Link, SyncStatus
from tests.support.register import CLERK, Fixed, approved, desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.runner import Runner

pytestmark = pytest.mark.gui


class Server:
    """Cannot be reached until it can."""

    is_there = False

    def take_number(self, _number: UUID, owner_id: UUID, series: Series) -> Mapping[str, Any]:
        if not self.is_there:
            raise ExpectedError("sync.unreachable", "")
        return {
            "org": series.org,
            "kind": series.kind,
            "year": series.year,
            "number": 8,
            "owner_id": str(owner_id),
            "ver": 1,
        }


def test_it_is_issued_once_when_the_link_is_back(
    tmp_path: Path, loop: asyncio.AbstractEventLoop, runner: Runner, shown: Callable[[QWidget], QWidget]
) -> None:
    from PySide6.QtWidgets import QLabel, QWidget

    from ioc_desktop.ui.waiting_papers import WaitingPapers
    from ioc_desktop.ui.widgets.toast import Toaster

    db, server = Database(tmp_path / "ioc.db").open(), Server()
    with db.write() as session:
        session.connection().exec_driver_sql("UPDATE sync_control SET is_joined = 1")
    papers, sync = desk(db, tmp_path, Fixed(), server), SimpleNamespace(changed=Event())
    paper = approved(papers)
    with pytest.raises(ExpectedError, match="chờ số"):
        papers.issue(paper.id, CLERK)
    window = shown(QWidget())
    waiting = WaitingPapers(window, runner, papers, sync)  # type: ignore[arg-type]

    def tell(link: Link) -> None:
        async def go() -> None:
            sync.changed.emit(SyncStatus(link=link))
            for _ in range(60):
                await asyncio.sleep(0.005)

        loop.run_until_complete(go())

    tell(Link.ONLINE)  # in step, and the server goes away again at once: it waits on
    assert papers.get(paper.id).is_waiting
    server.is_there = True
    tell(Link.ONLINE)  # no news
    assert papers.get(paper.id).is_waiting
    tell(Link.OFFLINE)
    tell(Link.ONLINE)
    assert (papers.get(paper.id).state, papers.get(paper.id).code) == (PaperState.ISSUED, "08/BC-TTĐH")
    shown_words = [each.text() for toast in window.findChild(Toaster).toasts() for each in toast.findChildren(QLabel)]
    assert any("đã ban hành 08/BC-TTĐH" in text for text in shown_words)
    waiting.stop()
    db.close()
