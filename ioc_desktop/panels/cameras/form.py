"""The form of one camera without its widgets: values as typed, what is wrong with them, saving, testing a stream."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.cameras.model import Camera, CameraDraft, CameraKind
from ioc_desktop.panels.cameras.screen import FIELDS, FieldKind
from ioc_desktop.video.types import ProbeResult, StreamSpec

if TYPE_CHECKING:
    from ioc_desktop.core.clock import Clock
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.video.engine import VideoEngine

Quality = Literal["main", "sub"]
Login = tuple[str, str]

_FLOATS = ("latitude", "longitude", "azimuth_deg", "fov_deg")
_WHOLE = ("number", "retention_days")
_STREAM_FIELDS = frozenset({"main_url", "sub_url", "transport", "user_name", "password"})
_EXAMPLES = {name: "16,8163" if name in _FLOATS else "30" for name in (*_FLOATS, *_WHOLE)}


class ProbePhase(StrEnum):
    """Where a connection test stands."""

    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, eq=False)
class Probe:
    """A connection test of one stream; ``started_s`` is a reading of the monotonic clock."""

    phase: ProbePhase = ProbePhase.IDLE
    quality: Quality = "main"
    started_s: float = 0.0
    result: ProbeResult | None = None
    error: ExpectedError | None = None


@dataclass(frozen=True, eq=False)
class FormState:
    """What the form shows.

    Attributes:
        camera: the stored camera, None while adding one.
        values: field name → text as typed.
        shown_problems: faults of the fields that were left, or of all after an attempt to save.
        trouble: why saving failed, where no field is to blame.
    """

    camera: Camera | None
    values: Mapping[str, str]
    initial: Mapping[str, str]
    shown_problems: Mapping[str, ExpectedError] = field(default_factory=dict)
    is_saving: bool = False
    trouble: ExpectedError | None = None
    probe: Probe = Probe()

    @property
    def is_changed(self) -> bool:
        return dict(self.values) != dict(self.initial)


class CameraForm:
    """Edits one camera. Window thread only; work that waits goes through the runner and the engine's futures.

    Attributes:
        changed: the new state.
    """

    def __init__(
        self, camera: Camera | None, *, cameras: CameraService, runner: Runner, video: VideoEngine, clock: Clock
    ) -> None:
        values = MappingProxyType(values_of(camera))
        self.state = FormState(camera=camera, values=values, initial=values)
        self.changed: Event[FormState] = Event()
        self._cameras = cameras
        self._runner = runner
        self._video = video
        self._clock = clock
        self._touched: set[str] = set()
        self._probing: asyncio.Future[ProbeResult] | None = None

    async def load_login(self) -> None:
        """Fetch the user name of the stored credentials; the password stays where it is."""
        camera = self.state.camera
        if camera is None or not camera.has_credentials:
            return
        login = await self._runner.read(lambda: self._cameras.credentials(camera.id))
        if login is None:
            return
        initial = {**self.state.initial, "user_name": login[0]}
        typed = self.state.values["user_name"]
        values = {**self.state.values, "user_name": typed or login[0]}
        self._show(replace(self.state, initial=initial, values=values))

    def set_value(self, name: str, text: str) -> None:
        """A field was typed into; a fault that it showed is judged again at once."""
        if self.state.values[name] == text:
            return
        self._show(replace(self.state, values={**self.state.values, name: text}))
        if name in _STREAM_FIELDS and self.state.probe.phase is not ProbePhase.IDLE:
            self.cancel_test()
            self._show_probe(Probe())  # the result was about another address

    def leave(self, name: str) -> None:
        """The cursor left a field: from now on its faults are shown."""
        self._touched.add(name)
        self._show(self.state)

    def problems(self) -> dict[str, ExpectedError]:
        """Every fault of the values, shown or not."""
        draft, unreadable = draft_of(self.state)
        return draft.problems() | unreadable

    async def save(self) -> Camera | None:
        """Store the camera; None when something is wrong, which the state then shows."""
        self._touched.update(item.name for item in FIELDS)
        self._show(replace(self.state, trouble=None))
        if self.state.shown_problems or self.state.is_saving:
            return None
        draft, _ = draft_of(self.state)
        camera = self.state.camera
        self._show(replace(self.state, is_saving=True))
        try:
            if camera is None:
                return await self._runner.write(lambda: self._cameras.add(draft))
            return await self._runner.write(lambda: self._cameras.update(camera.id, draft))
        except ExpectedError as error:
            self._show(replace(self.state, trouble=error))
            return None
        finally:
            self._show(replace(self.state, is_saving=False))

    async def test(self, quality: Quality) -> None:
        """Open the stream that the fields describe, in a process that can be ended; replaces a test under way."""
        self.cancel_test()
        if not self.state.values[f"{quality}_url"].strip():
            return
        fault = self.problems().get(f"{quality}_url")
        if fault is not None:
            self.leave(f"{quality}_url")
            self._show_probe(Probe(ProbePhase.FAILED, quality, error=fault))
            return
        running = Probe(ProbePhase.RUNNING, quality, self._clock.monotonic())
        self._show_probe(running)
        try:
            result = await self._result(running)
        except ExpectedError as error:
            self._finish(running, replace(running, phase=ProbePhase.FAILED, error=error))
        except asyncio.CancelledError:
            if self._probing is not None:  # not the test was given up but the whole task: the window closes
                self._probing.cancel()
                raise
        else:
            self._finish(running, replace(running, phase=ProbePhase.DONE, result=result))

    def _finish(self, running: Probe, outcome: Probe) -> None:
        """Show the outcome unless the test was given up or replaced meanwhile."""
        if self.state.probe is running:
            self._probing = None
            self._show_probe(outcome)

    async def _result(self, running: Probe) -> ProbeResult:
        draft, _ = draft_of(self.state)
        login = await self._stored_login()
        if self.state.probe is not running:
            raise asyncio.CancelledError
        self._probing = asyncio.wrap_future(self._video.probe(spec_of(draft.cleaned(), running.quality, login)))
        return await self._probing

    async def _stored_login(self) -> Login | None:
        camera = self.state.camera
        if camera is None or not camera.has_credentials:
            return None
        return await self._runner.read(lambda: self._cameras.credentials(camera.id))

    def cancel_test(self) -> None:
        """Give up the test under way; its process is ended by the engine."""
        probing, self._probing = self._probing, None
        if probing is not None and not probing.done():
            probing.cancel()
        if self.state.probe.phase is ProbePhase.RUNNING:
            self._show_probe(Probe(quality=self.state.probe.quality))

    def _show_probe(self, probe: Probe) -> None:
        self._show(replace(self.state, probe=probe))

    def _show(self, state: FormState) -> None:
        self.state = state
        shown = {name: fault for name, fault in self.problems().items() if name in self._touched}
        self.state = replace(state, shown_problems=shown)
        self.changed.emit(self.state)


def values_of(camera: Camera | None) -> dict[str, str]:
    """Field name → text; defaults of a new camera where there is none."""
    source = CameraDraft() if camera is None else CameraDraft.of(camera)
    return {item.name: _text_of(getattr(source, item.name)) for item in FIELDS}


def _text_of(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.7f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value)


def draft_of(state: FormState) -> tuple[CameraDraft, dict[str, ExpectedError]]:
    """The draft that the values describe, and the fields whose text is no number."""
    values = state.values
    numbers: dict[str, float | None] = {}
    unreadable: dict[str, ExpectedError] = {}
    for name in (*_FLOATS, *_WHOLE):
        try:
            numbers[name] = _number(values[name], whole=name in _WHOLE)
        except ValueError:
            unreadable[name] = _no_number(name, values[name])
    texts = {item.name: values[item.name] for item in FIELDS if item.kind not in {FieldKind.NUMBER, FieldKind.CHOICE}}
    user_name, password = _login(state)
    texts |= {"user_name": user_name, "password": password}  # type: ignore[dict-item]  # None = leave as it is
    if numbers.get("retention_days") is None and "retention_days" not in unreadable:
        numbers["retention_days"] = CameraDraft().retention_days
    draft = CameraDraft(kind=CameraKind(values["kind"]), transport=values["transport"], **texts, **numbers)  # type: ignore[arg-type]  # by name
    return draft, unreadable


def _login(state: FormState) -> tuple[str | None, str | None]:
    user_name, password = state.values["user_name"].strip(), state.values["password"]
    if not password and user_name == state.initial["user_name"]:
        return None, None
    return user_name, password or None


def _number(text: str, *, whole: bool) -> float | None:
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    return int(plain) if whole else float(plain)


def _no_number(name: str, text: str) -> ExpectedError:
    return ExpectedError(
        "camera.no_number",
        QT_TRANSLATE_NOOP("errors", "“{value}” không phải số. Nhập chữ số, như {example}."),
        value=text.strip()[:40],
        example=_EXAMPLES[name],
    )


def spec_of(draft: CameraDraft, quality: Quality, stored: Login | None) -> StreamSpec:
    """What to open for a test; what is typed goes before what is stored. ``draft`` must be cleaned."""
    user_name, password = stored or ("", "")
    if draft.user_name is not None:
        user_name, password = draft.user_name, draft.password or (password if draft.user_name == user_name else "")
    return StreamSpec(
        id=f"test/{quality}",
        url=draft.main_url if quality == "main" else draft.sub_url,
        username=user_name,
        password=password,
        transport="udp" if draft.transport == "udp" else "tcp",
        label=draft.name,
    )
