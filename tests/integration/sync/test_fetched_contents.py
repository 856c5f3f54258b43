"""A clip of another desktop is asked for: it comes whole, or not at all, and somebody may give up."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.attachments.files import CHUNK
from ioc_desktop.kernel.attachments.service import Attachment, AttachmentService
from ioc_desktop.sync.attachments import STREAMED
from ioc_desktop.sync.state import Fetched
from tests.support.rooms import Room, Rooms, Station, until

pytestmark = pytest.mark.postgres
EVENT = UUID(int=9)


def attach(room: Room, folder: Path, size: int) -> Attachment:
    path = folder / "clip.mp4"
    path.write_bytes(os.urandom(size))
    return AttachmentService(room.db, room.desk.contents).add("event", EVENT, path)


def test_a_content_of_another_desktop_comes_when_the_server_has_it(
    rooms: Rooms, station: Station, tmp_path: Path
) -> None:
    a, b = rooms("a"), rooms("b")
    attached = attach(a, tmp_path, (STREAMED + 2) * CHUNK + 5)
    a.desk.join(*station, begin=False)
    b.desk.join(*station, begin=False)
    a.desk.once()
    b.desk.once()
    assert AttachmentService(b.db, b.desk.contents).of("event", EVENT) == [attached]
    shares: list[float] = []

    def go_on(share: float) -> bool:
        shares.append(share)
        return True

    assert b.desk.bring_content(attached.sha256, attached.size, go_on) is Fetched.MISSING
    assert shares == []
    a.desk.start()
    until(lambda: b.desk.bring_content(attached.sha256, attached.size, lambda _share: False) is Fetched.GIVEN_UP)
    assert not b.desk.contents.has(attached.sha256)
    assert not list(b.desk.contents.root.glob(".unfinished-*")), "nothing is kept of what was given up"
    until(lambda: b.desk.bring_content(attached.sha256, attached.size, go_on) is Fetched.HERE)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert b.desk.contents.read(attached.sha256) == a.desk.contents.read(attached.sha256)
    assert b.desk.bring_content(attached.sha256, attached.size, go_on) is Fetched.HERE, "it is here already"


def test_a_full_disk_and_a_desktop_of_no_server_are_told(rooms: Rooms, station: Station, tmp_path: Path) -> None:
    a, b = rooms("a"), rooms("b")
    attached = attach(a, tmp_path, 1000)
    a.desk.join(*station)
    with pytest.raises(ExpectedError) as alone:
        b.desk.bring_content(attached.sha256, attached.size, lambda _share: True)
    assert alone.value.code == "sync.not_joined"
    b.desk.join(*station, begin=False)
    b.desk.contents.root.write_text("no folder", "utf-8")

    def refused() -> bool:
        try:
            return b.desk.bring_content(attached.sha256, attached.size, lambda _share: True) is Fetched.HERE
        except ExpectedError as error:
            return error.code == "attachment.unreadable"

    until(refused)
    assert b.desk.contents.root.is_file()
