"""The same fixtures as the window's own tests, and the register with its page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.store.database import Database
from tests.unit.panels.papers.register_room import Room, Show, act, settle
from tests.unit.ui.conftest import context, loop, runner, shown, theme, until

if TYPE_CHECKING:
    from ioc_desktop.panels.papers.view import PapersView

__all__ = ["context", "loop", "runner", "shown", "theme", "until"]


@pytest.fixture
def room(tmp_path: Path, context: SimpleNamespace) -> Iterator[Room]:
    db = Database(tmp_path / "papers.db").open()
    yield Room(db, context, tmp_path)
    db.close()


@pytest.fixture
def page(room: Room, shown: Show, loop: asyncio.AbstractEventLoop) -> Callable[..., PapersView]:
    """Opens the page as somebody and waits until everything is read."""

    def opened(who: Session | None = None) -> PapersView:
        from ioc_desktop.panels.papers.view import PapersView

        room.context.session = who or room.clerk
        made: list[PapersView] = []

        def make() -> None:
            made.append(PapersView(room.context))  # type: ignore[arg-type]
            made[0].resize(1180, 760)
            made[0].show()

        act(loop, make)
        shown(made[0])
        state = made[0].presenter
        settle(loop, lambda: state.state.is_loaded and (state.state.chosen is None or state.state.content))
        return made[0]

    return opened
