"""Incidents of the demo district in every stage, worked on as people would, so that each page has something to show.

All invented. They are made by the program's own services with a clock that is moved along, so their journal is a real
one and verifies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

import cv2

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.demo.district import DEMO_CAMERAS, DemoCamera
from ioc_desktop.demo.seed import DEMO_ACCOUNTS
from ioc_desktop.kernel.accounts.model import ROLE_TITLES, Role, Session
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import (
    Cancelled,
    EvidenceDraft,
    Incident,
    IncidentDraft,
    Kind,
    PersonRole,
    Severity,
    Source,
    StepState,
    TaskState,
    Verdict,
)  # fmt: skip
from ioc_desktop.store.database import Database
from ioc_desktop.video.files import iter_frames

_SEEDED = "demo.incidents"
_FRAME = 25
"""The picture of a clip that stands for the moment of the alarm."""
_WAY = (flow.VERIFYING, flow.RESPONDING, flow.CONTAINED, flow.RECOVERING, flow.CLOSED, flow.REVIEWED)


class IncidentServices(Protocol):
    """What seeding needs of the opened profile."""

    @property
    def database(self) -> Database: ...
    @property
    def accounts(self) -> AccountService: ...
    @property
    def preferences(self) -> Preferences: ...
    @property
    def cameras(self) -> CameraService: ...
    @property
    def attachments(self) -> AttachmentService: ...
    @property
    def incidents(self) -> Incidents: ...


class MovedClock:
    """A clock that stands where the story is."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def wait(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)


