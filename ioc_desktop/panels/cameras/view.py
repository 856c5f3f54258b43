"""The camera panel: moves between the list, the form and the import, and ties them to their presenters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.kernel.accounts.model import SEE_FACES
from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.panels.cameras.export_dialog import ExportDialog
from ioc_desktop.panels.cameras.form import CameraForm
from ioc_desktop.panels.cameras.form_view import FormPage
from ioc_desktop.panels.cameras.import_preview import CsvImport, ImportOutcome, write_csv
from ioc_desktop.panels.cameras.import_view import ImportPage
from ioc_desktop.panels.cameras.list_view import ListPage
from ioc_desktop.panels.cameras.presenter import CameraList
from ioc_desktop.panels.cameras.rows import call_number
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.toast import toast
from ioc_desktop.video.types import StreamStatus

_REFRESH_MS = 1000
_SLOTS = 64
"""Tiles of the largest layout, 8×8."""


class CamerasView(QWidget):
    """Opened by the shell with the panel's context.

    Signals:
        cameras_changed: carries the service's event from the writer's thread to this one.
    """

    cameras_changed = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        may = context.session.may
        self.presenter = CameraList(
            cameras=context.cameras, runner=context.runner, clock=context.clock, streams=self._streams
        )
        self.list_page = ListPage(
            context.theme,
            can_edit=may("cameras.manage"),
            can_import=may("cameras.import"),
            can_export=may("cameras.export"),
        )
        self.form_page = FormPage(
            context.theme,
            context.clock,
            can_edit=may("cameras.manage"),
            can_test=may("cameras.check"),
            covers_faces=not may(SEE_FACES),
        )
        self.import_page = ImportPage(context.theme)
        self.pages = QStackedWidget()
        for page in (self.list_page, self.form_page, self.import_page):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self._undo: Callable[[], None] | None = None
        self._refresh = QTimer(self, interval=_REFRESH_MS)
        self._connect()
        self.presenter.watch()  # the wall is being left now: its streams are still known

    def _connect(self) -> None:
        self.presenter.changed.connect(self.list_page.render_state)
        self._refresh.timeout.connect(self._on_tick)
        self.cameras_changed.connect(self.reload, Qt.ConnectionType.QueuedConnection)
        unhook = self._context.cameras.changed.connect(lambda _none: self.cameras_changed.emit())
        self.destroyed.connect(lambda: unhook())  # noqa: PLW0108  (drops the signal's argument)
        page = self.list_page
        page.search_changed.connect(self.presenter.search)
        page.add_requested.connect(self.add)
        page.open_requested.connect(self.open)
        page.delete_requested.connect(self.ask_delete)
        page.import_requested.connect(self.import_file)
        page.export_requested.connect(self.ask_export)
        page.retry_requested.connect(self.reload)
        self.form_page.saved.connect(self._on_saved)
        self.form_page.closed.connect(self.show_list)
        self.import_page.closed.connect(self.show_list)
        self.import_page.file_requested.connect(self._ask_file)
        self.import_page.imported.connect(self._on_imported)
        for keys, act in (("Ctrl+N", self._add_by_key), ("Ctrl+Z", self.undo), ("F5", self.reload)):
            shortcut = QShortcut(QKeySequence(keys), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _streams(self) -> Iterable[StreamStatus]:
        return (self._context.video.status(slot) for slot in range(_SLOTS))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh.start()
        self.reload()
        if self.pages.currentWidget() is self.list_page:
            self.list_page.focus_table()

    def _on_tick(self) -> None:
        # The wall shows its streams while this panel is hidden: that is when their faults are to be remembered.
        if self.isVisible():
            self.presenter.refresh_streams()
        else:
            self.presenter.watch()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.list_page.model.retranslate()  # icons and colours of the cells

    def reload(self) -> None:
        """Read the list again."""
        if self.isVisible():
            start(self.presenter.load(), self)

    def show_list(self) -> None:
        """Back to the list, keyboard on the table."""
        self.pages.setCurrentWidget(self.list_page)
        self.list_page.focus_table()

    def show_record(self, ref: Ref) -> None:
        """A camera that was found elsewhere, in the list."""
        if ref.table == "camera":
            self.show_list()
            start(self._reload_and_select(ref.id), self)

    def _add_by_key(self) -> None:
        if self._context.session.may("cameras.manage"):
            self.add()

    def add(self) -> None:
        """Open the form of a new camera."""
        self._edit(None)

    def open(self, camera_id: UUID) -> None:
        """Open the form of a stored camera."""
        camera = self.presenter.camera(camera_id)
        if camera is not None:
            self._edit(camera)

    def _edit(self, camera: Camera | None) -> None:
        context = self._context
        form = CameraForm(
            camera, cameras=context.cameras, runner=context.runner, video=context.video, clock=context.clock
        )
        self.pages.setCurrentWidget(self.form_page)
        self.form_page.edit(form)

    def _on_saved(self, camera: Camera) -> None:
        self.show_list()
        toast(self, self.tr("Đã ghi camera {number}").format(number=call_number(camera.number)))
        start(self._reload_and_select(camera.id), self)

    async def _reload_and_select(self, camera_id: UUID) -> None:
        await self.presenter.load()
        self.list_page.select([camera_id])

    def ask_delete(self, ids: tuple[UUID, ...]) -> None:
        """Ask once, then delete; the toast offers to undo."""
        names = self._names(ids)
        question = ConfirmDialog(
            self.window(),
            self.tr("Xóa {names}?").format(names=names),
            self.tr("Camera rời khỏi tường và danh sách. Hoàn tác được ngay sau khi xóa."),
            accept=self.tr("Xóa camera") if len(ids) == 1 else self.tr("Xóa {n} camera").format(n=len(ids)),
            reject=self.tr("Giữ lại"),
        )
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(lambda: start(self._delete(ids), self))
        question.open()

    def _names(self, ids: tuple[UUID, ...]) -> str:
        cameras = [camera for camera_id in ids if (camera := self.presenter.camera(camera_id)) is not None]
        if len(cameras) > 3:
            return self.tr("{n} camera").format(n=len(cameras))
        numbers = ", ".join(call_number(camera.number) for camera in cameras)
        return self.tr("camera {numbers}").format(numbers=numbers)

    async def _delete(self, ids: tuple[UUID, ...]) -> None:
        names = self._names(ids)
        self._undo = await self.presenter.remove(ids)
        toast(
            self,
            self.tr("Đã xóa {names}").format(names=names),
            action=self.tr("Hoàn tác"),
            on_action=self.undo,
        )

    def undo(self) -> None:
        """Bring back what was deleted last."""
        undo, self._undo = self._undo, None
        if undo is not None:
            start(self._restore(undo), self)

    async def _restore(self, undo: Callable[[], None]) -> None:
        await self.presenter.restore(undo)
        toast(self, self.tr("Đã khôi phục camera vừa xóa"))

    def import_file(self, path: Path | None) -> None:
        """Preview a file; without a path the file dialog asks for it."""
        if path is None:
            self._ask_file()
            return
        self.pages.setCurrentWidget(self.import_page)
        self.import_page.preview(CsvImport(path, cameras=self._context.cameras, runner=self._context.runner))

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Nhập camera từ tệp CSV"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tệp CSV (*.csv *.txt)"), self.tr("Mọi tệp (*)")])
        dialog.fileSelected.connect(lambda name: self.import_file(Path(name)))
        dialog.open()

    def _on_imported(self, outcome: ImportOutcome) -> None:
        self.show_list()
        words = self.tr("Đã nhập {n} camera: {added} mới, {updated} cập nhật")
        toast(self, words.format(n=outcome.added + outcome.updated, added=outcome.added, updated=outcome.updated))
        self.reload()

    def ask_export(self) -> None:
        """Ask for the separator and the file, then write it."""
        dialog = ExportDialog(self.window(), self.presenter.state.total)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda path, separator: start(self._export(Path(path), separator), self))
        dialog.open()

    async def _export(self, path: Path, separator: str) -> None:
        service = self._context.cameras
        count = await self._context.runner.read(lambda: write_csv(service, path, separator))
        toast(self, self.tr("Đã xuất {n} camera ra {name}").format(n=count, name=path.name))
