"""The same fixtures as the window's own tests, and a desk with the panel of incidents."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.unit.panels.incidents.incident_desk import Desk, Show
from tests.unit.ui.conftest import context, loop, runner, shown, theme, until

if TYPE_CHECKING:
    from ioc_desktop.panels.incidents.view import IncidentsView

__all__ = ["context", "loop", "runner", "shown", "theme", "until"]


@pytest.fixture
def desk(tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> Iterator[Desk]:
    made = Desk(tmp_path, context, loop)
    yield made
    made.context.video.stop()
    made.database.close()


@pytest.fixture
def opened(desk: Desk, shown: Show) -> Callable[[], IncidentsView]:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.incidents.view import IncidentsView

    window = QWidget()

    def make() -> IncidentsView:
        made: list[IncidentsView] = []

        def show() -> None:
            desk.add_opener(window, desk.folder)
            made.append(IncidentsView(desk.context))  # type: ignore[arg-type]
            made[0].resize(1280, 760)
            made[0].show()  # it asks the database, which needs the loop

        desk.act(show)
        shown(made[0])
        return made[0]

    return make
