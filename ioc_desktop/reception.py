"""Who sits at the desk: signing in and out, and the panels of the session."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ioc_desktop.core.clock import SystemClock
from ioc_desktop.ui import tasks
from ioc_desktop.ui.panel import FirstContext, PanelContext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack

    from ioc_desktop.app import Options
    from ioc_desktop.config.paths import AppPaths
    from ioc_desktop.core.errors import ExpectedError
    from ioc_desktop.desk import Desk
    from ioc_desktop.first_services import FirstServices
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.incidents.model import Incident
    from ioc_desktop.ui.panel import PanelManifest
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.settings_store import SettingsStore
    from ioc_desktop.ui.shell.login import DemoAccount
    from ioc_desktop.ui.shell.session_tools import SessionTools
    from ioc_desktop.ui.shell.window import Shell
    from ioc_desktop.ui.theme import Theme
    from ioc_desktop.ui.video.content import TilePicture
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.engine import VisionEngine


@dataclass(frozen=True)
class FirstDesk:
    """What is open when the first pictures are shown."""

    shell: Shell
    stack: ExitStack
    paths: AppPaths
    services: FirstServices
    settings: SettingsStore
    runner: Runner
    video: VideoEngine
    vision: VisionEngine


class Reception:
    """Open for people as soon as the first services are; the rest of the panels follows with ``complete``.

    Args:
        panels: all there are.
    """

    def __init__(self, first: FirstDesk, options: Options, theme: Theme, panels: Sequence[PanelManifest]) -> None:
        self._first, self._options, self._theme, self._panels = first, options, theme, panels
        self._shell = first.shell
        self._desk: asyncio.Future[Desk] = asyncio.get_running_loop().create_future()
        self._context: FirstContext | None = None
        self._trouble = ""
        self._tools: SessionTools | None = None
        self._shell.sign_out_requested.connect(self._sign_out)
        self._shell.signed_in.connect(self._begin)

    async def open(self, known: Session | None) -> None:
        """Begin the session of who has signed in already; else a page asks.

        Raises:
            ExpectedError: ``store.*``.
        """
        if known is not None:
            self._begin(known)
        elif await self._first.runner.read(self._first.services.accounts.has_any):
            self._show_login()
        else:
            self._shell.show_first_run(self._create_first)

    def _show_login(self) -> None:
        self._shell.show_login(self._authenticate, demo_accounts=_demo_accounts() if self._options.demo else ())

    async def _authenticate(self, user_name: str, password: str) -> object:
        accounts = self._first.services.accounts
        return await self._first.runner.read(lambda: accounts.authenticate(user_name, password))

    async def _create_first(self, display_name: str, user_name: str, password: str) -> object:
        accounts = self._first.services.accounts
        await self._first.runner.write(
            lambda: accounts.create_first_administrator(
                user_name=user_name, display_name=display_name, password=password
            )
        )
        return await self._authenticate(user_name, password)

    # ------------------------------------------------------------------ the session

    def _begin(self, session: Session) -> None:
        tasks.start(self._note_who(session), self._shell)
        self._context = context = self._first_context(session)
        is_whole = self._desk.done() and self._desk.exception() is None
        if is_whole:
            context = self._whole_context(context, self._desk.result())
        self._shell.open_session(context, self._panels, start=self._options.panel or "", is_whole=is_whole)
        if isinstance(context, PanelContext):
            self._add_tools(context)
        self._tell_trouble()

    def complete(self, desk: Desk) -> None:
        """All services are there: the panels of whoever is signed in open from now on."""
        self._desk.set_result(desk)
        if self._context is not None and self._shell.deck is not None:
            context = self._whole_context(self._context, desk)
            self._shell.deck.complete(context)
            self._add_tools(context)

    def fail(self, error: ExpectedError, words: str) -> None:
        """They will not be there; ``words`` say why, translated. What is open already stays open."""
        if self._desk.done():
            return
        self._desk.set_exception(error)
        self._desk.exception()  # also where nobody waits for it
        self._trouble = words
        self._tell_trouble()

    def _tell_trouble(self) -> None:
        if self._trouble and self._shell.deck is not None:
            self._shell.deck.fail(self._trouble)

    def _add_tools(self, context: PanelContext) -> None:
        from ioc_desktop.ui.shell.session_tools import SessionTools  # noqa: PLC0415  (loaded by then)

        self._tools = SessionTools(self._shell, context)

    def _first_context(self, session: Session) -> FirstContext:
        first = self._first
        return FirstContext(
            cameras=first.services.cameras,
            opener=_PatientOpener(self._desk),
            preferences=first.services.preferences,
            runner=first.runner,
            video=first.video,
            vision=first.vision,
            session=session,
            settings=first.settings,
            paths=first.paths,
            theme=self._theme,
            clock=SystemClock(),
            go_to=self._shell.go_to,
            show_record=self._shell.show_record,
        )

    @staticmethod
    def _whole_context(context: FirstContext, desk: Desk) -> PanelContext:
        from ioc_desktop.services import event_pictures, incident_pictures  # noqa: PLC0415  (loaded by then)

        services = desk.services
        same = {each.name: getattr(context, each.name) for each in fields(FirstContext)}
        return PanelContext(
            **same | {"opener": desk.opener},
            accounts=services.accounts,
            grants=services.grants,
            org_units=services.org_units,
            rules=services.rules,
            events=services.events,
            attachments=services.attachments,
            pictures=event_pictures(services),
            district=services.district,
            plates=services.plates,
            duty=services.duty,
            kit=services.kit,
            alerts=services.alerts,
            incidents=services.incidents,
            incident_pictures=incident_pictures(services),
            papers=services.papers,
            budget=services.budget,
            tracking=services.tracking,
            plans=services.plans,
            sync=services.sync,
        )

    async def _note_who(self, session: Session | None) -> None:
        """Rows and the journal carry the account from now on."""
        services = self._first.services
        account_id = session.account_id if session else None
        who, act = (session.user_name, "sign_in") if session else ("", "sign_out")

        def note() -> None:
            services.database.act_as(account_id)
            services.journal.append(who, act)

        await self._first.runner.write(note)

    def end(self) -> None:
        """The session is over."""
        if self._tools is not None:
            self._tools.end()
            self._tools = None
        self._context = None
        self._shell.close_session()

    def _sign_out(self) -> None:
        tasks.start(self._note_who(None), self._shell)
        self.end()
        self._show_login()


class _PatientOpener:
    """The wall may ask for an incident before incidents are open."""

    def __init__(self, desk: asyncio.Future[Desk]) -> None:
        self._desk = desk

    async def from_tile(self, tile: TilePicture, who: Session) -> Incident:
        desk = await asyncio.shield(self._desk)
        return await desk.opener.from_tile(tile, who)


def _demo_accounts() -> list[DemoAccount]:
    from ioc_desktop.demo.seed import DEMO_ACCOUNTS  # noqa: PLC0415
    from ioc_desktop.ui.shell.login import DemoAccount  # noqa: PLC0415

    return [
        DemoAccount(login.user_name, login.password, QCoreApplication.translate("accounts", login.display_name))
        for login in DEMO_ACCOUNTS
    ]
