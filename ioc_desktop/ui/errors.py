"""Expected errors as sentences in the language of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.core.errors import ExpectedError


def tr_error(error: ExpectedError) -> str:
    """What happened and what to do, translated, with the facts filled in."""
    return error.message(lambda sentence: QCoreApplication.translate("errors", sentence))


def show_error(widget: QWidget, error: ExpectedError) -> None:
    """Show the sentence as a technical toast in the widget's window."""
    from ioc_desktop.ui.widgets.toast import toast  # noqa: PLC0415  (not on the way to the first window)

    toast(widget, tr_error(error), kind="technical")


def ask_error(widget: QWidget, title: str, error: ExpectedError) -> None:
    """Show the sentence in a dialog that stays until it is read, for failures that need an act."""
    from ioc_desktop.ui.widgets.dialog import Dialog  # noqa: PLC0415
    from ioc_desktop.ui.widgets.labels import Button, label  # noqa: PLC0415

    dialog = Dialog(widget.window(), title)
    dialog.body.addWidget(label(tr_error(error), tone="secondary", wrap=True))
    close = Button(QCoreApplication.translate("Dialog", "Đóng"), "primary", clicked=dialog.accept)
    close.setDefault(True)
    dialog.buttons.addWidget(close)
    dialog.setResult(QDialog.DialogCode.Rejected)
    dialog.open()
