"""What works at the open desk besides the pictures: it watches, records, opens incidents, and keeps the house.

Apart from ``room``, and imported off the window's thread once the first pictures are there.
"""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from ioc_desktop import wiring
from ioc_desktop.chores import hourly
from ioc_desktop.core.clock import SystemClock
from ioc_desktop.ui.clips import ClipKeeper
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.incident_opener import IncidentOpener
from ioc_desktop.ui.incident_watch import IncidentWatch
from ioc_desktop.ui.plate_recorder import PlateRecorder
from ioc_desktop.ui.recorder import EventRecorder
from ioc_desktop.ui.tally import CrossingTally
from ioc_desktop.ui.waiting_papers import WaitingPapers
from ioc_desktop.ui.watch import Watch
from ioc_desktop.upkeep import Upkeep
from ioc_desktop.vision.plates.engine import PlateEngine
from ioc_desktop.vitals import Vitals

if TYPE_CHECKING:
    from ioc_desktop.reception import FirstDesk
    from ioc_desktop.services import Services


class Desk:
    """Everything that is open while the application runs. Made on the window's thread; what it opens, the stack ends.

    Args:
        first: what was there before.
        services: made of ``first``'s by ``open_rest``.
    """

    def __init__(self, first: FirstDesk, services: Services, plates: PlateEngine) -> None:
        self.first, self.services, self.plates = first, services, plates
        self._open_post()
        self.vitals = Vitals(first.shell, first.runner, services, video=first.video, vision=first.vision)
        first.stack.callback(self.vitals.stop)
        self.opener = self._make_opener()
        self._incidents = IncidentWatch(first.shell, first.runner, services.incidents)
        first.stack.callback(self._incidents.stop)
        self._watch = self._make_watch()
        self._recorder = self._make_recorder()

    async def start(self) -> None:
        """Begin to work; the model last, so that it does not keep pictures waiting.

        Raises:
            ExpectedError: ``store.*``, ``sync.*``.
        """
        first, services = self.first, self.services
        self.vitals.start()
        await self._recorder.start()
        self._watch.start()
        self._incidents.start()
        first.stack.callback(WaitingPapers(first.shell, first.runner, services.papers, services.sync).stop)
        await first.runner.read(services.sync.start)
        self._start_upkeep()
        self._start_vision_when_wanted()

    def _start_upkeep(self) -> None:
        first = self.first
        upkeep = Upkeep(first.shell, first.runner, self.services.database, chores=hourly(self.services))
        first.stack.callback(upkeep.stop)
        upkeep.start()

    def _open_post(self) -> None:
        """Letters leave from here as soon as a mail server is set."""
        office, settings = self.services.kit.office, self.first.settings

        def configure(key: str = "mail.") -> None:
            if key.startswith("mail."):
                office.configure(wiring.mail_server(settings.current))

        settings.changed.connect(configure)
        configure()
        office.start()
        self.first.stack.callback(office.stop)

    def _make_opener(self) -> IncidentOpener:
        first = self.first
        opener = IncidentOpener(
            first.shell,
            first.runner,
            incidents=self.services.incidents,
            cameras=self.services.cameras,
            video=first.video,
            clock=SystemClock(),
            folder=first.paths.cache / "incident-clips",
        )
        first.stack.callback(opener.stop)
        return opener

    def _make_watch(self) -> Watch:
        first, services = self.first, self.services
        watch = Watch(
            first.shell,
            first.runner,
            cameras=services.cameras,
            rules=services.rules,
            settings=first.settings,
            video=first.video,
            vision=first.vision,
            plates=self.plates,
        )
        first.stack.callback(watch.stop)
        watch.outgrown.connect(first.shell.show_notice)
        return watch

    def _make_recorder(self) -> EventRecorder:
        first, services = self.first, self.services
        tally = CrossingTally(first.shell, first.runner, services.detections)
        first.stack.callback(tally.stop)
        clips = ClipKeeper(
            first.shell,
            first.runner,
            events=services.events,
            attachments=services.attachments,
            video=first.video,
            settings=first.settings,
            clock=SystemClock(),
            folder=first.paths.cache / "clips",
            desk=platform.node(),
        )
        first.stack.callback(clips.stop)
        recorder = EventRecorder(
            first.shell,
            first.runner,
            events=services.events,
            attachments=services.attachments,
            vision=first.vision,
            clock=SystemClock(),
            describe=self._watch.describe,
            tally=tally,
            clips=clips,
        )
        first.stack.callback(recorder.stop)
        plates = PlateRecorder(
            first.shell,
            first.runner,
            plates=services.plates,
            events=services.events,
            attachments=services.attachments,
            engine=self.plates,
            clips=clips,
        )
        first.stack.callback(plates.stop)
        return recorder

    def _start_vision_when_wanted(self) -> None:
        """Now or when the setting is switched on; switched off, the wall feeds it nothing and it idles."""
        settings, vision = self.first.settings, self.first.vision

        def start(key: str = "analysis.is_on") -> None:
            if key == "analysis.is_on" and settings.current.analysis.is_on:
                vision.start()

        settings.changed.connect(start)
        start()


async def furnish(first: FirstDesk, services: Services) -> Desk:
    """What works with all services; ``start`` it when panels can be opened."""
    runner, shell = first.runner, first.shell
    pack = await runner.read(lambda: wiring.plate_pack(first.paths))
    # It starts by itself when a rule asks for plates; where they cannot be read a notice says so.
    plates = PlateEngine(first.video, first.vision, detector=pack)
    plates.failed.connect(lambda error: shell.show_notice(tr_error(error)))
    first.stack.callback(plates.stop)
    return Desk(first, services, plates)
