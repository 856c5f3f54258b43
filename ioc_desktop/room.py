"""The running application: opens what is needed in order, and closes it in reverse."""

from __future__ import annotations

import asyncio
import os
import platform
import signal
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import qasync
from PySide6.QtCore import QCoreApplication

from ioc_desktop import wiring
from ioc_desktop.automation import Automation
from ioc_desktop.config import settings_file
from ioc_desktop.config.early import peek
from ioc_desktop.core.clock import SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui import tasks
from ioc_desktop.ui.appearance import follow
from ioc_desktop.ui.clips import ClipKeeper
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.incident_opener import IncidentOpener
from ioc_desktop.ui.incident_watch import IncidentWatch
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.plate_recorder import PlateRecorder
from ioc_desktop.ui.recorder import EventRecorder
from ioc_desktop.ui.runner import Runner
from ioc_desktop.ui.settings_store import SettingsStore
from ioc_desktop.ui.shell.crash_notice import show_crash_notice
from ioc_desktop.ui.shell.login import DemoAccount
from ioc_desktop.ui.shell.session_tools import SessionTools
from ioc_desktop.ui.tally import CrossingTally
from ioc_desktop.ui.waiting_papers import WaitingPapers
from ioc_desktop.ui.watch import Watch
from ioc_desktop.upkeep import Upkeep
from ioc_desktop.video.engine import VideoEngine
from ioc_desktop.vision.plates.engine import PlateEngine
from ioc_desktop.vitals import Vitals

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from PySide6.QtWidgets import QApplication

    from ioc_desktop.app import Options
    from ioc_desktop.config.paths import AppPaths
    from ioc_desktop.crash import CrashGuard
    from ioc_desktop.demo.broadcast import Broadcast
    from ioc_desktop.demo.seed import CameraUrls
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.events.pictures import EventPictures
    from ioc_desktop.kernel.incidents.pictures import IncidentPictures
    from ioc_desktop.services import Services
    from ioc_desktop.ui.i18n import Languages
    from ioc_desktop.ui.shell.window import Shell
    from ioc_desktop.ui.theme import Theme
    from ioc_desktop.vision.engine import VisionEngine


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What exists before the room: the process, its window and how it looks and speaks."""

    qt: QApplication
    shell: Shell
    theme: Theme
    languages: Languages
    guard: CrashGuard
    window_at: float


@dataclass(frozen=True)
class Desk:
    """What is open while the application runs."""

    services: Services
    settings: SettingsStore
    runner: Runner
    video: VideoEngine
    vision: VisionEngine
    vitals: Vitals
    plates: PlateEngine
    opener: IncidentOpener


class Room:
    """One run of the application, from behind its first window to its end."""

    def __init__(self, frame: Frame, options: Options) -> None:
        self._frame, self._shell, self._options = frame, frame.shell, options
        self._stack = ExitStack()
        self._automation = Automation(frame.shell, options, window_at=frame.window_at)
        self._failure: ExpectedError | None = None
        self._desk: Desk | None = None
        self._tools: SessionTools | None = None

    def run(self) -> int:
        """Live until the window is closed or the time is over; the exit code."""
        with qasync.QEventLoop(self._frame.qt) as loop:
            self._frame.guard.watch_loop(loop)
            return int(loop.run_until_complete(self._live()))

    async def _live(self) -> int:
        closed = asyncio.Event()
        self._shell.closing.connect(closed.set)
        for wish in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wish, lambda *_: closed.set())
        waits: list[Coroutine[Any, Any, object]] = [closed.wait(), self._open_and_run()]
        tasks_ = [asyncio.create_task(wait) for wait in waits]
        try:
            done, _ = await asyncio.wait(tasks_, return_when=asyncio.FIRST_COMPLETED)
            has_bug = any(task.exception() is not None for task in done)
            return 1 if has_bug or (self._failure is not None and self._options.is_automatic) else 0
        finally:
            await self._close(tasks_)

    async def _close(self, running: list[asyncio.Task[object]]) -> None:
        if self._desk is not None:
            self._measure(self._desk)
        self._shell.hide()
        self._automation.stop()
        for task in running:
            task.cancel()
        outcomes = await asyncio.gather(*running, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                self._frame.guard.record(outcome, "room")
        self._end_session()
        await tasks.finish()
        self._stack.close()

    def _measure(self, desk: Desk) -> None:
        try:
            self._automation.write_stats(desk.video, desk.vision)
        except ExpectedError as error:
            print(error.message(), file=sys.stderr)

    async def _open_and_run(self) -> None:
        """Ends with its time when it is automatic, else never."""
        try:
            self._desk = desk = await self._open()
            if self._options.is_automatic:
                await self._automation.run(desk.video, desk.vision)
                return
        except ExpectedError as error:
            self._failure = error
            print(error.message(), file=sys.stderr)
            self._shell.say(tr_error(error))
            if self._options.is_automatic:
                return
        await asyncio.Event().wait()

    # ------------------------------------------------------------------ opening

    async def _open(self) -> Desk:
        """Everything in the order in which it is needed; what takes long and needs nothing else begins first."""
        options, shell = self._options, self._shell
        video = VideoEngine(workers=peek(options.paths.settings).workers or None)
        video.start()
        self._stack.callback(video.stop)
        runner = Runner()
        self._stack.callback(runner.close)
        opening = asyncio.ensure_future(runner.write(lambda: _open_services(options.paths)))
        broadcast = self._make_broadcast()
        starting = asyncio.ensure_future(runner.read(broadcast.start)) if broadcast else None
        services = await self._unlocked(opening, runner)
        self._stack.callback(services.close)
        settings, problem = await self._open_settings(runner)
        self._open_post(services, settings)
        vision = await self._make_vision(runner, settings)
        vitals = Vitals(shell, runner, services, video=video, vision=vision)
        self._stack.callback(vitals.stop)
        plates = await self._make_plates(runner, video, vision)
        opener = self._make_opener(services, runner, video)
        desk = Desk(services, settings, runner, video, vision, vitals, plates, opener)
        incidents = IncidentWatch(shell, runner, services.incidents)
        self._stack.callback(incidents.stop)
        watch = self._make_watch(desk)
        recorder = self._make_recorder(desk, watch)
        self._give_notices(problem)
        if broadcast is not None and starting is not None:
            await self._open_demo(desk, broadcast, await starting)
        else:
            self._automation.ready.set()
        shell.sign_out_requested.connect(partial(self._sign_out, desk))
        shell.signed_in.connect(partial(self._begin_session, desk))
        await self._sign_in(desk)
        vitals.start()
        await recorder.start()
        watch.start()
        incidents.start()
        self._stack.callback(WaitingPapers(shell, runner, services.papers, services.sync).stop)
        await runner.read(services.sync.start)
        self._start_upkeep(services, runner)
        self._start_vision_when_wanted(desk)  # last, so that it does not keep the first pictures waiting
        return desk

    def _start_upkeep(self, services: Services, runner: Runner) -> None:
        from ioc_desktop.chores import hourly  # noqa: PLC0415  (loaded by then)

        upkeep = Upkeep(self._shell, runner, services.database, chores=hourly(services))
        self._stack.callback(upkeep.stop)
        upkeep.start()

    def _open_post(self, services: Services, settings: SettingsStore) -> None:
        """Letters leave from here as soon as a mail server is set."""
        office = services.kit.office

        def configure(key: str = "mail.") -> None:
            if key.startswith("mail."):
                office.configure(wiring.mail_server(settings.current))

        settings.changed.connect(configure)
        configure()
        office.start()
        self._stack.callback(office.stop)

    def _make_opener(self, services: Services, runner: Runner, video: VideoEngine) -> IncidentOpener:
        opener = IncidentOpener(
            self._shell,
            runner,
            incidents=services.incidents,
            cameras=services.cameras,
            video=video,
            clock=SystemClock(),
            folder=self._options.paths.cache / "incident-clips",
        )
        self._stack.callback(opener.stop)
        return opener

    def _make_watch(self, desk: Desk) -> Watch:
        services = desk.services
        watch = Watch(
            self._shell,
            desk.runner,
            cameras=services.cameras,
            rules=services.rules,
            settings=desk.settings,
            video=desk.video,
            vision=desk.vision,
            plates=desk.plates,
        )
        self._stack.callback(watch.stop)
        watch.outgrown.connect(self._shell.show_notice)
        return watch

    def _make_recorder(self, desk: Desk, watch: Watch) -> EventRecorder:
        tally = CrossingTally(self._shell, desk.runner, desk.services.detections)
        self._stack.callback(tally.stop)
        clips = ClipKeeper(
            self._shell,
            desk.runner,
            events=desk.services.events,
            attachments=desk.services.attachments,
            video=desk.video,
            settings=desk.settings,
            clock=SystemClock(),
            folder=self._options.paths.cache / "clips",
            desk=platform.node(),
        )
        self._stack.callback(clips.stop)
        recorder = EventRecorder(
            self._shell,
            desk.runner,
            events=desk.services.events,
            attachments=desk.services.attachments,
            vision=desk.vision,
            clock=SystemClock(),
            describe=watch.describe,
            tally=tally,
            clips=clips,
        )
        self._stack.callback(recorder.stop)
        plates = PlateRecorder(
            self._shell,
            desk.runner,
            plates=desk.services.plates,
            events=desk.services.events,
            attachments=desk.services.attachments,
            engine=desk.plates,
            clips=clips,
        )
        self._stack.callback(plates.stop)
        return recorder

    async def _unlocked(self, opening: asyncio.Future[Services], runner: Runner) -> Services:
        """What lives on disk; for an encrypted database whose key is not in the keyring a person is asked."""
        try:
            return await opening
        except ExpectedError as error:
            if error.code != "database.password_needed" or self._options.is_automatic:
                raise
        from ioc_desktop.ui.shell.unlock import ask_to_unlock  # noqa: PLC0415  (only for encrypted profiles)

        paths = self._options.paths
        return await ask_to_unlock(self._shell, lambda password: runner.write(lambda: _open_services(paths, password)))

    def _start_vision_when_wanted(self, desk: Desk) -> None:
        """Now or when the setting is switched on; switched off, the wall feeds it nothing and it idles."""

        def start(key: str = "analysis.is_on") -> None:
            if key == "analysis.is_on" and desk.settings.current.analysis.is_on:
                desk.vision.start()

        desk.settings.changed.connect(start)
        start()

    async def _open_settings(self, runner: Runner) -> tuple[SettingsStore, ExpectedError | None]:
        loaded = await runner.read(lambda: settings_file.load(self._options.paths.settings))
        settings = SettingsStore(self._options.paths.settings, loaded.settings, runner)
        follow(settings, self._frame.languages, self._frame.theme)
        if self._options.language is not None:
            self._frame.languages.use(self._options.language)
        return settings, loaded.problem

    async def _make_vision(self, runner: Runner, settings: SettingsStore) -> VisionEngine:
        """The engine on the model that is set or there; why a set one cannot be used is a notice."""
        paths = self._options.paths
        pack, problem = await runner.read(lambda: wiring.choose_pack(paths, settings.current))
        if problem is not None:
            self._shell.show_notice(tr_error(problem))
        faces = await runner.read(lambda: wiring.model_registry(paths).faces())
        vision = wiring.make_vision(pack, settings.current, paths, faces)
        self._stack.callback(vision.stop)
        return vision

    async def _make_plates(self, runner: Runner, video: VideoEngine, vision: VisionEngine) -> PlateEngine:
        """Starts by itself when a rule asks for plates; where they cannot be read a notice says so."""
        pack = await runner.read(lambda: wiring.plate_pack(self._options.paths))
        plates = PlateEngine(video, vision, detector=pack)
        plates.failed.connect(lambda error: self._shell.show_notice(tr_error(error)))
        self._stack.callback(plates.stop)
        return plates

    def _give_notices(self, settings_problem: ExpectedError | None) -> None:
        if settings_problem is not None:
            self._shell.show_notice(tr_error(settings_problem))
        previous = self._frame.guard.previous
        if previous is not None and not self._options.is_automatic:
            show_crash_notice(self._shell, previous.ended_at, previous.log)

    # ------------------------------------------------------------------ the demo district

    def _make_broadcast(self) -> Broadcast | None:
        if not self._options.demo:
            return None
        from ioc_desktop.demo.broadcast import Broadcast  # noqa: PLC0415  (only with --demo)

        broadcast = Broadcast(self._options.paths.cache / "district")
        self._stack.callback(broadcast.stop)
        return broadcast

    async def _open_demo(self, desk: Desk, broadcast: Broadcast, on_air: CameraUrls) -> None:
        from ioc_desktop.demo_run import DemoRun  # noqa: PLC0415  (only with --demo)

        run = DemoRun(
            broadcast,
            desk.services,
            desk.runner,
            on_progress=desk.vitals.show_busy,
            on_error=lambda error: self._shell.show_notice(tr_error(error)),
            on_ready=self._automation.ready.set,
        )
        self._stack.callback(run.stop)
        await run.open(on_air)

    # ------------------------------------------------------------------ signing in and out

    async def _sign_in(self, desk: Desk) -> None:
        accounts = desk.services.accounts
        known = self._known_login()
        if known is not None:
            self._begin_session(desk, await desk.runner.read(lambda: accounts.authenticate(*known)))
        elif await desk.runner.read(accounts.has_any):
            self._show_login(desk)
        else:
            self._shell.show_first_run(partial(self._create_first, desk))

    def _known_login(self) -> tuple[str, str] | None:
        if self._options.user:
            return self._options.user, os.environ.get("IOC_PASSWORD", "")
        if self._options.demo and self._options.is_automatic:
            from ioc_desktop.demo.seed import DEMO_ACCOUNTS  # noqa: PLC0415

            return DEMO_ACCOUNTS[-1].user_name, DEMO_ACCOUNTS[-1].password  # the administrator sees every panel
        return None

    def _show_login(self, desk: Desk) -> None:
        async def authenticate(user_name: str, password: str) -> object:
            return await desk.runner.read(lambda: desk.services.accounts.authenticate(user_name, password))

        self._shell.show_login(authenticate, demo_accounts=_demo_accounts() if self._options.demo else ())

    async def _create_first(self, desk: Desk, display_name: str, user_name: str, password: str) -> object:
        accounts = desk.services.accounts
        await desk.runner.write(
            lambda: accounts.create_first_administrator(
                user_name=user_name, display_name=display_name, password=password
            )
        )
        return await desk.runner.read(lambda: accounts.authenticate(user_name, password))

    def _begin_session(self, desk: Desk, session: Session) -> None:
        frame = self._frame
        tasks.start(self._note_who(desk, session), self._shell)
        context = PanelContext(
            accounts=desk.services.accounts,
            grants=desk.services.grants,
            org_units=desk.services.org_units,
            cameras=desk.services.cameras,
            rules=desk.services.rules,
            events=desk.services.events,
            attachments=desk.services.attachments,
            pictures=_event_pictures(desk.services),
            district=desk.services.district,
            plates=desk.services.plates,
            duty=desk.services.duty,
            kit=desk.services.kit,
            alerts=desk.services.alerts,
            incidents=desk.services.incidents,
            incident_pictures=_incident_pictures(desk.services),
            opener=desk.opener,
            papers=desk.services.papers,
            budget=desk.services.budget,
            plans=desk.services.plans,
            tracking=desk.services.tracking,
            sync=desk.services.sync,
            preferences=desk.services.preferences,
            runner=desk.runner,
            video=desk.video,
            vision=desk.vision,
            session=session,
            settings=desk.settings,
            paths=self._options.paths,
            theme=frame.theme,
            clock=SystemClock(),
            go_to=self._shell.go_to,
            show_record=self._shell.show_record,
        )
        self._shell.open_session(context, wiring.discover(), start=self._options.panel or "")
        self._tools = SessionTools(self._shell, context)

    @staticmethod
    async def _note_who(desk: Desk, session: Session | None) -> None:
        """Rows and the journal carry the account from now on."""
        account_id = session.account_id if session else None
        who, act = (session.user_name, "sign_in") if session else ("", "sign_out")
        await desk.runner.write(lambda: desk.services.database.act_as(account_id))
        await desk.runner.write(lambda: desk.services.journal.append(who, act))

    def _end_session(self) -> None:
        if self._tools is not None:
            self._tools.end()
            self._tools = None
        self._shell.close_session()

    def _sign_out(self, desk: Desk) -> None:
        tasks.start(self._note_who(desk, None), self._shell)
        self._end_session()
        self._show_login(desk)


def _open_services(paths: AppPaths, password: str | None = None) -> Services:
    """Slow: imports SQLAlchemy, may migrate."""
    from ioc_desktop.services import open_services  # noqa: PLC0415  (slow imports belong to the caller's thread)

    return open_services(paths, password)


def _incident_pictures(services: Services) -> IncidentPictures:
    from ioc_desktop.services import incident_pictures  # noqa: PLC0415  (loaded by then)

    return incident_pictures(services)


def _event_pictures(services: Services) -> EventPictures:
    from ioc_desktop.services import event_pictures  # noqa: PLC0415  (loaded by then)

    return event_pictures(services)


def _demo_accounts() -> list[DemoAccount]:
    from ioc_desktop.demo.seed import DEMO_ACCOUNTS  # noqa: PLC0415

    return [
        DemoAccount(login.user_name, login.password, QCoreApplication.translate("accounts", login.display_name))
        for login in DEMO_ACCOUNTS
    ]
