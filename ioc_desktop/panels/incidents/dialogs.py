"""Forms of the panel: a new incident, what is known of one, a unit, resources, a person, where to merge."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.duplicates import Twin
from ioc_desktop.kernel.incidents.model import (
    KIND_TITLES,
    PERSON_TITLES,
    SEVERITY_TITLES,
    Incident,
    IncidentDraft,
    Kind,
    PersonRole,
    Severity,
)  # fmt: skip
from ioc_desktop.kernel.incidents.templates import template
from ioc_desktop.panels.incidents import words
from ioc_desktop.panels.incidents.twin_view import named, reasons
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.video.sources import call_number
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

_WIDE_PX = 620
_TEXT_PX = 72
_LIST_PX = 260
_SETTLE_MS = 400


class DeedDialog(Dialog):
    """A form whose deed may be refused: the refusal stands under it and what was typed stays."""

    def __init__(self, parent: QWidget | None, title: str, accept: str, *, width_px: int = 0) -> None:
        super().__init__(parent, title, width_px=width_px)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.refusal = label(tone="critical", wrap=True)
        self.refusal.hide()
        self.submit = Button(accept, "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)

    async def deed(self) -> None:
        """What the form is for; raises what it is refused with."""

    def press(self) -> None:
        """Do it; the dialog closes once it is done."""
        self.submit.setEnabled(False)
        self.refusal.hide()
        tasks.start(self._run(), self, self._refused)

    async def _run(self) -> None:
        await self.deed()
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        self.refusal.setText(tr_error(error))
        self.refusal.show()
        self.adjustSize()

    def close_form(self) -> None:
        """The last line of a form: the place of a refusal."""
        self.body.addWidget(self.refusal)


def _choice(titles: dict[Any, str], chosen: Any) -> QComboBox:
    box = QComboBox()
    for key, title in titles.items():
        box.addItem(title, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _text(content: str = "") -> QPlainTextEdit:
    made = QPlainTextEdit(content)
    made.setFixedHeight(_TEXT_PX)
    made.setTabChangesFocus(True)
    return made


_PAIRS = {"kind": "severity", "place": "commander"}
"""Short fields that stand side by side: the form fits a low screen."""


def _add_in_pairs(body: QVBoxLayout, fields: Mapping[str, FormField]) -> None:
    for key, field in fields.items():
        if key in _PAIRS.values():
            continue
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        if key in _PAIRS:
            row.addWidget(fields[_PAIRS[key]], 1, Qt.AlignmentFlag.AlignTop)
        body.addLayout(row)


class OpenDialog(DeedDialog):
    """A new incident, by hand.

    Args:
        start: opens it.
        cameras: one of them may show it: the incident is where that camera is.
        twins: what may be the same as what is typed; None to ask nothing.
    """

    def __init__(
        self,
        parent: QWidget | None,
        start: Callable[[IncidentDraft], Awaitable[object]],
        cameras: Sequence[Camera] = (),
        twins: Callable[[IncidentDraft], Awaitable[Sequence[Twin]]] | None = None,
    ) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("OpenDialog", "Lập sự vụ"),
            QCoreApplication.translate("OpenDialog", "Lập sự vụ"),
            width_px=_WIDE_PX,
        )
        self._start = start
        self.title, self.place, self.commander = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = _choice({each: words.kind(each) for each in KIND_TITLES}, Kind.OTHER.value)
        self.severity = _choice({each: words.severity(each) for each in SEVERITY_TITLES}, Severity.MEDIUM.value)
        self.kind.activated.connect(lambda _row: self._follow_kind())
        self.cameras = {str(camera.id): camera for camera in cameras}  # Qt finds texts, not objects
        titles = {"": self.tr("Chưa rõ")} | {
            key: f"{call_number(each.number)} {each.name}" for key, each in self.cameras.items()
        }
        self.camera = _choice(titles, "")
        self.camera.activated.connect(lambda _row: self._follow_camera())
        self.summary = _text()
        self.drill = QCheckBox(self.tr("Diễn tập: mọi giấy tờ đều đóng dấu DIỄN TẬP"))
        self.body.addWidget(FormField(self.tr("Việc gì"), self.title, required=True))
        fields = {
            "kind": FormField(self.tr("Loại"), self.kind),
            "severity": FormField(self.tr("Mức độ"), self.severity),
            "place": FormField(self.tr("Ở đâu"), self.place),
            "commander": FormField(self.tr("Người chỉ huy"), self.commander),
            "camera": FormField(self.tr("Camera gần nhất"), self.camera),
            "summary": FormField(self.tr("Nội dung tin báo"), self.summary),
        }
        _add_in_pairs(self.body, fields)
        self.body.addWidget(self.drill)
        self.twin = label(tone="secondary", wrap=True)
        self.twin.hide()
        self.body.addWidget(self.twin)
        self.close_form()
        self.title.setFocus()
        self._ask_twins = twins
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self.look_for_twins)
        for field in (self.title, self.place):
            field.textChanged.connect(lambda _text: self._settle.start())
        for box in (self.kind, self.camera):
            box.activated.connect(lambda _row: self._settle.start())
        self.drill.toggled.connect(lambda _on: self._settle.start())

    def look_for_twins(self) -> None:
        """Ask what may be the same as what is typed now."""
        if self._ask_twins is not None and self.title.text().strip():
            tasks.start(self._look(self._ask_twins), self, lambda _error: self.twin.hide())

    async def _look(self, ask: Callable[[IncidentDraft], Awaitable[Sequence[Twin]]]) -> None:
        found = await ask(self.draft())
        said = self.tr("Có thể đã có sự vụ này: {incident}, {reasons}. Lập rồi gộp được bằng một lần bấm.")
        if found:
            self.twin.setText(said.format(incident=named(found[0]), reasons=reasons(found[0])))
        self.twin.setVisible(bool(found))
        self.adjustSize()

    def _follow_kind(self) -> None:
        """The usual severity of the kind; a person may choose another afterwards."""
        usual = template(Kind(self.kind.currentData())).severity
        self.severity.setCurrentIndex(self.severity.findData(usual))

    def _follow_camera(self) -> None:
        """Its place, where none was typed."""
        camera = self.cameras.get(self.camera.currentData())
        if camera is not None and not self.place.text().strip():
            self.place.setText(camera.place or camera.name)

    def draft(self) -> IncidentDraft:
        """What is typed now."""
        camera = self.cameras.get(self.camera.currentData())
        return IncidentDraft(
            latitude=camera.latitude if camera else None,
            longitude=camera.longitude if camera else None,
            camera_id=camera.id if camera else None,
            title=self.title.text(),
            kind=Kind(self.kind.currentData()),
            severity=Severity(self.severity.currentData()),
            place=self.place.text(),
            commander=self.commander.text(),
            summary=self.summary.toPlainText(),
            is_drill=self.drill.isChecked(),
        )

    async def deed(self) -> None:
        await self._start(self.draft())


class EditDialog(DeedDialog):
    """What is known of an incident.

    Args:
        save: stores what changed, field → value.
        missing: fields that a step asked for: named at the top.
    """

    def __init__(
        self,
        parent: QWidget | None,
        incident: Incident,
        save: Callable[[dict[str, Any]], Awaitable[object]],
        missing: Sequence[str] = (),
    ) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("EditDialog", "Thông tin sự vụ"),
            QCoreApplication.translate("EditDialog", "Lưu"),
            width_px=_WIDE_PX,
        )
        self._incident, self._save = incident, save
        self.title, self.place, self.commander = (
            QLineEdit(each) for each in (incident.title, incident.place, incident.commander)
        )
        self.kind = _choice({each: words.kind(each) for each in KIND_TITLES}, incident.kind)
        self.severity = _choice({each: words.severity(each) for each in SEVERITY_TITLES}, incident.severity)
        self.summary, self.outcome = _text(incident.summary), _text(incident.outcome)
        self.cause, self.lessons = QLineEdit(incident.cause), QLineEdit(incident.lessons)
        fields = {
            "title": (self.tr("Việc gì"), self.title),
            "kind": (self.tr("Loại"), self.kind),
            "severity": (self.tr("Mức độ"), self.severity),
            "place": (self.tr("Ở đâu"), self.place),
            "commander": (self.tr("Người chỉ huy"), self.commander),
            "summary": (self.tr("Diễn biến"), self.summary),
            "cause": (self.tr("Nguyên nhân"), self.cause),
            "outcome": (self.tr("Kết quả xử lý"), self.outcome),
        }
        if incident.stage == flow.CLOSED:
            fields["lessons"] = (self.tr("Bài học kinh nghiệm"), self.lessons)
        self.fields = {key: FormField(title, widget) for key, (title, widget) in fields.items()}
        _add_in_pairs(self.body, self.fields)
        for key, field in self.fields.items():
            if key in missing:
                field.set_error(self.tr("Cần có để chuyển giai đoạn"))
        self.close_form()
        first = next((self.fields[key] for key in missing if key in self.fields), self.fields["title"])
        first.field.setFocus()

    def changes(self) -> dict[str, Any]:
        """Field → new value, of those that changed."""
        incident = self._incident
        now = {
            "title": self.title.text(), "place": self.place.text(), "commander": self.commander.text(),
            "kind": self.kind.currentData(), "severity": self.severity.currentData(),
            "summary": self.summary.toPlainText(), "cause": self.cause.text(), "outcome": self.outcome.toPlainText(),
            "lessons": self.lessons.text(),
        }  # fmt: skip
        return {name: value for name, value in now.items() if value != getattr(incident, name)}

    async def deed(self) -> None:
        changed = self.changes()
        if changed:
            await self._save(changed)


class SendDialog(DeedDialog):
    """Send a unit.

    Args:
        send: unit and what it is to do.
    """

    def __init__(self, parent: QWidget | None, kind: Kind, send: Callable[[str, str], Awaitable[object]]) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("SendDialog", "Cử lực lượng nào?"),
            QCoreApplication.translate("SendDialog", "Cử"),
        )
        self._send = send
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.unit.addItems(list(template(kind).units))
        self.what = QLineEdit()
        self.body.addWidget(FormField(self.tr("Lực lượng"), self.unit, required=True))
        self.body.addWidget(FormField(self.tr("Việc giao"), self.what))
        self.close_form()
        self.unit.setFocus()

    async def deed(self) -> None:
        await self._send(self.unit.currentText(), self.what.text())


class BringDialog(DeedDialog):
    """Resources have come.

    Args:
        bring: name, quantity and unit.
    """

    def __init__(self, parent: QWidget | None, bring: Callable[[str, int, str], Awaitable[object]]) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("BringDialog", "Phương tiện, nhân lực nào đến?"),
            QCoreApplication.translate("BringDialog", "Ghi"),
        )
        self._bring = bring
        self.name, self.unit, self.quantity = QLineEdit(), QLineEdit(), QSpinBox()
        self.name.setPlaceholderText(self.tr("Xe chữa cháy, xuồng máy, cán bộ…"))
        self.quantity.setRange(1, 10_000)
        self.body.addWidget(FormField(self.tr("Tên"), self.name, required=True))
        self.body.addWidget(FormField(self.tr("Số lượng"), self.quantity))
        self.body.addWidget(FormField(self.tr("Của đơn vị"), self.unit))
        self.close_form()
        self.name.setFocus()

    async def deed(self) -> None:
        await self._bring(self.name.text(), self.quantity.value(), self.unit.text())


class PersonDialog(DeedDialog):
    """Somebody involved.

    Args:
        involve: role, name, telephone and note.
    """

    def __init__(
        self, parent: QWidget | None, involve: Callable[[PersonRole, str, str, str], Awaitable[object]]
    ) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("PersonDialog", "Ai liên quan?"),
            QCoreApplication.translate("PersonDialog", "Ghi"),
        )
        self._involve = involve
        self.role = _choice({each: words.tr(title) for each, title in PERSON_TITLES.items()}, PersonRole.VICTIM)
        self.name, self.phone, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        warning = self.tr("Dữ liệu cá nhân: chỉ ghi điều cần cho xử lý. Danh tính không vào nhật ký và xóa được.")
        self.body.addWidget(label(warning, tone="secondary", wrap=True))
        self.body.addWidget(FormField(self.tr("Vai trò"), self.role))
        self.body.addWidget(FormField(self.tr("Họ tên"), self.name, required=True))
        self.body.addWidget(FormField(self.tr("Điện thoại"), self.phone))
        self.body.addWidget(FormField(self.tr("Ghi chú"), self.note))
        self.close_form()
        self.name.setFocus()

    async def deed(self) -> None:
        role = PersonRole(self.role.currentData())
        await self._involve(role, self.name.text(), self.phone.text(), self.note.text())


class MergeDialog(DeedDialog):
    """Which incident it is the same as.

    Args:
        merge: into the chosen one.
    """

    def __init__(
        self, parent: QWidget | None, title: str, others: Sequence[Incident], merge: Callable[[UUID], Awaitable[object]]
    ) -> None:
        super().__init__(parent, title, QCoreApplication.translate("MergeDialog", "Gộp"), width_px=_WIDE_PX)
        self._merge = merge
        self.list = QListWidget()
        self.list.setFixedHeight(_LIST_PX)
        for each in others:
            item = QListWidgetItem(f"{words.number(each)} · {each.title} · {each.place}")
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            self.list.addItem(item)
        self.list.currentRowChanged.connect(lambda row: self.submit.setEnabled(row >= 0))
        self.submit.setEnabled(False)
        self.body.addWidget(
            label(self.tr("Sự vụ này được hủy vì trùng; nhật ký của cả hai giữ lại."), tone="secondary", wrap=True)
        )
        self.body.addWidget(self.list)
        self.close_form()
        self.list.setFocus()

    async def deed(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            await self._merge(item.data(Qt.ItemDataRole.UserRole))
