"""What a line paid for, over a real store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.tracking.results import ADOPTION, Adoption, LineResults, panel_ref
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.kit.desk import RecordKit
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database

CLERK, LEADER = (Session(uuid7(), role.value, role.value, role) for role in (Role.OPERATOR, Role.LEADER))
LINE = uuid7()


@pytest.fixture
def kit(db: Database, tmp_path: Path) -> RecordKit:
    return RecordKit(db, SecretStore(tmp_path, use_keyring=False), lambda _sha: b"")


@pytest.fixture
def results(db: Database, kit: RecordKit) -> LineResults:
    return LineResults(db, RecordJournal(db), kit.links, kit.search)


def test_a_line_shows_what_it_paid_for_and_how_much_that_is_used(
    results: LineResults, kit: RecordKit, db: Database, tmp_path: Path
) -> None:
    cameras = CameraService(db, SecretStore(tmp_path, use_keyring=False))
    cameras.add(CameraDraft(name="Cầu Đông Hà", main_url="rtsp://192.0.2.1/a"))
    camera = cameras.list()[0].id
    heard: list[None] = []
    kit.links.changed.connect(heard.append)
    for _ in range(2):
        results.link(LINE, Ref("camera", camera), CLERK)
    results.link(LINE, panel_ref("cameras"), CLERK)
    results.link(LINE, Ref("incident", uuid7()), CLERK)
    now = datetime.now(UTC)
    panel, record, gone = results.of(LINE, CLERK, now)
    assert (panel.panel, panel.adoption) == ("cameras", Adoption(1, 1))
    assert "Cầu Đông Hà" in record.title
    assert (record.panel, gone.title) == ("cameras", "")
    assert results.of(LINE, CLERK, now + timedelta(days=31))[0].adoption == Adoption(1, 0)
    assert len(heard) == 3
    results.unlink(LINE, Ref("camera", camera), CLERK)
    assert len(results.of(LINE, CLERK, now)) == 2
    actions = [entry.action for entry in RecordJournal(db).of("budget_line", LINE)]
    assert actions == ["result.unlink", "result.link", "result.link", "result.link"]


def test_only_who_tracks_links(results: LineResults) -> None:
    with pytest.raises(ExpectedError) as refusal:
        results.link(LINE, panel_ref("cameras"), LEADER)
    assert refusal.value.code == "budget.not_allowed"


def test_every_panel_says_how_much_it_is_used(results: LineResults) -> None:
    assert {results.adoption(key, datetime.now(UTC)) for key in ADOPTION} == {Adoption(0, 0)}
