"""What the chosen line paid for: panels with how much they are used, cameras, incidents, papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.budget.tracking.results import ADOPTION, RECENT_DAYS, Result, panel_ref
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.search.model import Hit
from ioc_desktop.panels.budget.tracking import TrackingPresenter
from ioc_desktop.panels.budget.tracking_pane_view import ThingList
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.labels import Button, label
from ioc_desktop.ui.widgets.search_field import SearchField

_PANELS = {
    "cameras": QT_TRANSLATE_NOOP("panels", "Camera"),
    "alarms": QT_TRANSLATE_NOOP("panels", "Cảnh báo"),
    "incidents": QT_TRANSLATE_NOOP("panels", "Sự vụ"),
    "papers": QT_TRANSLATE_NOOP("panels", "Văn bản"),
    "alerts": QT_TRANSLATE_NOOP("panels", "Báo dân"),
    "plates": QT_TRANSLATE_NOOP("panels", "Biển số"),
}
_ICONS = {
    "cameras": "camera", "alarms": "panel.alarms", "incidents": "panel.incidents", "papers": "thing.document",
    "alerts": "action.broadcast", "plates": "mdi6.card-search-outline",
}  # fmt: skip
_WIDE_PX, _LIST_PX = 620, 300


def panel_title(key: str) -> str:
    return QCoreApplication.translate("panels", _PANELS[key]) if key in _PANELS else ""


class ResultsPane(QWidget):
    """The list; a double click or Enter opens what is chosen.

    Args:
        show_record: opens a record in its panel.
        go_to: opens a panel.
    """

    def __init__(
        self, presenter: TrackingPresenter, show_record: Callable[[str, Ref], None], go_to: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._presenter, self._show_record, self._go_to = presenter, show_record, go_to
        self.add = Button("", "quiet", icon="action.link", small=True, clicked=self.ask)
        self.remove = Button("", "quiet", icon="action.delete", small=True, clicked=self.remove_current)
        self.open = Button("", "quiet", small=True, clicked=self.open_current)
        self.list = ThingList(self.open, self.remove, self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.list.chosen.connect(lambda _result: self._allow())
        self.list.list.doubleClicked.connect(lambda _index: self.open_current())

    def refresh(self) -> None:
        """Read again, while it can be seen."""
        if self.isVisible():
            start(self._load(), self)

    async def _load(self) -> None:
        self._show(await self._presenter.results())

    def _show(self, results: Sequence[Result]) -> None:
        entries = [self._entry(one) for one in results]
        self.list.put(
            self.tr("Dòng này đã chi cho ({n})").format(n=len(entries)),
            self.tr("Chưa liên kết với camera, sự vụ, văn bản hoặc phân hệ nào."), entries,
        )  # fmt: skip
        self._allow()

    def _entry(self, one: Result) -> Entry:
        if one.adoption is None:
            title = one.title or self.tr("Mục không còn hoặc không được xem")
            return Entry(icon="action.link", title=Words(title), note=Words(panel_title(one.panel)), target=one)
        said = self.tr("Đang dùng: {n} mục, {recent} mục trong {days} ngày")
        note = said.format(n=one.adoption.total, recent=one.adoption.recent, days=RECENT_DAYS)
        title = self.tr("Phân hệ {name}").format(name=panel_title(one.panel))
        return Entry(icon=_ICONS[one.panel], title=Words(title), note=Words(note), target=one)

    def current(self) -> Result | None:
        """The chosen one."""
        found = self.list.target()
        return found if isinstance(found, Result) else None

    def open_current(self) -> None:
        """Go to the record or the panel."""
        one = self.current()
        if one is not None and one.panel:
            if one.adoption is not None:
                self._go_to(one.panel)
            else:
                self._show_record(one.panel, one.ref)

    def ask(self) -> None:
        """Choose something to link."""
        ResultDialog(self, self._presenter, self.refresh).open()

    def remove_current(self) -> None:
        """Take the chosen link away; it is made again as easily."""
        one = self.current()
        if one is not None:
            start(self._remove(one.ref), self)

    async def _remove(self, ref: Ref) -> None:
        await self._presenter.unlink(ref)
        await self._load()

    def _allow(self) -> None:
        one, may = self.current(), self._presenter.may_track
        self.add.setVisible(may)
        self.remove.setVisible(may and one is not None)
        self.open.setVisible(one is not None and bool(one.panel))

    def retranslate(self) -> None:
        """All words again, in the language of the moment."""
        self.add.setText(self.tr("Liên kết"))
        self.open.setText(self.tr("Mở"))
        self.remove.setToolTip(self.tr("Gỡ liên kết"))
        self.remove.setAccessibleName(self.tr("Gỡ liên kết"))
        self.refresh()


class ResultDialog(Dialog):
    """Panels to begin with; what is typed finds records.

    Args:
        done: called once the link is stored.
    """

    def __init__(self, parent: QWidget, presenter: TrackingPresenter, done: Callable[[], None]) -> None:
        super().__init__(parent, self.tr("Dòng này đã chi cho gì?"), width_px=_WIDE_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter, self._done = presenter, done
        self.typed, self.list = SearchField(self.tr("Tìm camera, sự vụ, văn bản…")), EntryList()
        self.list.setFixedHeight(_LIST_PX)
        self.refusal = label(tone="critical", wrap=True)
        self.refusal.hide()
        for part in (self.typed, self.list, self.refusal):
            self.body.addWidget(part)
        self.submit = Button(self.tr("Liên kết"), "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)
        self.typed.searched.connect(self.search)
        self._show([])

    def search(self, text: str) -> None:
        """Show records with these words, or the panels for none."""
        if text:
            start(self._search(text), self, self._refused)
        else:
            self._show([])

    async def _search(self, text: str) -> None:
        self._show(await self._presenter.found(text), is_search=True)

    def _show(self, hits: Sequence[Hit], *, is_search: bool = False) -> None:
        panels = [
            Entry(
                icon=_ICONS[key], title=Words(self.tr("Phân hệ {name}").format(name=panel_title(key))),
                target=panel_ref(key),
            )
            for key in ADOPTION
        ]  # fmt: skip
        found = [
            Entry(
                icon=_ICONS.get(hit.panel, "action.link"),
                title=Words(hit.title.text),
                note=Words(panel_title(hit.panel)),
                target=hit.ref,
            )
            for hit in hits
        ]
        self.list.put(found if is_search else panels)
        self.submit.setEnabled(bool(found or not is_search))

    def press(self) -> None:
        """Store the link; the dialog closes once that is done."""
        index = self.list.currentIndex().row()
        entries = self.list.entries.entries
        if 0 <= index < len(entries) and isinstance(target := entries[index].target, Ref):
            self.submit.setEnabled(False)
            start(self._link(target), self, self._refused)

    async def _link(self, ref: Ref) -> None:
        await self._presenter.link(ref)
        self._done()
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        self.refusal.setText(tr_error(error))
        self.refusal.show()
