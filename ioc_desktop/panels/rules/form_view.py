"""The numbers and words of a rule; its shapes are on the picture."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.panels.rules.signal_view import SignalField
from ioc_desktop.ui import rule_words as words
from ioc_desktop.ui.widgets.chip import Chip
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label
from ioc_desktop.vision.labels import label as class_label
from ioc_desktop.vision.rules.kinds import NEEDS
from ioc_desktop.vision.rules.model import Rule, RuleKind, Schedule, Severity

_DAY_MIN = 1440
_MOST_S = 86_400


class RuleForm(QScrollArea):
    """Shows a rule and what a person makes of it.

    Signals:
        changed(): something differs from what was shown.
        draw_requested(str): a ``Part`` is to be drawn anew.
        one_way_requested(bool): with an arrow, or without.
        fits_requested(): a person has looked: the drawing fits the picture as it is now.
    """

    changed = Signal()
    draw_requested = Signal(str)
    one_way_requested = Signal(bool)
    fits_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rule = Rule(id="", kind=RuleKind.INTRUSION)
        self._filling = False
        self._page = QWidget()
        self._page.setProperty("surface", "clear")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(14)
        self.setWidget(self._page)
        self._make_kind()
        self._make_shapes()
        self._make_classes()
        self._make_numbers()
        self._make_schedule()
        self._column.addStretch(1)

    # ------------------------------------------------------------------ making

    def _make_kind(self) -> None:
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.name.textEdited.connect(self._touch)
        self.name_field = FormField(self.tr("Tên luật"), self.name, required=True)
        self.kind = QComboBox()
        for kind, title in words.KINDS.items():
            self.kind.addItem(_tr(title), kind.value)
        self.kind.activated.connect(self._turn_kind)
        self.kind_field = FormField(self.tr("Kiểu"), self.kind)
        self.severity = QComboBox()
        for key, title in words.SEVERITIES.items():
            self.severity.addItem(_tr(title), key.value)
        self.severity.activated.connect(self._touch)
        for part in (self.name_field, self.kind_field, FormField(self.tr("Mức độ"), self.severity)):
            self._column.addWidget(part)

    def _make_shapes(self) -> None:
        self.draw = {part: Button("", icon="action.edit") for part in ("polygon", "line", "lamp")}
        for part, button in self.draw.items():
            button.clicked.connect(lambda _down=False, part=part: self.draw_requested.emit(part))
        self.one_way = QCheckBox(self.tr("Chỉ tính chiều của mũi tên"))
        self.one_way.toggled.connect(self._ask_one_way)
        self.fits = Button("", icon="vote.for", clicked=self.fits_requested.emit)
        self.fits.setText(self.tr("Vùng vẽ vẫn đúng với hình mới"))
        self.fits.hide()
        self.shapes = QWidget()
        column = QVBoxLayout(self.shapes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (*self.draw.values(), self.one_way, self.fits):
            column.addWidget(widget)
        self.shape_field = FormField(self.tr("Hình vẽ"), self.shapes)
        self._column.addWidget(self.shape_field)
        self.signal = SignalField()
        self.signal.chosen.connect(self._touch)
        self._column.addWidget(self.signal)

    def _make_classes(self) -> None:
        self.classes = {name: Chip("") for name in words.CLASSES}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, (name, chip) in enumerate(self.classes.items()):
            chip.setText(QCoreApplication.translate("classes", class_label(name).vi))
            chip.setMinimumWidth(0)
            chip.toggled.connect(self._touch)
            grid.addWidget(chip, place // 3, place % 3)
        hint = self.tr("không chọn loại nào: theo kiểu luật")
        self._column.addWidget(FormField(self.tr("Loại được tính"), holder, hint=hint))

    def _make_numbers(self) -> None:
        self.min_s = _number(0, _MOST_S, self.tr(" giây"))
        self.limit = _number(0, 10_000, "")
        self.cool_down_s = _number(0, _MOST_S, self.tr(" giây"))
        self.sensitivity = QSpinBox()
        self.sensitivity.setRange(0, 100)
        self.sensitivity.setSuffix(" %")
        self.sensitivity.lineEdit().setTextMargins(10, 0, 0, 0)
        for box in (self.min_s, self.limit, self.cool_down_s, self.sensitivity):
            box.valueChanged.connect(self._touch)
        self.min_field = FormField(self.tr("Kéo dài ít nhất"), self.min_s)
        self.limit_field = FormField("", self.limit)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(14)
        grid.addWidget(self.min_field, 0, 0)
        grid.addWidget(self.limit_field, 0, 1)
        grid.addWidget(FormField(self.tr("Gộp lần lặp trong"), self.cool_down_s), 1, 0)
        grid.addWidget(FormField(self.tr("Độ nhạy"), self.sensitivity), 1, 1)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        self._column.addLayout(grid)

    def _make_schedule(self) -> None:
        self.days = [_day(_tr(day), place) for place, day in enumerate(words.DAYS)]
        days = QHBoxLayout()
        days.setSpacing(0)
        for button in self.days:
            button.toggled.connect(self._touch)
            days.addWidget(button)
        self.start, self.end = QTimeEdit(), QTimeEdit()
        hours = QHBoxLayout()
        hours.setSpacing(8)
        for words_before, box in ((self.tr("từ"), self.start), (self.tr("đến"), self.end)):
            box.setDisplayFormat("HH:mm")
            box.setFixedWidth(84)
            box.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
            box.lineEdit().setTextMargins(10, 0, 0, 0)
            box.timeChanged.connect(self._touch)
            hours.addWidget(label(words_before, tone="secondary"))
            hours.addWidget(box)
        hours.addStretch(1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(days)
        column.addLayout(hours)
        self._column.addWidget(
            FormField(self.tr("Giờ canh"), holder, hint=self.tr("đến 00:00 là hết ngày; đến trước từ là qua đêm"))
        )

    # ------------------------------------------------------------------ showing

    def show_rule(self, rule: Rule, *, editable: bool) -> None:
        """Fill the fields; nothing is reported."""
        self._filling, self._rule = True, rule
        self.name.setText(rule.name)
        self.kind.setCurrentIndex(self.kind.findData(rule.kind.value))
        self.severity.setCurrentIndex(self.severity.findData(rule.severity.value))
        for name, chip in self.classes.items():
            chip.setChecked(name in (rule.classes or ()))
        self.min_s.setValue(rule.min_s)
        self.cool_down_s.setValue(rule.cool_down_s)
        self.sensitivity.setValue(round(rule.sensitivity * 100))
        self.one_way.setChecked(rule.direction is not None)
        self.signal.show_signal(rule.signal)
        for day, button in enumerate(self.days):
            button.setChecked(day in rule.schedule.days)
        self.start.setTime(_time(rule.schedule.start_min))
        self.end.setTime(_time(rule.schedule.end_min))
        self._show_needs()
        self._page.setEnabled(editable)
        self._filling = False

    def show_one_way(self, *, on: bool) -> None:
        """Whether the drawing has an arrow; nothing is reported."""
        self._filling = True
        self.one_way.setChecked(on)
        self._filling = False

    def show_faults(self, name: str, shape: str, *, is_outgrown: bool = False) -> None:
        """What is wrong with the name and with the drawing; empty for nothing.

        Args:
            is_outgrown: what is wrong is that the picture changed after the drawing.
        """
        self.fits.setVisible(is_outgrown)
        self.name_field.set_error(name)
        self.shape_field.set_error(shape)

    def _show_needs(self) -> None:
        """Only what the kind asks for."""
        kind = self._kind()
        needs = NEEDS[kind]
        self.kind_field.set_hint(_tr(words.HINTS[kind]))
        self.draw["polygon"].setText(
            self.tr("Vẽ vùng") if needs.shape == "polygon" else self.tr("Vẽ vùng (không vẽ là cả hình)")
        )
        self.draw["line"].setText(self.tr("Vẽ vạch"))
        self.draw["lamp"].setText(self.tr("Khoanh cột đèn"))
        self.draw["polygon"].setVisible(needs.shape in {"polygon", "optional_polygon"})
        self.draw["line"].setVisible(needs.shape == "line")
        self.draw["lamp"].setVisible(needs.signal)
        self.signal.setVisible(needs.signal)
        can_turn = needs.direction or needs.shape == "line" or kind is RuleKind.WRONG_LANE
        self.one_way.setVisible(can_turn and not needs.direction)
        self.shape_field.setVisible(needs.shape != "none")
        hint = self.tr("0 là mặc định: {n} giây").format(n=f"{needs.min_s:g}".replace(".", ","))
        self.min_field.set_hint(hint if needs.min_s else "")
        self.limit_field.setVisible(needs.limit is not None)
        self.limit_field.set_title(_tr(words.LIMITS.get(kind, "")))
        self.limit.setValue(self._rule.limit if self._rule.limit is not None else needs.limit or 0)

    def _kind(self) -> RuleKind:
        return RuleKind(self.kind.currentData())

    # ------------------------------------------------------------------ reading

    def rule(self) -> Rule:
        """The shown rule with what the fields say; its shapes are left as they were."""
        kind = self._kind()
        chosen = tuple(name for name, chip in self.classes.items() if chip.isChecked())
        others = tuple(name for name in self._rule.classes or () if name not in self.classes)
        end = _minutes(self.end.time())
        return replace(
            self._rule,
            name=self.name.text().strip(),
            kind=kind,
            signal=self.signal.signal if NEEDS[kind].signal else "",
            severity=Severity(self.severity.currentData()),
            classes=(*chosen, *others) or None,
            min_s=self.min_s.value(),
            limit=self.limit.value() if NEEDS[kind].limit is not None else None,
            cool_down_s=self.cool_down_s.value(),
            sensitivity=self.sensitivity.value() / 100,
            schedule=Schedule(
                days=tuple(day for day, button in enumerate(self.days) if button.isChecked()),
                start_min=_minutes(self.start.time()),
                end_min=end or _DAY_MIN,
            ),
        )

    def _turn_kind(self) -> None:
        """Another kind has needs of its own; a name that nobody chose follows it."""
        titles = {_tr(title) for title in words.KINDS.values()}
        if not self.name.text().strip() or self.name.text() in titles:
            self.name.setText(_tr(words.KINDS[self._kind()]))
        self._rule = replace(self._rule, limit=None)
        self._filling = True
        self._show_needs()
        self._filling = False
        self._touch()

    def _ask_one_way(self, on: bool) -> None:  # noqa: FBT001  (Qt's signal)
        if not self._filling:
            self.one_way_requested.emit(on)
            self.changed.emit()

    def _touch(self) -> None:
        if not self._filling:
            self.changed.emit()


def _day(text: str, place: int) -> QPushButton:
    """One of seven buttons side by side of which any may be down."""
    button = QPushButton(text)
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setProperty("segment", "first" if place == 0 else "last" if place == len(words.DAYS) - 1 else "middle")
    button.setStyleSheet("padding: 0px;")
    button.setMinimumWidth(0)
    return button


def _number(low: int, high: int, suffix: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(low, high)
    box.setDecimals(1)
    box.setSuffix(suffix)
    box.setLocale(QLocale(QLocale.Language.Vietnamese))
    box.lineEdit().setTextMargins(10, 0, 0, 0)  # style sheets cannot pad a spin box in Qt 6.11
    return box


def _time(minutes: int) -> QTime:
    return QTime(minutes % _DAY_MIN // 60, minutes % 60)


def _minutes(time: QTime) -> int:
    return time.hour() * 60 + time.minute()


def _tr(text: str) -> str:
    return QCoreApplication.translate("rules", text) if text else ""
