from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.panels.about import licences, system

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Show = Callable[["QWidget"], "QWidget"]


def test_every_library_of_the_program_is_listed_with_a_licence() -> None:
    found = {one.name.casefold(): one for one in licences.bundled()}
    for name in ("pyside6", "av", "sqlalchemy", "numpy", "shiboken6"):
        assert found[name].version
    assert [one.name for one in found.values() if not one.licence] == []


def test_tools_of_development_are_not_listed() -> None:
    names = {one.name.casefold() for one in licences.bundled()}
    assert not names & {"pytest", "ruff", "mypy", "hypothesis"}


def test_no_licence_forbids_our_use() -> None:
    strong = [one for one in licences.bundled() if "AGPL" in one.licence or "Affero" in one.licence]
    assert strong == []


def test_facts_name_what_a_report_needs() -> None:
    assert {"Python", "Qt / PySide6", "OS"} <= set(system.facts())


@pytest.mark.gui
def test_the_page_lists_them(loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show) -> None:
    from ioc_desktop.panels.about.view import AboutView

    async def go() -> AboutView:
        view = AboutView(context)  # type: ignore[arg-type]
        for _ in range(500):
            await asyncio.sleep(0.01)
            if view.table.rowCount():
                break
        return view

    view = loop.run_until_complete(go())
    shown(view)
    assert view.table.rowCount() == len(licences.bundled())
    assert view.version.text().startswith("Phiên bản ")
