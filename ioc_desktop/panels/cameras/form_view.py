"""The page with the form of one camera; at its side the connection test and the compass."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ioc_desktop.core.clock import Clock
from ioc_desktop.panels.cameras.compass_view import Compass
from ioc_desktop.panels.cameras.fields_view import FieldInput, GroupCard
from ioc_desktop.panels.cameras.form import CameraForm, FormState, ProbePhase, Quality
from ioc_desktop.panels.cameras.probe_view import ProbeCard
from ioc_desktop.panels.cameras.rows import call_number
from ioc_desktop.panels.cameras.screen import FIELDS, GROUPS
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.key_cap import KeyCap
from ioc_desktop.ui.widgets.labels import Button, Picture, label, line, set_tone

_SIDE_PX = 360
_WIDE_SIDE_PX = 480
_WIDE_FROM_PX = 2200
_TWO_COLUMNS_FROM_PX = 1120
_QUALITIES: tuple[Quality, ...] = ("main", "sub")


class FormPage(QWidget):
    """Renders a ``CameraForm``.

    Signals:
        saved: the stored ``Camera``.
        closed: the form was left; nothing of it is kept.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, clock: Clock, *, can_edit: bool, can_test: bool, covers_faces: bool) -> None:
        super().__init__()
        self._can_edit, self._can_test = can_edit, can_test
        self._form: CameraForm | None = None
        self._forget: Callable[[], None] = lambda: None
        self._question: ConfirmDialog | None = None
        self.header = Header("")
        self.inputs = {item.name: self._make_input(item.name) for item in FIELDS}
        self.test_buttons = {f"{quality}_url": self._make_test(quality) for quality in _QUALITIES}
        self._groups = [GroupCard(group, self.inputs, self.test_buttons) for group in GROUPS]
        self.probe = ProbeCard(theme, clock, covers_faces=covers_faces)
        self.compass = Compass(theme)
        self._compass_title = label("", "title3")
        self._direction = label("", tone="secondary", wrap=True)
        self._note_icon = Picture("camera.network", "technical")
        self.note = label("", tone="muted", wrap=True)
        self.cancel_button = Button(clicked=self.request_close)
        self.save_button = Button("", "primary", icon="vote.for", clicked=self.save)
        self._save_key = KeyCap("Ctrl Enter")
        self._save_words, self._close_words = label("", tone="muted"), label("", tone="muted")
        self._lay_out()
        self._connect()
        self.retranslate()

    def _make_input(self, name: str) -> FieldInput:
        item = next(field for field in FIELDS if field.name == name)
        return FieldInput(item, lambda text: self._on_typed(name, text), lambda: self._on_left(name))

    def _make_test(self, quality: Quality) -> Button:
        return Button(icon="camera.connecting", clicked=lambda: self.test(quality))

    def _lay_out(self) -> None:
        content = QWidget()
        content.setProperty("surface", "clear")
        self._columns = QGridLayout(content)
        self._columns.setContentsMargins(16, 16, 16, 16)
        self._columns.setSpacing(16)
        self._scroll = QScrollArea()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._scroll, 1)
        self._side_bar = self._side()
        middle.addWidget(self._side_bar)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.header)
        page.addLayout(middle, 1)
        page.addWidget(line())
        page.addWidget(self._foot())
        self._place_groups(columns=1)

    def _side(self) -> QWidget:
        compass = QFrame()
        compass.setProperty("surface", "card")
        card = QVBoxLayout(compass)
        card.setContentsMargins(16, 12, 16, 16)
        card.addWidget(self._compass_title)
        card.addWidget(self.compass, 0, Qt.AlignmentFlag.AlignHCenter)
        card.addWidget(self._direction)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.probe)
        column.addWidget(compass)
        column.addStretch(1)
        return side

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("surface", "1")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setFixedHeight(64)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._note_icon)
        row.addWidget(self.note, 1)
        for key, words in ((self._save_key, self._save_words), (KeyCap("Esc"), self._close_words)):
            row.addWidget(key)
            row.addWidget(words)
            row.addSpacing(8)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        return foot

    def _connect(self) -> None:
        self.probe.cancel_requested.connect(self._cancel_test)
        for keys, act in (
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("Ctrl+S", self.save),
            ("Esc", self.request_close),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _place_groups(self, columns: int) -> None:
        for group in self._groups:
            self._columns.removeWidget(group)
        for at, group in enumerate(self._groups):
            column, row = (at // 2, at % 2) if columns == 2 else (0, at)
            self._columns.addWidget(group, row, column)
        self._columns.setColumnStretch(1, 1 if columns == 2 else 0)
        self._columns.setColumnStretch(0, 1)
        self._columns.setRowStretch(len(self._groups), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side_px = _WIDE_SIDE_PX if self.width() >= _WIDE_FROM_PX else _SIDE_PX
        self._side_bar.setFixedWidth(side_px + 16)
        room = self.width() - side_px
        self._place_groups(columns=2 if room >= _TWO_COLUMNS_FROM_PX else 1)

    def edit(self, form: CameraForm) -> None:
        """Show ``form`` and put the cursor into its first empty required field."""
        self._drop_form()
        self._form = form
        self._forget = form.changed.connect(self._render)
        for item in self.inputs.values():
            item.set_read_only(not self._can_edit)
        self.retranslate()
        self._scroll.verticalScrollBar().setValue(0)
        self.inputs["number" if form.state.camera else "name"].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        start(form.load_login(), self)

    def save(self) -> None:
        """Store the camera; on a fault the cursor goes to the first field with one."""
        if self._form is not None and self._can_edit:
            start(self._save(self._form), self)

    async def _save(self, form: CameraForm) -> None:
        camera = await form.save()
        if camera is None:
            self._focus_fault(form.state)
            return
        self._drop_form()
        self.saved.emit(camera)

    def _focus_fault(self, state: FormState) -> None:
        faulty = next((item for name, item in self.inputs.items() if name in state.shown_problems), None)
        if faulty is not None:
            faulty.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(faulty.frame, 0, 48)

    def test(self, quality: Quality) -> None:
        """Try to open one of the two streams as typed."""
        if self._form is not None:
            start(self._form.test(quality), self)

    def _cancel_test(self) -> None:
        if self._form is not None:
            self._form.cancel_test()

    def request_close(self) -> None:
        """Leave the form; a changed one asks once."""
        if self._form is None or self._question is not None:
            return
        if not (self._can_edit and self._form.state.is_changed):
            self.close_form()
            return
        question = ConfirmDialog(
            self.window(),
            self.tr("Bỏ thay đổi của {name}?").format(name=self._title(self._form.state)),
            self.tr("Những gì vừa sửa sẽ mất."),
            accept=self.tr("Bỏ thay đổi"),
            reject=self.tr("Sửa tiếp"),
        )
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.finished.connect(self._on_answered)
        question.accepted.connect(self.close_form)
        self._question = question
        question.open()

    def _on_answered(self, _result: int) -> None:
        self._question = None

    def close_form(self) -> None:
        """Leave the form without asking."""
        self._drop_form()
        self.closed.emit()

    def _drop_form(self) -> None:
        form, self._form = self._form, None
        self._forget()
        self._forget = lambda: None
        if form is not None:
            form.cancel_test()

    def _on_typed(self, name: str, text: str) -> None:
        if self._form is not None:
            self._form.set_value(name, text)

    def _on_left(self, name: str) -> None:
        if self._form is not None and self._can_edit:
            self._form.leave(name)

    def _render(self, state: FormState) -> None:
        for name, item in self.inputs.items():
            item.set_text(state.values[name])
            problem = state.shown_problems.get(name)
            item.frame.set_error(tr_error(problem) if problem else "")
        self.probe.show_probe(state.probe)
        self._render_compass(state)
        for quality in _QUALITIES:
            idle = state.probe.phase is not ProbePhase.RUNNING
            has_address = bool(state.values[f"{quality}_url"].strip())
            self.test_buttons[f"{quality}_url"].setEnabled(idle and has_address and self._can_test)
        self.save_button.setEnabled(not state.is_saving)
        self._render_note(state)

    def _render_note(self, state: FormState) -> None:
        words, tone = "", "muted"
        if state.trouble is not None:
            words, tone = tr_error(state.trouble), "technical"
        elif state.is_saving:
            words = self.tr("Đang ghi…")
        elif state.shown_problems:
            words = self.tr("Còn {n} ô cần sửa").format(n=len(state.shown_problems))
        elif not self._can_edit:
            words = self.tr("Chỉ xem, tài khoản này không có quyền sửa camera")
        elif state.is_changed:
            words = self.tr("Có thay đổi chưa ghi")
        self._note_icon.setVisible(state.trouble is not None)
        self.note.setText(words)
        set_tone(self.note, tone)

    def _render_compass(self, state: FormState) -> None:
        azimuth, width = (_degrees(state.values[name]) for name in ("azimuth_deg", "fov_deg"))
        self.compass.set_view(azimuth, width)
        words = [self.tr("Chưa có hướng nhìn")]
        if azimuth is not None:
            words = [self.tr("Nhìn về {direction}").format(direction=self._direction_name(azimuth))]
            if width is not None:
                words.append(self.tr("rộng {n}°").format(n=f"{width:g}".replace(".", ",")))
        self._direction.setText(", ".join(words))

    def _direction_name(self, azimuth_deg: float) -> str:
        names = (
            *(self.tr("hướng bắc"), self.tr("hướng đông bắc"), self.tr("hướng đông"), self.tr("hướng đông nam")),
            *(self.tr("hướng nam"), self.tr("hướng tây nam"), self.tr("hướng tây"), self.tr("hướng tây bắc")),
        )
        return names[round(azimuth_deg / 45) % 8]

    def _title(self, state: FormState) -> str:
        if state.camera is None:
            return self.tr("camera mới")
        return self.tr("camera {number}").format(number=call_number(state.camera.number))

    def retranslate(self) -> None:
        """Say every word in the language of the window."""
        for group in self._groups:
            group.retranslate()
        for item in self.inputs.values():
            item.retranslate()
        for button in self.test_buttons.values():
            button.setText(self.tr("Thử"))
            button.setToolTip(self.tr("Thử kết nối tới địa chỉ này"))
        self._compass_title.setText(self.tr("Hướng nhìn"))
        self.cancel_button.setText(self.tr("Hủy") if self._can_edit else self.tr("Đóng"))
        self.save_button.setText(self.tr("Ghi camera"))
        for part in (self.save_button, self._save_key, self._save_words):
            part.setVisible(self._can_edit)
        self._save_words.setText(self.tr("ghi"))
        self._close_words.setText(self.tr("đóng"))
        if self._form is not None:
            self._write_form_words(self._form.state)

    def _write_form_words(self, state: FormState) -> None:
        title = self._title(state)
        self.header.set_words(title[:1].upper() + title[1:], state.camera.name if state.camera else "")
        password = self.inputs["password"].widget
        if isinstance(password, QLineEdit):
            saved = state.camera is not None and state.camera.has_credentials
            password.setPlaceholderText(self.tr("Đã lưu, để trống nếu không đổi") if saved else "")
        self._render(state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _degrees(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= 360 else None
