"""Signing in with a local account, and making the first account of a new profile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.shell.emblem import Emblem
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import IconButton, label, line

Authenticate = Callable[[str, str], Awaitable[object]]
"""(user name, password) → the session; raises ``ExpectedError`` with the reason."""
CreateAdmin = Callable[[str, str, str], Awaitable[object]]
"""(display name, user name, password) → the session of the new administrator."""
SHORTEST_PASSWORD = 8


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demo district that the sign-in page offers; ``title`` is its translated role."""

    user_name: str
    password: str
    title: str


class PasswordField(QLineEdit):
    """Hidden letters, an eye to see them, and notice of the caps lock.

    Signals:
        caps_lock_seen(bool): letters come in capitals without Shift, or no longer do.
    """

    caps_lock_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self._eye = IconButton("mdi6.eye-outline", "", small=True, clicked=self._toggle)
        self._eye.setParent(self)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.setTextMargins(0, 0, 36, 0)
        self.retranslate()

    def retranslate(self) -> None:
        self._eye.set_tip(self.tr("Hiện mật khẩu"))

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(letter.isupper() != shift)
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._eye.setGeometry(self.width() - 40, (self.height() - 34) // 2, 34, 34)


class SignInCard(QFrame):
    """The calm card in the middle of the page that both forms share."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setFixedWidth(440)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(32, 32, 32, 32)
        self.column.setSpacing(16)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Emblem(48))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.heading = label("", "title3")
        self.subtitle = label("", tone="muted")
        words.addWidget(self.heading)
        words.addWidget(self.subtitle)
        head.addLayout(words, 1)
        self.column.addLayout(head)
        self.column.addSpacing(4)

    def tall(self, field: QLineEdit | QPushButton) -> None:
        """A touch target of 12 mm on the screens of the centre."""
        field.setProperty("touch", True)


class _Page(QWidget):
    """A page with the card in its middle, and one press that calls a service.

    Signals:
        signed_in(object): the session.
    """

    signed_in = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.card = SignInCard()
        self.submit = QPushButton()
        self.submit.setProperty("kind", "primary")
        self.submit.clicked.connect(self.press)
        self.card.tall(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addStretch(2)
        column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def press(self) -> None:
        """What the button and Enter do."""

    def _busy(self, *, on: bool) -> None:
        self.submit.setEnabled(not on)
        for field in self.findChildren(QLineEdit):
            field.setReadOnly(on)

    async def _call(self, service: Awaitable[object]) -> None:
        self._busy(on=True)
        try:
            session = await service
        finally:
            self._busy(on=False)
        self.signed_in.emit(session)

    def retranslate(self) -> None:
        """Set all words in the language of the screen."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class LoginPage(_Page):
    """User, password, Enter. A refusal stands under the password and keeps the user name."""

    def __init__(self, authenticate: Authenticate, demo_accounts: Sequence[DemoAccount] = ()) -> None:
        super().__init__()
        self._authenticate = authenticate
        self._caps = False
        self.user = QLineEdit()
        self.user.setInputMethodHints(Qt.InputMethodHint.ImhNoAutoUppercase | Qt.InputMethodHint.ImhNoPredictiveText)
        self.password = PasswordField()
        self.user_field = FormField("", self.user)
        self.password_field = FormField("", self.password)
        for field in (self.user, self.password):
            self.card.tall(field)
            field.returnPressed.connect(self.press)
            field.textEdited.connect(lambda: self._show_error(""))
        self.password.caps_lock_seen.connect(self._show_caps)
        for widget in (self.user_field, self.password_field, self.submit):
            self.card.column.addWidget(widget)
        self._demo_title = label("", "caption", tone="muted", wrap=True)
        self.chips: list[QPushButton] = []
        if demo_accounts:
            self._offer(demo_accounts)
        self.retranslate()

    def _offer(self, accounts: Sequence[DemoAccount]) -> None:
        self.card.column.addSpacing(4)
        self.card.column.addWidget(line())
        self.card.column.addWidget(self._demo_title)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, account in enumerate(accounts):
            chip = QPushButton(account.title)
            chip.setProperty("chip", True)
            chip.setProperty("kind", "quiet")
            chip.setProperty("framed", True)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _checked=False, chosen=account: self._fill(chosen))
            grid.addWidget(chip, *divmod(place, 2))
            self.chips.append(chip)
        self.card.column.addLayout(grid)

    def _fill(self, account: DemoAccount) -> None:
        self.user.setText(account.user_name)
        self.password.setText(account.password)
        self._show_error("")
        self.submit.setFocus()

    def _show_caps(self, on: bool) -> None:  # noqa: FBT001  (Qt slot)
        self._caps = on
        self.password_field.set_hint(self.tr("Caps Lock đang bật") if on else "")

    def _show_error(self, words: str) -> None:
        self.password_field.set_error(words)

    def press(self) -> None:
        if not self.submit.isEnabled():
            return
        if not self.user.text().strip():
            self._show_error(self.tr("Nhập tên đăng nhập"))
            self.user.setFocus()
            return
        if not self.password.text():
            self.password.setFocus()
            return
        service = self._authenticate(self.user.text().strip(), self.password.text())
        tasks.start(self._call(service), self, self._refused)

    def _refused(self, error: ExpectedError) -> None:
        self._show_error(tr_error(error))
        self.password.selectAll()
        self.password.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.password if self.user.text() else self.user).setFocus()

    def retranslate(self) -> None:
        self.card.heading.setText("IOC Desktop")
        self.card.subtitle.setText(self.tr("Trung tâm điều hành thông minh"))
        self.user_field.set_title(self.tr("Tên đăng nhập"))
        self.password_field.set_title(self.tr("Mật khẩu"))
        self.password.retranslate()
        self.submit.setText(self.tr("Đăng nhập"))
        self._demo_title.setText(self.tr("Tài khoản của khu vực thử, chọn để điền sẵn"))


