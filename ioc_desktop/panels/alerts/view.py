"""The panel of alerts to the public: the list, and the chosen message beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.alerts.model import TABLE, Alert, AlertText
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.panels.alerts import words
from ioc_desktop.panels.alerts.detail_view import AlertDetail
from ioc_desktop.panels.alerts.dialogs import PrepareDialog
from ioc_desktop.panels.alerts.presenter import Act, AlertsPresenter, State
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.shell.hotkeys import Hotkey
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, line
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.text_table import TextTable
from ioc_desktop.ui.widgets.toast import toast

_WIDTHS_PX = {0: 164, 1: 104, 3: 220, 4: 164}
_AREA = 3
_ROOMY_PX = 1500


class AlertsView(QWidget):
    """Opened by the shell with the panel's context.

    Signals:
        arrived(): alerts changed in the database; carried over from the thread that wrote.
    """

    arrived = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, self.presenter = context, AlertsPresenter(context)
        self.header = Header("")
        self.add = Button("", "primary", icon="action.add", clicked=self.ask_new)
        self.add.setEnabled(self.presenter.may_prepare)
        self.table: TextTable[Alert] = TextTable(5, _WIDTHS_PX, mono=-1)
        self.detail = AlertDetail()
        self.empty = EmptyState("action.broadcast", "", on_action=self.ask_new)
        self.failed = ErrorState("", on_retry=self.refresh)
        self.loading = LoadingBars()
        self._following = False
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.header.add_action(self.add)
        self.listed = QWidget()
        row = QHBoxLayout(self.listed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 3)
        row.addWidget(line(vertical=True))
        row.addWidget(self.detail, 2)
        self.pages = QStackedWidget()
        for page in (self.loading, self.listed, self.empty, self.failed):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.presenter.changed.connect(self._render)
        self.table.itemSelectionChanged.connect(self._choose)
        self.detail.act_requested.connect(self.ask)
        self.arrived.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        forget = self._context.alerts.changed.connect(lambda _none: self.arrived.emit())
        self.destroyed.connect(lambda: forget())  # noqa: PLW0108  (drops the signal's argument)
        QShortcut(QKeySequence("Ctrl+N"), self, self.ask_new, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(_AREA, self.width() < _ROOMY_PX)

    def refresh(self) -> None:
        """Read again (F5)."""
        if self.isVisible():
            start(self.presenter.load(), self, self._show_failure)

    def show_record(self, ref: Ref) -> None:
        """A message that was found elsewhere."""
        if ref.table == TABLE:
            start(self.presenter.find(ref.id), self, self._show_failure)

    def _render(self, state: State) -> None:
        translate = QCoreApplication.translate
        self._following = True
        self.table.show_rows(state.alerts, [words.cells(each, translate) for each in state.alerts])
        if state.chosen is not None:
            self.table.selectRow([each.id for each in state.alerts].index(state.chosen.id))
            self.detail.show_alert(state.chosen, state.people, self.presenter.acts())
        self._following = False
        self.pages.setCurrentWidget(self.listed if state.alerts else self.empty)

    def _choose(self) -> None:
        alert = self.table.chosen()
        if alert is not None and not self._following:
            self.presenter.choose(alert.id)

    def _show_failure(self, error: ExpectedError) -> None:
        if self.presenter.state.is_loaded:
            show_error(self, error)
            return
        self.failed.set_words(self.tr("Chưa đọc được các cảnh báo"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    # ------------------------------------------------------------------ acts

    def ask_new(self) -> None:
        """Open the form of a first message."""
        if self.presenter.may_prepare:
            self._open_form(None)

    def _open_form(self, earlier: Alert | None) -> None:
        async def prepare(text: AlertText, is_drill: bool) -> None:  # noqa: FBT001  (the form's own order)
            await self.presenter.prepare(text, is_drill=is_drill, earlier=earlier)
            toast(self, self.tr("Đã trình; người thứ hai xem và phát"))

        dialog = PrepareDialog(self.window(), prepare, self._context.clock.now, earlier)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask(self, act: Act) -> None:
        """Ask before a step, then do it."""
        chosen = self.presenter.state.chosen
        if chosen is None:
            return
        if act is Act.UPDATE:
            self._open_form(chosen)
        elif act is Act.SAVE:
            self._ask_where(chosen)
        else:
            self._confirm(act, chosen)

    def _confirm(self, act: Act, alert: Alert) -> None:
        headline = words.headline(alert, QCoreApplication.translate)
        questions = {
            Act.RELEASE: (
                self.tr("Phát “{headline}” cho người dân?"),
                self.tr("Đọc lại toàn bộ: bản tin đã phát không sửa được, chỉ cập nhật hoặc hủy bằng bản tin mới."),
            ),
            Act.WITHDRAW: (self.tr("Rút “{headline}”?"), self.tr("Bản tin chưa phát; nhật ký vẫn ghi lại.")),
            Act.CANCEL: (
                self.tr("Hủy cảnh báo “{headline}”?"),
                self.tr("Bản tin hủy cũng cần người thứ hai phát; nó dẫn lại mọi bản tin trước."),
            ),
        }
        title, text = questions[act]
        dialog = ConfirmDialog(
            self.window(), title.format(headline=headline), text, accept=self.detail.acts[act].text(),
            reason=act is not Act.RELEASE,
        )  # fmt: skip
        if dialog.ask():
            start(self.presenter.do(act, dialog.reason()), self)

    def _ask_where(self, alert: Alert) -> None:
        dialog = QFileDialog(self.window(), self.tr("Lưu tệp CAP"), f"{alert.identifier}.xml")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CAP (*.xml)")
        dialog.setDefaultSuffix("xml")
        dialog.selectFile(f"{alert.identifier}.xml")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: start(self.save(Path(path)), self))
        dialog.open()

    async def save(self, path: Path) -> None:
        """Write the released file."""
        await self.presenter.save(path)
        toast(self, self.tr("Đã lưu {name}").format(name=path.name))

    def hotkeys(self) -> list[Hotkey]:
        """For F1."""
        return [Hotkey("Ctrl N", self.tr("Soạn cảnh báo"))]

    def retranslate(self) -> None:
        self.header.set_words(self.tr("Cảnh báo cộng đồng"), self.tr("một người soạn, người khác phát"))
        self.add.setText(self.tr("Soạn cảnh báo"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Phát lúc"), self.tr("Bản tin"), self.tr("Tiêu đề"), self.tr("Khu vực"), self.tr("Tình trạng")]
        )
        self.detail.retranslate()
        self.empty.set_words(
            self.tr("Chưa có cảnh báo nào"),
            self.tr("Cảnh báo gửi người dân theo chuẩn CAP 1.2; một người soạn, người thứ hai đọc lại rồi phát."),
            self.tr("Soạn cảnh báo") if self.presenter.may_prepare else "",
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.presenter.state.is_loaded:
                self._render(self.presenter.state)
