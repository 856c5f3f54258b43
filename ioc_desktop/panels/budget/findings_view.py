"""What the checker says of a table, and the chosen finding in full with the way to let it stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ioc_desktop.exchange.budget_table.result import TableProblem
from ioc_desktop.kernel.budget.checks.findings import Level
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.sentences import sentence
from ioc_desktop.kernel.budget.service import Judged
from ioc_desktop.panels.budget import words
from ioc_desktop.panels.budget.editing import can_compute
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.labels import Button, Picture, label, line


class Counts(QWidget):
    """How many of each level: shape, number, word."""

    def __init__(self) -> None:
        super().__init__()
        self._labels = {level: label("", "row_title") for level in Level}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(6)
        for level, text in self._labels.items():
            row.addWidget(Picture(*words.ICONS[level]))
            row.addWidget(text)
            row.addSpacing(10)
        row.addStretch(1)

    def show_counts(self, judged: Sequence[Judged], problems: int) -> None:
        titles = {
            Level.FAULT: self.tr("{n} sai"), Level.QUESTION: self.tr("{n} cần hỏi"), Level.NOTE: self.tr("{n} ghi chú"),
        }  # fmt: skip
        for level, text in self._labels.items():
            open_ones = sum(one.finding.level is level and not one.acceptance for one in judged)
            text.setText(titles[level].format(n=open_ones + (problems if level is Level.FAULT else 0)))


class FindingsPane(QWidget):
    """The list with the chosen finding below it.

    Signals:
        chosen(object): a finding (``Judged``) is to be shown in the table.
        accept_requested(object): a finding is to stand.
        compute_requested(object): the computed value is to take the place of the printed one.
    """

    chosen = Signal(object)
    accept_requested = Signal(object)
    compute_requested = Signal(object)

    def __init__(self, *, may_accept: bool) -> None:
        super().__init__()
        self.may_compute = False
        self._may_accept = may_accept
        self._sheet: Sheet | None = None
        self._current: Judged | None = None
        self.counts, self.list = Counts(), EntryList()
        self.clean = label("", tone="secondary", wrap=True)
        self.clean.setContentsMargins(16, 12, 16, 12)
        self.sentence = label("", wrap=True)
        self.answered = label("", "caption", tone="muted", wrap=True)
        self.accept = Button("", clicked=lambda: self.accept_requested.emit(self._current))
        self.compute = Button("", "primary", clicked=lambda: self.compute_requested.emit(self._current))
        self.detail = QFrame()
        inner = QVBoxLayout(self.detail)
        inner.setContentsMargins(16, 12, 16, 14)
        inner.setSpacing(10)
        for widget in (self.sentence, self.answered, self.compute, self.accept):
            inner.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.counts, line(), self.clean):
            column.addWidget(part)
        self.counts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clean.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self.list, 1)
        column.addWidget(line())
        column.addWidget(self.detail)
        self.list.chosen.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.list.choose())

    def show_findings(self, sheet: Sheet, judged: Sequence[Judged], problems: Sequence[TableProblem] = ()) -> None:
        """Show these; rows that could not be read come first."""
        self._sheet, self._current = sheet, None
        self.counts.show_counts(judged, len(problems))
        entries = [self._problem(problem) for problem in problems] + [self._entry(sheet, one) for one in judged]
        self.clean.setVisible(not entries)
        self.clean.setText(self.tr("Không thấy sai lệch nào."))
        self.detail.setVisible(bool(entries))
        self.list.put(entries, keeps_place=True)

    def _problem(self, problem: TableProblem) -> Entry:
        where = self.tr("Hàng {row} không đọc được").format(row=problem.row)
        return Entry(
            icon="severity.critical", tone="severity.critical", title=Words(where),
            note=Words(tr_error(problem.error)), target=problem,
        )  # fmt: skip

    def _entry(self, sheet: Sheet, judged: Judged) -> Entry:
        icon, tone = words.ICONS[judged.finding.level]
        if judged.acceptance:
            icon, tone = "vote.for", "text.muted"
        off = words.signed(judged.finding.difference, sheet.unit.used) if judged.finding.computed is not None else ""
        return Entry(
            icon=icon, tone=tone, title=Words(words.title(judged.finding, sheet)),
            note=Words(words.note(judged.finding, sheet)), side=off, target=judged,
        )  # fmt: skip

    def _choose(self, target: object) -> None:
        self._current = target if isinstance(target, Judged) else None
        if isinstance(target, TableProblem):
            self.sentence.setText(tr_error(target.error))
        elif self._current is not None and self._sheet is not None:
            self.sentence.setText(sentence(self._current.finding, self._sheet, words.tr))
        given = self._current.acceptance if self._current else None
        said = self.tr("Đã giữ: {reason} ({who})").format(reason=given.reason, who=given.by) if given else ""
        self.answered.setText(said)
        self.answered.setVisible(given is not None)
        self.accept.setText(self.tr("Giữ số văn bản"))
        self.accept.setVisible(self._may_accept and self._current is not None and given is None)
        finding = self._current.finding if self._current else None
        self.compute.setText(self.tr("Dùng số tính lại"))
        self.compute.setVisible(self.may_compute and given is None and finding is not None and can_compute(finding))
        self.chosen.emit(target)
