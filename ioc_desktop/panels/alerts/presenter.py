"""What the panel of alerts shows and does. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.alerts.model import PREPARE, RELEASE, Alert, AlertStatus, AlertText, MessageType

if TYPE_CHECKING:
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.ui.panel import PanelContext


class Act(StrEnum):
    """What may be done with a message."""

    WITHDRAW = "withdraw"
    RELEASE = "release"
    CANCEL = "cancel"
    UPDATE = "update"
    SAVE = "save"


def offered(alert: Alert, alerts: Sequence[Alert], who: Session) -> tuple[Act, ...]:
    """What this person may do with a message; who prepared it is shown the release, and refused it with a sentence."""
    if alert.status is AlertStatus.PREPARED:
        acts = [Act.WITHDRAW] if who.may(PREPARE) or who.may(RELEASE) else []
        return (*acts, Act.RELEASE) if who.may(RELEASE) else tuple(acts)
    if alert.status is AlertStatus.WITHDRAWN:
        return ()
    is_last = not any(each.replaces == alert.id and each.status is AlertStatus.RELEASED for each in alerts)
    may_follow = is_last and alert.msg_type is not MessageType.CANCEL and who.may(PREPARE)
    return (Act.CANCEL, Act.UPDATE, Act.SAVE) if may_follow else (Act.SAVE,)


@dataclass(frozen=True)
class State:
    """Everything on the page.

    Attributes:
        people: account → display name.
    """

    alerts: Sequence[Alert] = ()
    people: Mapping[UUID, str] = field(default_factory=dict)
    chosen: Alert | None = None
    is_loaded: bool = False


class AlertsPresenter:
    """Window thread; the database is asked through the runner.

    Attributes:
        changed: the state is another one.
    """

    def __init__(self, context: PanelContext) -> None:
        self._context, self._alerts = context, context.alerts
        self.state = State()
        self._asked = 0
        self._next: UUID | None = None
        self.changed: Event[State] = Event()

    async def load(self) -> None:
        """Read again; what was chosen stays chosen.

        Raises:
            ExpectedError: ``store.*``.
        """
        accounts, runner = self._context.accounts, self._context.runner
        self._asked = asked = self._asked + 1
        service = self._alerts
        alerts, people = await runner.read(
            lambda: (service.all(), {each.id: each.display_name for each in accounts.list()})
        )
        if asked != self._asked:
            return  # asked again meanwhile: that answer is the newer one
        before = self._next or (self.state.chosen.id if self.state.chosen else None)
        self._next = None
        chosen = next((each for each in alerts if each.id == before), alerts[0] if alerts else None)
        self._put(State(alerts, people, chosen, is_loaded=True))

    async def find(self, alert_id: UUID) -> None:
        """Show a message that was found elsewhere; raises as ``load``."""
        self._next = alert_id
        await self.load()

    def choose(self, alert_id: UUID) -> None:
        """Show a message beside the list."""
        found = next((each for each in self.state.alerts if each.id == alert_id), None)
        if found is not None and found != self.state.chosen:
            self._put(replace(self.state, chosen=found))

    @property
    def may_prepare(self) -> bool:
        return self._context.session.may(PREPARE)

    def acts(self) -> tuple[Act, ...]:
        """What may be done with the chosen message."""
        chosen = self.state.chosen
        return offered(chosen, self.state.alerts, self._context.session) if chosen else ()

    async def prepare(self, text: AlertText, *, is_drill: bool, earlier: Alert | None = None) -> None:
        """Put a message before a second person: the first, or the next after ``earlier``."""
        who, alerts = self._context.session, self._alerts
        if earlier is not None:
            await self._write(lambda: alerts.prepare_update(earlier.id, text, who))
        else:
            await self._write(lambda: alerts.prepare(text, who, is_drill=is_drill))

    async def do(self, act: Act, reason: str = "") -> None:
        """Withdraw, release or cancel the chosen message.

        Raises:
            ExpectedError: ``alert.*``, ``cap.invalid``, ``store.*``.
        """
        chosen, who, alerts = self.state.chosen, self._context.session, self._alerts
        if chosen is None:
            return
        deeds: Mapping[Act, Callable[[], object]] = {
            Act.WITHDRAW: lambda: alerts.withdraw(chosen.id, reason, who),
            Act.RELEASE: lambda: alerts.release(chosen.id, who),
            Act.CANCEL: lambda: alerts.prepare_cancel(chosen.id, reason, who),
        }
        await self._write(deeds[act])

    async def save(self, path: Path) -> None:
        """Write the released file.

        Raises:
            ExpectedError: ``alert.changed``, ``file.unwritable``.
        """
        chosen, alerts = self.state.chosen, self._alerts
        if chosen is not None:
            await self._context.runner.read(lambda: replace_bytes(path, alerts.file(chosen.id).encode()))

    async def _write(self, deed: Callable[[], object]) -> None:
        made = await self._context.runner.write(deed)
        self._next = made.id if isinstance(made, Alert) else None
        await self.load()

    def _put(self, state: State) -> None:
        self.state = state
        self.changed.emit(state)
