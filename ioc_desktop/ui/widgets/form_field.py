"""One field of a form: label above, hint or error under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.ui.widgets.labels import Picture, label, set_style_property, set_tone


class FormField(QWidget):
    """Wraps an input widget. ``set_error("…")`` shows what is missing, ``set_error("")`` takes it away."""

    def __init__(self, title: str, field: QWidget, *, hint: str = "", required: bool = False) -> None:
        super().__init__()
        self.field = field
        self._hint = hint
        self._required = required
        self.title = label()
        self.note = label(hint, "caption", tone="muted", wrap=True)
        self._mark = Picture("sla.overdue", "severity.critical", 18)
        self._mark.hide()
        self.set_title(title)
        self.title.setBuddy(field)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(field)
        column.addLayout(foot)
        self.note.setVisible(bool(hint))

    def set_title(self, title: str) -> None:
        """The label; a required field says so in words."""
        self.title.setText(self.tr("{title} (bắt buộc)").format(title=title) if self._required else title)
        self.field.setAccessibleName(title)

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        if not self._mark.isVisibleTo(self):
            self.set_error("")

    def set_error(self, error: str) -> None:
        self.note.setText(error or self._hint)
        self.note.setVisible(bool(error or self._hint))
        set_tone(self.note, "critical" if error else "muted")
        self._mark.setVisible(bool(error))
        set_style_property(self.field, "invalid", bool(error))

    def error(self) -> str:
        return self.note.text() if self._mark.isVisibleTo(self) else ""