class FirstRunPage(_Page):
    """A new profile has no account: makes the administrator, then signs in with it."""

    def __init__(self, create: CreateAdmin) -> None:
        super().__init__()
        self._create = create
        self.display = QLineEdit()
        self.user = QLineEdit("quantri")
        self.password = PasswordField()
        self.again = PasswordField()
        self.display_field = FormField("", self.display)
        self.user_field = FormField("", self.user)
        self.password_field = FormField("", self.password)
        self.again_field = FormField("", self.again)
        for field in (self.display_field, self.user_field, self.password_field, self.again_field):
            self.card.column.addWidget(field)
        for box in (self.display, self.user, self.password, self.again):
            self.card.tall(box)
            box.returnPressed.connect(self.press)
        self.card.column.addWidget(self.submit)
        self.retranslate()

    def _problems(self) -> dict[FormField, str]:
        short = len(self.password.text()) < SHORTEST_PASSWORD
        return {
            self.display_field: "" if self.display.text().strip() else self.tr("Nhập tên hiển thị"),
            self.user_field: "" if self.user.text().strip() else self.tr("Nhập tên đăng nhập"),
            self.password_field: self.tr("Ít nhất {n} ký tự").format(n=SHORTEST_PASSWORD) if short else "",
            self.again_field: "" if self.again.text() == self.password.text() else self.tr("Hai mật khẩu khác nhau"),
        }

    def press(self) -> None:
        problems = self._problems()
        for field, words in problems.items():
            field.set_error(words)
        wrong = next((field for field, words in problems.items() if words), None)
        if wrong is not None:
            wrong.field.setFocus()
            return
        if self.submit.isEnabled():
            service = self._create(self.display.text().strip(), self.user.text().strip(), self.password.text())
            tasks.start(self._call(service), self, self._refused)

    def _refused(self, error: ExpectedError) -> None:
        self.password_field.set_error(tr_error(error))

    def retranslate(self) -> None:
        self.card.heading.setText(self.tr("Tạo tài khoản quản trị"))
        self.card.subtitle.setText(self.tr("Máy này chưa có tài khoản nào"))
        self.display_field.set_title(self.tr("Tên hiển thị"))
        self.display.setPlaceholderText(self.tr("Quản trị hệ thống"))
        self.user_field.set_title(self.tr("Tên đăng nhập"))
        self.password_field.set_title(self.tr("Mật khẩu"))
        self.password_field.set_hint(self.tr("Ít nhất {n} ký tự").format(n=SHORTEST_PASSWORD))
        self.again_field.set_title(self.tr("Nhập lại mật khẩu"))
        for box in (self.password, self.again):
            box.retranslate()
        self.submit.setText(self.tr("Tạo tài khoản"))
