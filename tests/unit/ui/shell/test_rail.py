"""The rail keeps every panel within reach, however low the screen is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.shell.rail import Rail
    from ioc_desktop.ui.theme import Theme

pytestmark = pytest.mark.gui
MAIN, FOOT = 12, 3


@pytest.fixture
def rail(theme: Theme, shown: Callable[[QWidget], QWidget]) -> Rail:
    from ioc_desktop.ui.shell.rail import Rail, RailEntry

    del theme
    made = Rail()
    made.set_entries(
        [RailEntry(f"p{place}", f"Mục {place}", "panel.wall", place) for place in range(MAIN)]
        + [RailEntry(f"f{place}", f"Chân {place}", "panel.admin", 900 + place) for place in range(FOOT)]
    )
    made.resize(88, 1000)
    shown(made)
    return made


def test_a_high_screen_shows_all(rail: Rail) -> None:
    assert rail.hidden_keys() == []
    assert not rail.more.isVisible()


def test_a_low_screen_keeps_the_foot_and_puts_the_last_into_a_menu(rail: Rail) -> None:
    from PySide6.QtWidgets import QMenu

    rail.resize(88, 766)
    assert rail.hidden_keys() == ["p9", "p10", "p11"]
    assert all(rail.item(f"f{place}").isVisible() for place in range(FOOT))
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    rail.more.click()
    (menu,) = rail.findChildren(QMenu)
    assert [act.text() for act in menu.actions()] == ["Mục 9", "Mục 10", "Mục 11"]
    menu.actions()[1].trigger()
    menu.close()
    assert chosen == ["p10"]


def test_the_menu_says_where_one_is_and_what_waits(rail: Rail) -> None:
    rail.resize(88, 766)
    rail.set_badge("p11", 4)
    rail.select("p10")
    assert (rail.more.isChecked(), rail.more.badge) == (True, 4)
    rail.select("p0")
    assert not rail.more.isChecked()


def test_the_rail_does_not_make_a_window_higher_than_a_low_screen(rail: Rail) -> None:
    assert rail.minimumSizeHint().height() < 600
