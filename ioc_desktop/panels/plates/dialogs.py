"""Proposing one plate, and proposing those of a file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange.plate_watch_table import WatchPreview
from ioc_desktop.kernel.plates.model import WatchDraft
from ioc_desktop.kernel.plates.watches import LONGEST_DAYS
from ioc_desktop.panels.plates.words import SEVERITY_TITLES
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

Propose = Callable[[Sequence[WatchDraft]], Awaitable[None]]
_USUAL_DAYS = 30
_FAULTS_PX = 220


class ProposeDialog(Dialog):
    """One plate; closes itself once the service has agreed."""

    def __init__(self, parent: QWidget | None, propose: Propose, today: date) -> None:
        super().__init__(parent, "")
        self._propose = propose
        self.setWindowTitle(self.tr("Đề xuất biển số theo dõi"))
        self.heading.setText(self.windowTitle())
        hint = self.tr("biển đầy đủ, hoặc một phần với * và ?")
        self.plate = FormField(self.tr("Biển số"), QLineEdit(), hint=hint, required=True)
        self.reason = FormField(self.tr("Lý do"), QLineEdit(), required=True)
        self.owner = FormField(self.tr("Đơn vị yêu cầu"), QLineEdit(), required=True)
        self.severity = FormField(self.tr("Mức độ"), _severities())
        self.until = FormField(self.tr("Theo dõi đến hết ngày"), _days(today))
        for part in (self.plate, self.reason, self.owner, self.severity, self.until):
            self.body.addWidget(part)
        self.body.addWidget(
            label(self.tr("Người thứ hai duyệt thì mới bắt đầu theo dõi."), tone="secondary", wrap=True)
        )
        self.submit = Button(self.tr("Đề xuất"), "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)

    def draft(self) -> WatchDraft:
        severity, until = self.severity.field, self.until.field
        assert isinstance(severity, QComboBox)
        assert isinstance(until, QDateEdit)
        return WatchDraft(
            pattern=_text(self.plate), reason=_text(self.reason), owner=_text(self.owner),
            severity=str(severity.currentData()), valid_until=_date(until.date()),
        )  # fmt: skip

    def press(self) -> None:
        for field in (self.plate, self.reason, self.owner, self.until):
            field.set_error("")
        self.submit.setEnabled(False)
        tasks.start(self._run(self.draft()), self, self._refused)

    async def _run(self, draft: WatchDraft) -> None:
        await self._propose([draft])
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        fields = {
            "plates.reason_missing": self.reason,
            "plates.owner_missing": self.owner,
            "plates.until_wrong": self.until,
        }
        fields.get(error.code, self.plate).set_error(tr_error(error))


class ImportDialog(Dialog):
    """What a file would propose, with the line of every fault, before anything is stored."""

    def __init__(self, parent: QWidget | None, propose: Propose, name: str, found: WatchPreview) -> None:
        super().__init__(parent, "", width_px=640)
        self._propose, self._found = propose, found
        self.setWindowTitle(self.tr("Nhập biển số từ {name}").format(name=name))
        self.heading.setText(self.windowTitle())
        counts = self.tr("{good} dòng dùng được, {bad} dòng bị bỏ.")
        self.summary = label(counts.format(good=len(found.drafts), bad=len(found.problems)), "row_title", wrap=True)
        self.faults = QPlainTextEdit("\n".join(self._lines()))
        self.faults.setReadOnly(True)
        self.faults.setFixedHeight(_FAULTS_PX)
        self.faults.setVisible(bool(found.problems))
        self.problem = label(tone="critical", wrap=True)
        self.problem.hide()
        for part in (self.summary, self.faults, self.problem):
            self.body.addWidget(part)
        self.submit = Button(self.tr("Đề xuất {n} biển").format(n=len(found.drafts)), "primary", clicked=self.press)
        self.submit.setEnabled(bool(found.drafts))
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)

    def _lines(self) -> list[str]:
        said = self.tr("Dòng {line}: {problem}")
        return [said.format(line=item.line, problem=tr_error(item.error)) for item in self._found.problems]

    def press(self) -> None:
        self.submit.setEnabled(False)
        tasks.start(self._run(), self, self._refused)

    async def _run(self) -> None:
        await self._propose([draft for _, draft in self._found.drafts])
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        self.problem.setText(tr_error(error))
        self.problem.show()


def _severities() -> QComboBox:
    box = QComboBox()
    for severity, title in SEVERITY_TITLES.items():
        box.addItem(QCoreApplication.translate("plates", title), severity)
    box.setCurrentIndex(box.findData("medium"))
    return box


def _days(today: date) -> QDateEdit:
    field = QDateEdit(_qdate(today + timedelta(days=_USUAL_DAYS)))
    field.setDisplayFormat("dd/MM/yyyy")
    field.setMinimumDate(_qdate(today))
    field.setMaximumDate(_qdate(today + timedelta(days=LONGEST_DAYS)))
    field.setCalendarPopup(True)
    return field


def _qdate(on: date) -> QDate:
    return QDate(on.year, on.month, on.day)


def _date(on: QDate) -> date:
    return date(on.year(), on.month(), on.day())


def _text(field: FormField) -> str:
    assert isinstance(field.field, QLineEdit)
    return field.field.text()
