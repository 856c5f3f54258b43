"""The bar of choices: nothing cut in a narrow window, what is chosen stays, nothing told twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ioc_desktop.ui.widgets.choice_bar import ChoiceBar, fill

if TYPE_CHECKING:
    from ioc_desktop.ui.theme import Theme

pytestmark = pytest.mark.gui
Show = Callable[[QWidget], QWidget]
FIRST = ("Mọi lúc", "Mọi giai đoạn", "Mọi loại", "Mọi mức độ", "Thật và diễn tập")


class Bar(ChoiceBar):
    """Five boxes as on the page of incidents."""

    def __init__(self) -> None:
        super().__init__(len(FIRST))
        self.retranslate()

    def put_choices(self) -> None:
        for box, title in zip(self.boxes, FIRST, strict=True):
            fill(box, [("", title), ("a", "A"), ("b", "Một lựa chọn dài hơn mọi lựa chọn đầu tiên")])
        self.search.setPlaceholderText("Số, việc, nơi")
        self.clear.setText("Xóa lọc")

    def wanted(self) -> tuple[object, ...]:
        return (*(box.currentData() for box in self.boxes), self.search.text())


@pytest.fixture
def bar(theme: Theme, shown: Show) -> Bar:
    del theme
    made, page = Bar(), QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    column.addStretch(1)
    page.resize(1832, 500)
    shown(page)
    return made


def at(bar: Bar, width_px: int) -> None:
    bar.window().resize(width_px, 500)
    for _ in range(5):
        QCoreApplication.processEvents()
    assert bar.window().width() == width_px, "the bar keeps the window wider"


@pytest.mark.parametrize("width_px", [936, 1192, 1832])
def test_every_first_choice_is_read_whole(bar: Bar, width_px: int) -> None:
    at(bar, width_px)
    for box in bar.boxes:
        assert box.fontMetrics().horizontalAdvance(box.currentText()) <= box.width() - 46, "46: the arrow and the edges"
        assert bar.rect().contains(box.geometry())
    assert bar.search.width() >= 160
    assert bar.rect().contains(bar.search.geometry())
    assert bar.rect().contains(bar.clear.geometry())
    parts = [*bar.boxes, bar.search, bar.clear]
    overlaps = [
        one for one in parts for other in parts if one is not other and one.geometry().intersects(other.geometry())
    ]
    assert not overlaps


def test_words_go_below_where_the_window_is_narrow_and_come_back(bar: Bar) -> None:
    at(bar, 936)
    low = bar.height()
    assert bar.search.y() > bar.boxes[0].geometry().bottom()
    at(bar, 1832)
    assert bar.search.y() == bar.boxes[0].y()
    assert bar.height() < low
    at(bar, 936)
    assert bar.height() == low


def test_the_bar_does_not_jump_with_what_is_chosen(bar: Bar) -> None:
    at(bar, 1192)
    before = [box.width() for box in bar.boxes], bar.height()
    bar.boxes[1].setCurrentIndex(2)
    at(bar, 1192)
    assert ([box.width() for box in bar.boxes], bar.height()) == before


def test_what_is_chosen_outlives_another_language_and_is_taken_away_at_once(bar: Bar) -> None:
    told: list[object] = []
    bar.changed.connect(told.append)
    bar.boxes[4].setCurrentIndex(1)
    bar.search.setText("cầu")
    QCoreApplication.sendEvent(bar, QEvent(QEvent.Type.LanguageChange))
    assert bar.wanted() == ("", "", "", "", "a", "cầu")
    told.clear()
    bar.clear.click()
    assert told == [("", "", "", "", "", "")]
    assert bar.search._key.isVisible(), "an empty field shows its key again"