@dataclass(frozen=True, kw_only=True)
class _Story:
    """One incident.

    Attributes:
        ago_min: when it was detected.
        end: stage that it has reached.
        steps: how many of its checklist are done.
        pace_min: minutes between one act and the next.
        units: name, what, the last state that it reported.
        notes: what is written into the journal, and how it came.
    """

    camera: str
    title: str
    kind: Kind
    severity: Severity
    ago_min: float
    end: str
    source: Source = Source.EVENT
    commander: str = "Trưởng ca"
    steps: int = 0
    pace_min: float = 1.0
    units: tuple[tuple[str, str, TaskState], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    resource: tuple[str, int, str] | None = None
    victim: bool = False
    outcome: str = ""
    lessons: str = ""
    is_drill: bool = False
    is_false: bool = False


_STORIES = (
    _Story(
        camera="ga-dong-ha", title="Người ngất tại quảng trường ga", kind=Kind.MEDICAL, severity=Severity.HIGH,
        ago_min=2 * 1440 + 95, end=flow.REVIEWED, source=Source.HAND, steps=99, pace_min=4, victim=True,
        units=(("Cấp cứu 115", "Đưa người bệnh tới bệnh viện", TaskState.DONE),),
        notes=(("Người nhà đã có mặt, tình trạng ổn định.", "Điện thoại"),),
        outcome="Đưa tới bệnh viện sau 14 phút, tình trạng ổn định",
        lessons="Bổ sung tủ sơ cứu và số gọi nhanh tại nhà chờ ga",
    ),
    _Story(
        camera="cong-thpt", title="Ùn tắc cổng trường giờ tan học", kind=Kind.TRAFFIC_JAM, severity=Severity.LOW,
        ago_min=1440 + 20, end=flow.CLOSED, steps=99, pace_min=5,
        units=(("Cảnh sát giao thông", "Phân luồng trước cổng trường", TaskState.DONE),),
        outcome="Thông đường sau 35 phút",
    ),
    _Story(
        camera="ben-xe", title="Nghi xô xát ở sân đỗ bến xe", kind=Kind.PUBLIC_ORDER, severity=Severity.MEDIUM,
        ago_min=9 * 60, end=flow.CANCELLED, steps=1, is_false=True,
        notes=(("Bốc xếp hàng, không có xô xát.", "Bộ đàm"),),
    ),
    _Story(
        camera="tran-hung-dao", title="Cây đổ chắn một làn Trần Hưng Đạo", kind=Kind.FALLEN_TREE,
        severity=Severity.MEDIUM, ago_min=5 * 60, end=flow.RECOVERING, steps=5, pace_min=7,
        units=(
            ("Công ty môi trường đô thị", "Cưa, dọn cây", TaskState.ON_SCENE),
            ("Điện lực", "Kiểm tra dây vướng cây", TaskState.DONE),
        ),
        notes=(("Đã thông một làn, còn dọn cành trên vỉa hè.", "Bộ đàm"),),
        resource=("xe nâng", 1, "Môi trường đô thị"),
    ),
    _Story(
        camera="le-duan-ql9", title="Va chạm hai xe máy, ngã tư Lê Duẩn", kind=Kind.TRAFFIC_ACCIDENT,
        severity=Severity.HIGH, ago_min=70, end=flow.CONTAINED, steps=6, pace_min=3, victim=True,
        units=(
            ("Cảnh sát giao thông", "Khám nghiệm hiện trường", TaskState.ON_SCENE),
            ("Cấp cứu 115", "Đưa một người bị thương đi", TaskState.DONE),
        ),
        notes=(("Một người gãy tay, tỉnh táo.", "Bộ đàm"),),
    ),
    _Story(
        camera="ham-nghi", title="Diễn tập mất điện khu Hàm Nghi", kind=Kind.POWER_CUT, severity=Severity.MEDIUM,
        ago_min=42, end=flow.RESPONDING, source=Source.HAND, steps=3, pace_min=4, is_drill=True,
        units=(("Điện lực", "Kiểm tra trạm TS-14", TaskState.ON_WAY),),
    ),
    _Story(
        camera="ke-song-hieu", title="Ngập đường Kè sông Hiếu, đoạn cầu Đông Hà", kind=Kind.FLOOD,
        severity=Severity.CRITICAL, ago_min=28.5, end=flow.RESPONDING, commander="Trưởng ca chiều", steps=4,
        pace_min=1.4,
        units=(
            ("Tổ tuần tra 2", "Chặn hai đầu đường", TaskState.ON_SCENE),
            ("Đội cứu hộ khu vực", "Hỗ trợ xe chết máy", TaskState.ON_WAY),
            ("Điện lực", "Cắt tủ TS-14", TaskState.ACCEPTED),
        ),
        notes=(
            ("Mực nước 3,15 m, tăng 3 cm.", "Trạm sông Hiếu"),
            ("Tổ tuần tra 2: nước qua vỉa hè phía chợ, 3 xe máy chết máy.", "Bộ đàm"),
        ),
        resource=("rào chắn", 6, "Tổ tuần tra 2"),
    ),
    _Story(
        camera="cho-dong-ha", title="Khói tại dãy quầy cổng chợ", kind=Kind.FIRE, severity=Severity.CRITICAL,
        ago_min=3.5, end=flow.VERIFYING, commander="", steps=0, pace_min=0.6,
    ),
    _Story(
        camera="cong-vien-fidel", title="Đông người bất thường ở lối dạo", kind=Kind.CROWD, severity=Severity.LOW,
        ago_min=1.2, end=flow.DETECTED, commander="", pace_min=0.3,
    ),
)  # fmt: skip


def seed_incidents(services: IncidentServices, now: datetime, clips: Mapping[str, Path]) -> int:
    """Write the incidents of the cameras that are declared and have none yet; how many.

    Args:
        clips: code of a camera → its clip, of which evidence is made.

    Raises:
        ExpectedError: ``store.*``.
    """
    owner = next(each.id for each in services.accounts.list() if each.user_name == DEMO_ACCOUNTS[-1].user_name)
    done: list[str] = services.preferences.get(owner, _SEEDED, [])
    known = {camera.number: camera.id for camera in services.cameras.list()}
    demo = {camera.code: camera for camera in DEMO_CAMERAS}
    fresh = [story for story in _STORIES if story.camera not in done and demo[story.camera].number in known]
    if not fresh:
        return 0
    officer = next(each for each in services.accounts.list() if each.role is Role.DUTY_OFFICER)
    who = Session(officer.id, officer.user_name, officer.display_name, Role.DUTY_OFFICER)
    acting = services.database.acting
    services.database.act_as(officer.id)
    try:
        for story in fresh:
            camera = demo[story.camera]
            telling = _Telling(services, story, camera=camera, camera_id=known[camera.number], who=who, now=now)
            telling.tell(clips.get(story.camera))
    finally:
        services.database.act_as(acting)
    services.preferences.set(owner, _SEEDED, [*done, *(story.camera for story in fresh)])
    services.incidents.changed.emit(None)
    return len(fresh)


class _Telling:
    """One story as it is written down."""

    def __init__(
        self,
        services: IncidentServices,
        story: _Story,
        *,
        camera: DemoCamera,
        camera_id: UUID,
        who: Session,
        now: datetime,
    ) -> None:
        self._story, self._camera, self._camera_id, self._who = story, camera, camera_id, who
        self._clock = MovedClock(now - timedelta(minutes=story.ago_min))
        self._desk = Incidents(services.database, services.attachments, self._clock)
        self._leader = Session(who.account_id, who.user_name, ROLE_TITLES[Role.LEADER], Role.ADMIN)

    def _pause(self) -> None:
        self._clock.wait(self._story.pace_min)

    def tell(self, clip: Path | None) -> None:
        incident = self._open()
        if clip is not None:
            self._keep(incident, clip)
        if self._story.is_false:
            self._say(incident)
            self._desk.service.cancel(incident.id, Cancelled.FALSE, "Bốc xếp hàng", self._who, was=incident.stage)
            return
        if self._story.commander and self._story.end != flow.DETECTED:
            self._desk.service.edit(incident.id, {"commander": self._story.commander}, self._who)
        self._go(incident)

    def _open(self) -> Incident:
        story, camera = self._story, self._camera
        return self._desk.service.open(
            IncidentDraft(
                title=story.title, kind=story.kind, severity=story.severity, place=camera.place,
                latitude=camera.latitude, longitude=camera.longitude, source=story.source, camera_id=self._camera_id,
                is_drill=story.is_drill,
            ),
            self._who,
        )  # fmt: skip

    def _keep(self, incident: Incident, clip: Path) -> None:
        """A picture and the clip; a file that cannot be read is left out: it is only a demo."""
        at, number = self._clock.now(), f"{self._camera.number:02d} {self._camera.name}"
        picture = EvidenceDraft(
            title="Ảnh lúc báo động", camera_id=self._camera_id, camera=number, start=at, drift_s=0.4,
            reason="Dữ liệu mô phỏng",
        )  # fmt: skip
        film = EvidenceDraft(
            title="Đoạn phim quanh lúc báo động", camera_id=self._camera_id, camera=number, drift_s=0.4,
            start=at - timedelta(seconds=10), end=at + timedelta(seconds=10), reason="Dữ liệu mô phỏng",
        )  # fmt: skip
        try:
            self._desk.evidence.add_bytes(incident.id, _still(clip), "anh.jpg", picture, self._who)
            self._desk.evidence.add_file(incident.id, clip, film, self._who, "phim.mp4")
        except ExpectedError:
            return

    def _go(self, incident: Incident) -> None:
        """Along the usual way, with the work where it belongs."""
        acts: Mapping[str, Callable[[Incident], object]] = {
            flow.RESPONDING: self._respond,
            flow.RECOVERING: self._finish,
            flow.CLOSED: self._close,
        }
        if self._story.end == flow.DETECTED:
            return
        for stage in _WAY:
            self._pause()
            if stage == flow.RESPONDING:
                self._desk.service.decide(incident.id, Verdict.TRUE, self._who)
            if stage == flow.CLOSED:
                self._close(incident)
            if stage == flow.REVIEWED:
                self._desk.service.edit(incident.id, {"lessons": self._story.lessons}, self._who)
            who = self._leader if stage == flow.REVIEWED else self._who
            incident = self._desk.service.move(incident.id, stage, who, was=incident.stage)
            if stage in acts and stage != flow.CLOSED:
                acts[stage](incident)
            if stage == self._story.end:
                return

    def _respond(self, incident: Incident) -> None:
        story, work = self._story, self._desk.work
        for unit, what, last in story.units:
            self._pause()
            task = work.send(incident.id, unit, what, self._who)
            for state in (TaskState.ACCEPTED, TaskState.ON_WAY, TaskState.ON_SCENE):
                if last is TaskState.DONE or _reaches(last, state):
                    self._pause()
                    task = work.advance(incident.id, task.id, state, self._who)
        self._tick(incident, story.steps)
        if story.resource is not None:
            name, quantity, unit = story.resource
            work.bring(incident.id, name, quantity, unit, self._who)
        if story.victim:
            work.involve(incident.id, PersonRole.VICTIM, "Người bị nạn", self._who, note="dữ liệu mô phỏng")
        self._say(incident)

    def _tick(self, incident: Incident, count: int) -> None:
        steps = [each for each in self._desk.queries.dossier(incident.id).steps if each.state is StepState.OPEN]
        for step in steps[:count]:
            self._clock.wait(self._story.pace_min / 3)
            self._desk.work.finish_step(incident.id, step.id, self._who)

    def _say(self, incident: Incident) -> None:
        for words, source in self._story.notes:
            self._pause()
            self._desk.service.note(incident.id, words, self._who, source=source)

    def _finish(self, incident: Incident) -> None:
        """Units that are to be done by now report so."""
        for task in self._desk.queries.dossier(incident.id).tasks:
            wanted = {unit: last for unit, _, last in self._story.units}
            if wanted.get(task.unit) is TaskState.DONE:
                self._pause()
                self._desk.work.advance(incident.id, task.id, TaskState.DONE, self._who)

    def _close(self, incident: Incident) -> None:
        self._desk.service.edit(incident.id, {"outcome": self._story.outcome}, self._who)
        self._tick(incident, 99)


_ORDER = (TaskState.SENT, TaskState.ACCEPTED, TaskState.ON_WAY, TaskState.ON_SCENE)


def _reaches(last: TaskState, state: TaskState) -> bool:
    return _ORDER.index(last) >= _ORDER.index(state)


def _still(clip: Path) -> bytes:
    """A picture of a clip as JPEG."""
    for number, _, picture in iter_frames(clip):
        if number >= _FRAME:
            return bytes(cv2.imencode(".jpg", picture)[1].tobytes())
    message = f"{clip.name} is shorter than it was drawn"
    raise RuntimeError(message)
