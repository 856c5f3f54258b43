"""A register with a clerk and a leader, the page over it, and what is done there again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtWidgets import QLabel

from ioc_desktop.documents.signing.stamping import stamp
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.notices.outbox import MailOutbox
from ioc_desktop.kernel.papers.model import Paper
from ioc_desktop.panels.papers.presenter import Act
from ioc_desktop.store.database import Database
from tests.support.register import Fixed, desk, draft, pdf

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.papers.view import PapersView

Show = Callable[["QWidget"], "QWidget"]
Until = Callable[[Callable[[], object]], None]
PASSWORD_OF_ALL = "phong-dieu-hanh"


class Room:
    """A store with a clerk and a leader, and the page over it."""

    def __init__(self, db: Database, context: SimpleNamespace, folder: Path) -> None:
        self.db, self.context, self.clock = db, context, Fixed()
        self.accounts = AccountService(db, self.clock)
        self.clerk, self.leader = self._account("Văn thư", Role.OPERATOR), self._account("Lãnh đạo", Role.LEADER)
        self.papers = desk(db, folder, self.clock, stamp=stamp)
        context.papers, context.accounts = self.papers, self.accounts
        context.preferences, context.district = Preferences(db), DistrictSettings(db)
        context.clock, context.session = self.clock, self.clerk
        self.letters = MailOutbox(db)
        self.letters.is_set_up = True
        context.kit = SimpleNamespace(letters=self.letters)

    def _account(self, name: str, role: Role) -> Session:
        made = self.accounts.create(user_name=role.value, display_name=name, role=role, password=PASSWORD_OF_ALL)
        return Session(made.id, role.value, name, role)

    def draft(self, subject: str = "Kết quả ứng trực", content: bytes | None = None, **words: object) -> Paper:
        return self.papers.draft(draft(subject, **words), content or pdf(pages=3), self.clerk)

    def approved(self, content: bytes | None = None, **words: object) -> Paper:
        made = self.draft(content=content, **words)
        self.papers.submit(made.id, self.clerk)
        return self.papers.approve(made.id, self.leader)


def act(loop: asyncio.AbstractEventLoop, action: Callable[[], object] = lambda: None) -> None:
    async def go() -> None:
        action()
        for _ in range(40):
            await asyncio.sleep(0.005)

    loop.run_until_complete(go())


def settle(loop: asyncio.AbstractEventLoop, holds: Callable[[], object]) -> None:
    for _ in range(50):
        if holds():
            return
        act(loop)
    raise AssertionError("the condition never held")


def visible(view: PapersView) -> list[str]:
    return [button.text() for button in view.detail.acts.values() if button.isVisible()]


def press(view: PapersView, loop: asyncio.AbstractEventLoop, name: Act, why: str = "") -> None:
    """Press a button and answer the question."""
    from ioc_desktop.ui.widgets.dialog import ConfirmDialog

    with patch.object(ConfirmDialog, "ask", lambda _self: True), patch.object(ConfirmDialog, "reason", lambda _s: why):
        act(loop, view.detail.acts[name].click)


def toasts(view: PapersView) -> str:
    from ioc_desktop.ui.widgets.toast import Toaster

    toaster = view.window().findChild(Toaster)
    return " ".join(
        each.text() for toast in (toaster.toasts() if toaster else []) for each in toast.findChildren(QLabel)
    )
