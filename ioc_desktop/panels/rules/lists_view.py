"""The lists at the left: cameras with how many rules watch them, and the rules of the chosen one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.kernel.rules.service import CameraRule
from ioc_desktop.ui import rule_words as words
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.video.sources import call_number
from ioc_desktop.ui.widgets.labels import Button, label, line
from ioc_desktop.ui.widgets.search_field import SearchField
from ioc_desktop.vision.rules.model import RuleKind

WIDTH_PX = 256
_ROW_PX = 56
_ID = Qt.ItemDataRole.UserRole
_ICON_PX = 20
_NO_DOUBTS: Mapping[UUID, str] = MappingProxyType({})


class SidePane(QFrame):
    """Cameras above, rules below.

    Signals:
        camera_chosen(object): the id of a camera.
        rule_chosen(object): the id of a rule.
        add_requested(): a new rule for the chosen camera.
        searched(str): what to look for among the cameras.
    """

    camera_chosen = Signal(object)
    rule_chosen = Signal(object)
    add_requested = Signal()
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH_PX)
        self.search = SearchField()
        self.search.setMinimumWidth(0)
        self.search.searched.connect(self.searched)
        self.cameras = _marked_list()
        self.cameras.itemClicked.connect(lambda item: self.camera_chosen.emit(item.data(_ID)))
        self.cameras.itemActivated.connect(lambda item: self.camera_chosen.emit(item.data(_ID)))
        self.heading = label(kind="label")
        self.rules = _marked_list()
        self.rules.itemClicked.connect(lambda item: self.rule_chosen.emit(item.data(_ID)))
        self.rules.itemActivated.connect(lambda item: self.rule_chosen.emit(item.data(_ID)))
        self.nothing = label(kind="caption", tone="muted", wrap=True)
        self.add = Button("", icon="action.add", clicked=self.add_requested.emit)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addWidget(_padded(self.search))
        column.addWidget(self.cameras, 3)
        column.addWidget(line())
        column.addWidget(_padded(self.heading))
        column.addWidget(_padded(self.nothing))
        column.addWidget(self.rules, 2)
        column.addWidget(_padded(self.add))

    def show_cameras(
        self, cameras: Sequence[Camera], counts: Mapping[UUID, tuple[int, int]], chosen: UUID | None
    ) -> None:
        """Fill the upper list."""
        self.cameras.clear()
        for camera in cameras:
            item = QListWidgetItem(f"{call_number(camera.number)}  {camera.name}\n{self._count(counts, camera.id)}")
            item.setData(_ID, camera.id)
            item.setToolTip(" · ".join(part for part in (camera.name, camera.place) if part))
            item.setSizeHint(QSize(0, _ROW_PX))
            self.cameras.addItem(item)
            if camera.id == chosen:
                self.cameras.setCurrentItem(item)

    def _count(self, counts: Mapping[UUID, tuple[int, int]], camera_id: UUID) -> str:
        total, armed = counts.get(camera_id, (0, 0))
        if not total:
            return self.tr("chưa có luật")
        return self.tr("{n} luật, {armed} đang canh").format(n=total, armed=armed)

    def show_rules(
        self,
        rules: Sequence[CameraRule],
        chosen: UUID | None,
        *,
        may_add: bool,
        has_camera: bool,
        doubts: Mapping[UUID, str] = _NO_DOUBTS,
    ) -> None:
        """Fill the lower list; ``doubts`` says of a rule why somebody should look at its drawing again."""
        theme = themes.current()
        self.rules.clear()
        for rule in rules:
            doubt = doubts.get(rule.id, "")
            state = self.tr("kiểm tra lại vùng vẽ") if doubt else self._state(rule)
            item = QListWidgetItem(f"{rule.name}\n{state}")
            item.setData(_ID, rule.id)
            item.setToolTip(doubt or rule.name)
            item.setSizeHint(QSize(0, _ROW_PX))
            item.setIcon(theme.icon(*_icon(rule, is_doubtful=bool(doubt)), _ICON_PX))
            self.rules.addItem(item)
            if rule.id == chosen:
                self.rules.setCurrentItem(item)
        self.nothing.setText(self.tr("Camera này chưa có luật.") if has_camera else self.tr("Chọn một camera ở trên."))
        self.nothing.setVisible(not rules)
        self.add.setEnabled(may_add and has_camera)

    def _state(self, rule: CameraRule) -> str:
        known = rule.kind in RuleKind._value2member_map_
        title = QCoreApplication.translate("rules", words.KINDS[RuleKind(rule.kind)]) if known else rule.kind
        state = self.tr("đang canh") if rule.is_armed else self.tr("nghỉ")
        return f"{title} · {state}"

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Tìm camera"))
        self.heading.setText(self.tr("Luật của camera"))
        self.add.setText(self.tr("Thêm luật"))


def _icon(rule: CameraRule, *, is_doubtful: bool) -> tuple[str, str]:
    """Name and colour."""
    if is_doubtful:
        return "mdi6.aspect-ratio", "severity.medium"
    return ("mdi6.eye-outline", "text.secondary") if rule.is_armed else ("mdi6.eye-off-outline", "text.muted")


def _marked_list() -> QListWidget:
    made = QListWidget()
    made.setProperty("surface", "1")
    made.setProperty("marked", True)
    made.setIconSize(QSize(_ICON_PX, _ICON_PX))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    return made


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QVBoxLayout(holder)
    row.setContentsMargins(8, 0, 8, 0)
    row.addWidget(widget)
    return holder
