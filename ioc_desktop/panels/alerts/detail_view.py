"""One message beside the list: what is told, the facts, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ioc_desktop.kernel.alerts.model import Alert, AlertStatus
from ioc_desktop.panels.alerts import words
from ioc_desktop.panels.alerts.presenter import Act
from ioc_desktop.ui.widgets.labels import Button, Picture, label, line

_SEVERITY = {"Extreme": "severity.critical", "Severe": "severity.high", "Moderate": "severity.medium"}


class AlertDetail(QFrame):
    """Shows a message.

    Signals:
        act_requested(object): an ``Act``.
    """

    act_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.icon = Picture("severity.low", "severity.low", 24)
        self.title = label(kind="title3", wrap=True)
        self.state = label(tone="secondary", wrap=True)
        self.description = label(wrap=True)
        self.instruction = label(wrap=True)
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(6)
        self.facts.setColumnStretch(1, 1)
        self.acts: dict[Act, Button] = {
            act: Button("", "primary" if act is Act.RELEASE else "", clicked=partial(self.act_requested.emit, act))
            for act in Act
        }
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.state)
        head.addLayout(texts, 1)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 8, 0)
        body.setSpacing(12)
        for part in (self.description, self.instruction):
            body.addWidget(part)
        body.addWidget(line())
        body.addLayout(self.facts)
        body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in self.acts.values():
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def show_alert(self, alert: Alert, people: Mapping[UUID, str], acts: Sequence[Act]) -> None:
        """Replace what is shown."""
        translate = QCoreApplication.translate
        concept = _SEVERITY.get(alert.text.severity, "severity.low")
        tone = concept if alert.status is AlertStatus.RELEASED else "text.secondary"
        self.icon.show_icon(concept, tone)
        self.title.setText(words.headline(alert, translate))
        kind, state = (translate("alerts", each) for each in (words.TYPES[alert.msg_type], words.STATES[alert.status]))
        self.state.setText(" · ".join(part for part in (kind, state, words.moment(alert.sent_at)) if part))
        self.description.setText(alert.text.description)
        self.instruction.setText(alert.text.instruction)
        self.instruction.setVisible(bool(alert.text.instruction))
        self._show_facts(words.facts(alert, people, translate))
        for act, button in self.acts.items():
            button.setVisible(act in acts)

    def _show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while (item := self.facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(facts):
            self.facts.addWidget(label(name, tone="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            told = label(value, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts.addWidget(told, row, 1)

    def retranslate(self) -> None:
        texts = {
            Act.WITHDRAW: self.tr("Rút"),
            Act.RELEASE: self.tr("Phát cho dân"),
            Act.CANCEL: self.tr("Hủy cảnh báo"),
            Act.UPDATE: self.tr("Cập nhật"),
            Act.SAVE: self.tr("Lưu tệp CAP"),
        }
        for act, words_ in texts.items():
            self.acts[act].setText(words_)
