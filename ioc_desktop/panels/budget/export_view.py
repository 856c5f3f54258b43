"""The button "Xuất" with its menu; while something is made for longer than a second it is the way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFileDialog, QMenu

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.budget.service import TableSummary
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.papers.model import TABLE as PAPER_TABLE
from ioc_desktop.panels.budget.exporting import DRAFT, Output, Wanted, register, write
from ioc_desktop.ui.errors import show_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.toast import toast

_LONG_MS: Final = 1000
_KINDS: Final = {
    Output.XLSX: "Excel (*.xlsx)",
    Output.ANNEX: "PDF (*.pdf)",
    Output.REPORT: "PDF (*.pdf)",
    Output.PACKAGE: "ZIP (*.zip)",
}


class ExportButton(Button):
    """One thing at a time; files and papers are made on a reader's thread."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__("", icon="action.export", clicked=self._press)
        self._context = context
        self._table: TableSummary | None = None
        self._stop: threading.Event | None = None
        self._long = QTimer(self, interval=_LONG_MS, singleShot=True)
        self._long.timeout.connect(self.retranslate)
        self.retranslate()

    @property
    def is_busy(self) -> bool:
        return self._stop is not None

    def show_table(self, table: TableSummary | None) -> None:
        """What is exported from now on."""
        self._table = table
        self.setEnabled(table is not None or self.is_busy)

    def menu_of(self) -> QMenu:
        """What can be written of the chosen table."""
        menu = QMenu(self)
        names = {
            Output.XLSX: self.tr("Phụ lục XLSX…"),
            Output.ANNEX: self.tr("Phụ lục PDF"),
            Output.REPORT: self.tr("Báo cáo tiến độ"),
            Output.PACKAGE: self.tr("Gói dữ liệu…"),
        }
        for output, name in names.items():
            menu.addAction(name, partial(self.choose, output))
        return menu

    def _press(self) -> None:
        if self._stop is not None:
            if not self._long.isActive():
                self.cancel()
            return
        menu = self.menu_of()
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()

    def choose(self, output: Output) -> None:
        """Papers go into the register, for who may draft; everything else into a file that is asked for."""
        table = self._table
        if table is None or self.is_busy:
            return
        stop = threading.Event()
        wanted = Wanted(output, table, stop.is_set)
        if output.is_paper and self._context.session.may(DRAFT):
            start(self._run(self._register(wanted), stop), self)
            return
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Xuất bảng kinh phí"), wanted.file_name, _KINDS[output])
        if name:
            start(self._run(self.save(wanted, Path(name)), stop), self)

    def cancel(self) -> None:
        """Stop what is being made; nothing of it is kept."""
        if self._stop is not None:
            self._stop.set()

    async def _run(self, work: Coroutine[Any, Any, None], stop: threading.Event) -> None:
        self._stop = stop
        self._long.start()
        try:
            await work
        except ExpectedError as error:
            if stop.is_set():
                toast(self, self.tr("Đã dừng xuất; không ghi gì."))
            else:
                show_error(self, error)
        finally:
            self._stop = None
            self._long.stop()
            self.retranslate()

    async def _register(self, wanted: Wanted) -> None:
        context = self._context
        paper = await context.runner.read(lambda: register(wanted, context))
        context.show_record("papers", Ref(PAPER_TABLE, paper.id))

    async def save(self, wanted: Wanted, path: Path) -> None:
        """Write the file and say so.

        Raises:
            ExpectedError: as ``exporting.write``.
        """
        context = self._context
        await context.runner.read(lambda: write(wanted, path, context))
        toast(self, self.tr("Đã ghi {name}.").format(name=path.name))

    def retranslate(self) -> None:
        """The word of the moment."""
        stops = self.is_busy and not self._long.isActive()
        self.setText(self.tr("Dừng xuất") if stops else self.tr("Xuất"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_long"):
            self.retranslate()
