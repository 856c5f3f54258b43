"""Cycles with Qt objects are collected in the window's thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ioc_desktop.ui.garbage import Sweeper, WindowGarbage

pytestmark = pytest.mark.gui
_OBJECTS = 200_000


class Witness(QObject):
    """Knows itself, as a widget does by its slots; tells in which thread it went."""

    def __init__(self, gone_in: list[threading.Thread]) -> None:
        super().__init__()
        self.itself, self.gone_in = self, gone_in

    def __del__(self) -> None:
        self.gone_in.append(threading.current_thread())


def test_a_thread_that_allocates_much_collects_no_qt_object(
    qapp: QApplication, until: Callable[[Callable[[], object]], None]
) -> None:
    gc.enable()
    collector = WindowGarbage(qapp)
    gone_in: list[threading.Thread] = []
    for _ in range(50):
        Witness(gone_in)
    worker = threading.Thread(target=lambda: [[at] for at in range(_OBJECTS)])
    worker.start()
    worker.join()
    assert not gone_in, "collected in the thread that allocated"
    kept: list[list[int]] = []

    def all_gone() -> bool:
        kept.extend([at] for at in range(_OBJECTS // 100))  # over the threshold, in this thread
        return len(gone_in) == 50

    until(all_gone)
    assert set(gone_in) == {threading.main_thread()}
    collector.deleteLater()


def test_nothing_is_swept_while_much_is_loaded_and_then_it_is_left_alone(qapp: QApplication) -> None:
    collector = WindowGarbage(qapp)
    with collector.unswept():
        loaded = [[at] for at in range(1000)]
        before = gc.get_freeze_count()
    assert gc.get_freeze_count() >= before + len(loaded)
    assert not gc.isenabled(), "nobody but the window's thread collects, also afterwards"
    gc.unfreeze()
    collector.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_old_objects_are_looked_through_when_they_have_become_many() -> None:
    sweeper = Sweeper()
    gone_in: list[threading.Thread] = []
    gc.collect()
    Witness(gone_in)
    gc.collect(0)
    gc.collect(1)  # the witness is old now, and nobody knows it
    kept: list[list[int]] = []
    for _ in range(100_000):
        kept.extend([at] for at in range(1000))
        sweeper.collect_due()
        if gone_in:
            break
    assert gone_in, "old garbage is never found"
