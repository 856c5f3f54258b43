"""Whoever may not see faces gets pictures without; whoever may leaves a line in the journal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import cv2
import numpy as np
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Permissions, Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.events.model import PICTURE, TABLE, Observation
from ioc_desktop.kernel.events.pictures import EventPictures
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.store.database import Database
from ioc_desktop.vision.privacy.blur import blur_file

OFFICER = Session(uuid7(), "trucban", "Trực ban", Role.DUTY_OFFICER)
LEADER = Session(uuid7(), "lanhdao", "Lãnh đạo", Role.LEADER)
PIXELS = np.random.default_rng(3).integers(0, 256, (90, 160, 3), np.uint8)
WHOLE = cv2.imencode(".png", PIXELS)[1].tobytes()
FACE = [0.25, 0.25, 0.5, 0.75]


class Desk:
    def __init__(self, db: Database, folder: Path) -> None:
        self.events, self.journal = EventService(db), DeviceJournal(db)
        self.attachments = AttachmentService(db, ContentFolder(folder))
        self.pictures = EventPictures(self.events, self.attachments, self.journal, blur_file)

    def put(self, details: dict[str, object], content: bytes | None = WHOLE) -> UUID:
        at = datetime(2026, 11, 20, 2, tzinfo=UTC)
        seen = Observation(
            camera_id=uuid7(), rule_id="r", rule_name="Vào vùng cấm", kind="intrusion", severity="high", place="07 Cầu",
            started_at=at, peak_at=at, ended_at=at, details=details,
        )  # fmt: skip
        event = self.events.begin(seen)
        if content is not None:
            self.attachments.add_bytes(TABLE, event.id, content, name=PICTURE)
        return event.id

    def lines(self) -> list[tuple[str, str, str]]:
        return [(one.who, one.action, one.detail.get("why", "")) for one in reversed(self.journal.entries())]


@pytest.fixture
def desk(db: Database, tmp_path: Path) -> Desk:
    return Desk(db, tmp_path / "attachments")


def pixels(content: bytes) -> np.ndarray:
    picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture


def is_covered(content: bytes) -> bool:
    """Whether the face is gone; noise has no averages but grey."""
    return bool(pixels(content)[25:65, 45:75].std() < 25)


def test_faces_are_covered_for_who_may_not_see_them_and_nothing_else_is(desk: Desk) -> None:
    event = desk.put({"faces": [FACE], "faces_by": "person_box"})
    shown = desk.pictures.look(event, LEADER)
    assert shown is not None
    assert (shown.is_covered, shown.by) == (True, "person_box")
    assert is_covered(shown.content)
    assert pixels(shown.content)[:20].std() > 50, "the rest is as it was"
    assert desk.lines() == []


def test_who_may_see_faces_sees_the_evidence_itself_and_is_written_down_once(desk: Desk) -> None:
    event = desk.put({"faces": [FACE], "faces_by": "person_box"})
    for _ in range(2):
        shown = desk.pictures.look(event, OFFICER)
        assert shown is not None
        assert (shown.content, shown.is_covered) == (WHOLE, False)
    assert desk.lines() == [("trucban", "event.faces_seen", "")]
    other = Session(uuid7(), "trucban2", "Trực ban", Role.DUTY_OFFICER)
    desk.pictures.look(event, other)
    assert desk.lines()[1:] == [("trucban2", "event.faces_seen", "")]


def test_a_grant_decides_not_the_role(desk: Desk) -> None:
    event = desk.put({"faces": [FACE]})
    granted = Session(uuid7(), "lanhdao", "", Role.LEADER, Permissions(frozenset({"faces.see"})))
    refused = Session(uuid7(), "trucban", "", Role.DUTY_OFFICER, Permissions(frozenset({"alarms.view"})))
    for who, covered in ((granted, False), (refused, True)):
        shown = desk.pictures.look(event, who)
        assert shown is not None
        assert shown.is_covered is covered


@pytest.mark.parametrize("faces", [None, "all", [[0.1, 0.2]], [["a", 0, 1, 1]], {"x": 1}])
def test_where_nobody_could_tell_all_of_it_is_covered(desk: Desk, faces: object) -> None:
    event = desk.put({"faces": faces, "faces_by": "person_box"} if faces is not None else {})
    shown = desk.pictures.look(event, LEADER)
    assert shown is not None
    assert (shown.is_covered, shown.by) == (True, "")
    assert pixels(shown.content)[:20].std() < 25


def test_a_file_is_covered_even_for_who_may_see_faces(desk: Desk) -> None:
    event = desk.put({"faces": [FACE], "faces_by": "face_model"})
    assert is_covered(desk.pictures.export(event, OFFICER))
    assert is_covered(desk.pictures.export(event, LEADER))
    assert desk.lines() == [("trucban", "event.picture_exported", ""), ("lanhdao", "event.picture_exported", "")]


def test_a_file_with_faces_needs_the_right_and_a_reason(desk: Desk) -> None:
    event = desk.put({"faces": [FACE]})
    with pytest.raises(ExpectedError) as refused:
        desk.pictures.export(event, LEADER, is_whole=True, reason="điều tra")
    assert refused.value.code == "privacy.not_allowed"
    with pytest.raises(ExpectedError) as told:
        desk.pictures.export(event, OFFICER, is_whole=True, reason="  ")
    assert told.value.code == "privacy.reason_missing"
    assert desk.lines() == []
    assert desk.pictures.export(event, OFFICER, is_whole=True, reason=" Công an yêu cầu, văn bản 12 ") == WHOLE
    assert desk.lines() == [("trucban", "event.faces_exported", "Công an yêu cầu, văn bản 12")]


def test_there_need_not_be_a_picture_and_it_may_be_broken(desk: Desk) -> None:
    without, broken = desk.put({}, None), desk.put({"faces": []}, b"not a picture")
    assert desk.pictures.look(without, LEADER) is None
    with pytest.raises(ExpectedError) as told:
        desk.pictures.export(without, OFFICER)
    assert told.value.code == "privacy.no_picture"
    with pytest.raises(ExpectedError) as unreadable:
        desk.pictures.look(broken, LEADER)
    assert unreadable.value.code == "privacy.picture_unreadable"
