"""One search over all kinds of records: with and without marks, in step with every write, by permission."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Grant, Role, Session, resolve
from ioc_desktop.kernel.attachments.tables import AttachmentRow
from ioc_desktop.kernel.cameras.model import Camera, CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.events.model import Observation
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.kit.desk import RecordKit
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.people.service import PersonDraft, PersonService
from ioc_desktop.kernel.search import index
from ioc_desktop.kernel.search.model import Hit, Marked
from ioc_desktop.kernel.search.service import NEWEST, SearchService
from ioc_desktop.kernel.search.words import phrases, question, snippet
from ioc_desktop.store import conversion
from ioc_desktop.store.database import Database
from ioc_desktop.store.encryption import profile_database
from ioc_desktop.store.salvage import salvage

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)


def who(role: Role = Role.ADMIN, *grants: Grant) -> Session:
    return Session(uuid7(), "a", "A", role, resolve(role, grants))


@pytest.fixture
def kit(db: Database, tmp_path: Path) -> RecordKit:
    return RecordKit(db, SecretStore(tmp_path, use_keyring=False), lambda _name: b"")


@pytest.fixture
def cameras(db: Database, secrets: SecretStore) -> CameraService:
    return CameraService(db, secrets)


def camera(cameras: CameraService, name: str, place: str = "", unit: str = "") -> Camera:
    return cameras.add(CameraDraft(name=name, place=place, org_unit=unit, main_url="rtsp://192.0.2.1/a"))


def seen(name: str, place: str) -> Observation:
    return Observation(
        camera_id=uuid7(), rule_id="r", rule_name=name, kind="illegal_stop", severity="medium", place=place,
        started_at=AT, peak_at=AT, ended_at=AT, box=None, tracks=(),
    )  # fmt: skip


def found(kit: RecordKit, typed: str, session: Session | None = None) -> list[str]:
    return [hit.title.text for hit in kit.search.search(typed, session or who())]


def parts(marked: Marked) -> list[str]:
    return [marked.text[span.start : span.end] for span in marked.spans]


@pytest.mark.parametrize(
    "typed", ["ngã tư đường", "NGA TU DUONG", "duong nga", "đường", "duo", '"ngã tư" ông', "Ông", "“tu duong”"]
)
def test_words_are_found_with_and_without_marks(kit: RecordKit, cameras: CameraService, typed: str) -> None:
    camera(cameras, "Ngã tư Đường Ông Ích Khiêm")
    camera(cameras, "Chợ Cồn")
    assert found(kit, typed) == ["Ngã tư Đường Ông Ích Khiêm"]


@pytest.mark.parametrize("typed", ["", "   ", '"', "-*()", '"" ""', "tu nga cho", '"tư ngã"', "gã", "đườn g"])
def test_what_is_not_there_is_not_found(kit: RecordKit, cameras: CameraService, typed: str) -> None:
    camera(cameras, "Ngã tư Đường Ông Ích Khiêm")
    assert found(kit, typed) == []


@pytest.mark.parametrize("typed", ["NOT", "a OR b", "title:x", "NEAR(a b)", "x'y;--", "^a", "a" * 5_000, "%_\\", "{}"])
def test_whatever_is_typed_is_words(kit: RecordKit, cameras: CameraService, typed: str) -> None:
    camera(cameras, "Chợ Cồn")
    assert found(kit, typed) == []


def test_the_index_follows_every_write(kit: RecordKit, cameras: CameraService, db: Database) -> None:
    first = camera(cameras, "Đập tràn", "thôn Hạ")
    with db.write() as session:
        session.connection().exec_driver_sql("UPDATE camera SET name = 'Đê biển' WHERE id = ?", (first.id.hex,))
    assert found(kit, "dap") == []
    assert found(kit, "thôn hạ") == found(kit, "đê biển") == ["Đê biển"]
    cameras.remove(first.id)
    assert found(kit, "đê biển") == []
    cameras.restore(first.id, CameraDraft(name="Đê biển", place="", main_url="rtsp://192.0.2.1/a"))
    assert found(kit, "de bien") == ["Đê biển"]
    with db.read() as session:
        connection = session.connection()
        connection.exec_driver_sql("SELECT 1").all()
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_titles_come_before_texts_and_rare_words_before_common_ones(kit: RecordKit, cameras: CameraService) -> None:
    camera(cameras, "Trạm 1", "cạnh cầu")
    camera(cameras, "Cầu Hiền Lương")
    camera(cameras, "Trạm 2", "cạnh cầu")
    assert found(kit, "cầu") == ["Cầu Hiền Lương", "Trạm 2", "Trạm 1"]


def test_a_hit_shows_where_the_words_are(kit: RecordKit, cameras: CameraService) -> None:
    made = camera(cameras, "Cổng chợ Đông Hà")
    (hit,) = kit.search.search("cho do", who())
    assert (hit.ref, hit.found_in, hit.panel) == (Ref("camera", made.id), "camera", "cameras")
    assert parts(hit.title) == ["chợ", "Đô"]
    kit.comments.add(hit.ref, "phía " * 60 + "đường Lê Duẩn,\n phường 1")
    (hit,) = kit.search.search("duong le", who())
    assert parts(hit.snippet) == ["đường", "Lê"]
    assert hit.snippet.text.startswith("…phía")
    assert hit.snippet.text.endswith("Duẩn, phường 1")
    assert len(hit.snippet.text) < 150


def test_what_hangs_on_a_record_opens_the_record(kit: RecordKit, cameras: CameraService, db: Database) -> None:
    made = camera(cameras, "Cổng trường")
    kit.comments.add(Ref("camera", made.id), "Ống kính bị mờ sương")
    kit.comments.add(Ref("không có", uuid7()), "mờ sương")
    with db.write() as session:
        session.add(
            AttachmentRow(owner_table="camera", owner_id=made.id, name="Sương mù.jpg", mime="", size=1, sha256="a" * 64)
        )
    hits: list[Hit] = list(kit.search.search("sương", who()))
    assert [(hit.ref, hit.title.text) for hit in hits] == [(Ref("camera", made.id), "Cổng trường")], "once"
    (comment,) = kit.search.search("mờ sương", who())
    assert (comment.found_in, comment.snippet.text, parts(comment.snippet)) == (
        "comment", "Ống kính bị mờ sương", ["mờ", "sương"]
    )  # fmt: skip
    cameras.remove(made.id)
    assert kit.search.search("sương", who()) == [], "nothing to open"


def test_only_what_the_person_may_see_is_found(kit: RecordKit, cameras: CameraService, db: Database) -> None:
    made = camera(cameras, "Cổng An")
    kit.comments.add(Ref("camera", made.id), "An ninh")
    EventService(db).begin(seen("Cấm dừng An", "Chợ"))
    PersonService(db).add(PersonDraft(name="Trần Thị An", phone="0912345678"))
    assert set(found(kit, "an")) == {"Cổng An", "Cấm dừng An · Chợ", "Trần Thị An"}
    assert set(found(kit, "an", who(Role.OPERATOR))) == {"Cổng An", "Cấm dừng An · Chợ"}
    blind = who(Role.OPERATOR, Grant("cameras.view", None, is_allowed=False))
    assert found(kit, "an", blind) == ["Cấm dừng An · Chợ"]
    assert found(kit, "0912345678") == [], "a telephone number is no way to a person"


def test_permissions_of_single_units_are_asked(kit: RecordKit, cameras: CameraService) -> None:
    here = camera(cameras, "Cổng Một", unit="Phường Nam")
    camera(cameras, "Cổng Hai", unit="Phường Bắc")
    camera(cameras, "Cổng Ba")
    kit.comments.add(Ref("camera", here.id), "rỉ sét")
    (unit,) = (hit.ref.id for hit in kit.search.search("phường nam", who()))
    without = who(Role.OPERATOR, Grant("cameras.view", frozenset({unit}), is_allowed=False))
    assert set(found(kit, "cong", without)) == {"Cổng Hai", "Cổng Ba"}
    assert found(kit, "rỉ sét", without) == []
    assert found(kit, "rỉ sét") == ["Cổng Một"]
    leader = who(Role.LEADER, Grant("rules.view", frozenset({unit}), is_allowed=True))
    assert found(kit, "cong", leader) != []
    nothing = Grant("cameras.view", None, is_allowed=False)
    assert found(kit, "cong", who(Role.OPERATOR, nothing)) == []


def test_a_flood_of_what_may_not_be_seen_hides_nothing(kit: RecordKit, cameras: CameraService, db: Database) -> None:
    camera(cameras, "Kho lúa")
    with db.write() as session:
        session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO person "
            "(id, scope_id, ver, created_at, updated_at, name, search_key, title, phone, email, note) SELECT "
            "printf('%032x', i), 1, 0, '2026-01-01', '2026-01-01', 'Kho ' || i, '', '', '', '', '' FROM n",
            (NEWEST + 100,),
        )
    assert found(kit, "kho", who(Role.OPERATOR)) == ["Kho lúa"]
    assert len(kit.search.search("kho", who(), limit=30)) == 30


def test_the_index_is_made_again_when_it_is_lost_or_kinds_change(db: Database, cameras: CameraService) -> None:
    camera(cameras, "Đài phát thanh")
    search = SearchService(db)
    assert not index.ensure(db, search.kinds)
    assert [hit.title.text for hit in search.search("dai", who())] == ["Đài phát thanh"]
    with db.write() as session:
        session.connection().exec_driver_sql("DROP TRIGGER search_on_i_camera")
    camera(cameras, "Đài liệt sĩ")
    assert index.ensure(db, search.kinds)
    assert len(search.search("dai", who())) == 2
    fewer = {name: kind for name, kind in search.kinds.items() if name != "camera"}
    assert SearchService(db, fewer).search("dai", who()) == []
    assert len(SearchService(db).search("dai", who())) == 2
    search.rebuild()
    assert len(search.search("dai", who())) == 2


def test_a_salvaged_and_an_encrypted_profile_find_everything(tmp_path: Path) -> None:
    paths = AppPaths(tmp_path / "profile").create()
    secrets = SecretStore(tmp_path, use_keyring=False)
    db = Database(paths.database).open()
    SearchService(db)
    camera(CameraService(db, secrets), "Đồn biên phòng")
    db.close()
    salvage(paths.database, tmp_path / "backups", even_if_sound=True)
    conversion.encrypt(paths, "cây-đa-bến-nước", use_keyring=False)
    db = profile_database(paths, "cây-đa-bến-nước").open()
    search = SearchService(db)
    camera(CameraService(db, secrets), "Đồn công an")
    assert {hit.title.text for hit in search.search("don", who())} == {"Đồn biên phòng", "Đồn công an"}
    db.close()


def test_records_are_called_by_their_titles(kit: RecordKit, cameras: CameraService) -> None:
    made = camera(cameras, "Cảng Cửa Việt")
    gone = Ref("camera", uuid7())
    assert kit.search.titles([Ref("camera", made.id), gone, Ref("lạ", uuid7())]) == {
        Ref("camera", made.id): "Cảng Cửa Việt"
    }


def test_a_question_is_words_and_phrases() -> None:
    assert question(phrases('cổng "Chợ Đông" ba')) == '"cong" AND "cho dong" AND "ba"*'
    assert question(phrases('cổng "Chợ Đ')) == '"cong" AND "cho d"*'
    assert question(phrases("cổng ")) == '"cong"'
    assert question(phrases("a.b_c")) == '"a" AND "b" AND "c"*'


@pytest.mark.parametrize("text", ["", "ngắn", "từ " * 100, "x" * 1_000, "từ " * 100 + "khóa " + "từ " * 100, "ß" * 200])
def test_a_snippet_is_short_and_its_marks_are_inside(text: str) -> None:
    shown = snippet(text, phrases("khoa tu"))
    assert len(shown.text) <= 150
    assert all(0 <= span.start < span.end <= len(shown.text) for span in shown.spans)
