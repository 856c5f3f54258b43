"""The work of the page of rules, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.cameras.model import Camera, CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.rules.service import RuleDraft, RuleService
from ioc_desktop.panels.rules.drawing import Sketch
from ioc_desktop.panels.rules.presenter import RulesPresenter, fitting
from ioc_desktop.panels.rules.stored import drafted, sketch_of, sketched
from ioc_desktop.store.database import Database
from ioc_desktop.ui.runner import Runner
from ioc_desktop.vision.rules.model import Rule, RuleKind, Schedule, Severity
from ioc_desktop.vision.rules.stored import readable, runnable, understood

SQUARE = ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8))
LABELS = ("person", "motorcycle", "car")


class Page:
    """The presenter and what is behind it."""

    def __init__(self, folder: Path, runner: Runner) -> None:
        self.database = Database(folder / "rules.db").open()
        self.cameras = CameraService(self.database, SecretStore(folder / "secrets"))
        self.rules = RuleService(self.database)
        self.presenter = RulesPresenter(rules=self.rules, cameras=self.cameras, runner=runner)

    def camera(self, name: str) -> Camera:
        return self.cameras.add(CameraDraft(name=name, main_url="rtsp://192.0.2.1/a"))


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    runner = Runner(2)
    made = Page(tmp_path, runner)
    yield made
    runner.close()
    made.database.close()


def test_a_rule_is_drawn_saved_and_opened_again(page: Page) -> None:
    camera = page.camera("Cầu")

    async def go() -> None:
        presenter = page.presenter
        await presenter.load()
        await presenter.choose_camera(camera.id)
        presenter.start(RuleKind.WRONG_WAY, "Ngược chiều")
        sketch = presenter.state.edited.sketch if presenter.state.edited else Sketch()
        assert sketch.pending == "polygon"
        for corner in SQUARE:
            sketch = sketch.adding(corner)
        presenter.draw(sketch.finishing())
        edited = presenter.state.edited
        assert edited is not None
        assert edited.sketch.direction is not None, "a kind that needs a direction gets an arrow"
        assert presenter.problems(LABELS, (1280, 720)) == []
        await presenter.save((1280, 720), is_armed=True)
        assert not presenter.state.is_dirty
        (stored,) = presenter.state.rules
        assert presenter.state.counts == {camera.id: (1, 1)}
        presenter.open(stored.id)
        rule = understood(stored)
        assert (rule.polygon, rule.picture_size, rule.name) == (SQUARE, (1280, 720), "Ngược chiều")

    asyncio.run(go())
    assert list(runnable(page.rules.armed())) == [str(camera.id)]


def test_reading_plates_needs_no_drawing_and_alarms_nobody(page: Page) -> None:
    camera = page.camera("Cổng")

    async def go() -> None:
        presenter = page.presenter
        await presenter.load()
        await presenter.choose_camera(camera.id)
        presenter.start(RuleKind.PLATE_READ, "Đọc biển số")
        assert presenter.problems(LABELS, (1920, 1080)) == []
        assert presenter.problems(("motion",), (1920, 1080)) == []
        await presenter.save((1920, 1080), is_armed=True)
        rule = understood(presenter.state.rules[0])
        assert (rule.kind, rule.severity, rule.polygon) == (RuleKind.PLATE_READ, Severity.INFO, ())

    asyncio.run(go())
    assert list(runnable(page.rules.armed())) == [str(camera.id)]


def test_what_is_wrong_is_known_before_it_is_armed(page: Page) -> None:
    camera = page.camera("Cầu")

    async def go() -> None:
        presenter = page.presenter
        await presenter.load()
        await presenter.choose_camera(camera.id)
        presenter.start(RuleKind.INTRUSION, "Vùng")
        presenter.draw(Sketch((SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3])))
        assert [each.error.code for each in presenter.problems(LABELS, (0, 0))] == ["rule.polygon_crossed"]
        presenter.change(Rule(id="", kind=RuleKind.NO_HELMET, name="Mũ"))
        assert [each.error.code for each in presenter.problems(LABELS, (0, 0))] == ["rule.no_class"] or (
            "rule.polygon_crossed" in {each.error.code for each in presenter.problems(LABELS, (0, 0))}
        )

    asyncio.run(go())


def test_another_name_accepts_no_other_picture_but_a_person_does(page: Page) -> None:
    camera = page.camera("Cầu")
    old = Rule(id="", kind=RuleKind.INTRUSION, name="A", polygon=SQUARE, picture_size=(1920, 1080))
    rule = page.rules.add(drafted(old, camera.id, is_armed=True))

    async def go() -> None:
        presenter = page.presenter
        await presenter.load()
        await presenter.choose_camera(camera.id)
        edited = presenter.state.edited
        assert edited is not None
        presenter.change(replace(edited.rule, name="B"))
        await presenter.save((704, 576), is_armed=True)
        assert understood(presenter.state.rules[0]).picture_size == (1920, 1080), "nobody looked at the drawing"
        edited = presenter.state.edited
        assert edited is not None
        presenter.change(replace(edited.rule, name="C"))
        await presenter.accept((704, 576), (352, 288))
        stored = understood(presenter.state.rules[0])
        assert (stored.picture_size, stored.accepted_size) == ((704, 576), (352, 288))
        assert (stored.name, presenter.state.is_dirty) == ("B", True), "what else is in hand is not saved by it"
        edited = presenter.state.edited
        assert edited is not None
        presenter.draw(replace(edited.sketch, polygon=SQUARE[:3]))
        await presenter.save((1280, 720), is_armed=True, watched=(640, 360))
        stored = understood(presenter.state.rules[0])
        assert (stored.picture_size, stored.accepted_size) == ((1280, 720), (640, 360)), "drawn anew on these"
        assert (stored.name, stored.id) == ("C", str(rule.id))

    asyncio.run(go())


def test_changes_are_dropped_and_removals_undone(page: Page) -> None:
    camera = page.camera("Cầu")
    rule = page.rules.add(
        drafted(Rule(id="", kind=RuleKind.INTRUSION, name="A", polygon=SQUARE), camera.id, is_armed=True)
    )

    async def go() -> None:
        presenter = page.presenter
        await presenter.load()
        await presenter.choose_camera(camera.id)
        assert presenter.state.edited is not None
        serial = presenter.state.edited.serial
        presenter.change(Rule(id=str(rule.id), kind=RuleKind.INTRUSION, name="B", polygon=SQUARE))
        assert presenter.state.is_dirty
        presenter.revert()
        assert presenter.state.edited.rule.name == "A"
        assert presenter.state.edited.serial > serial
        gone = await presenter.remove()
        assert presenter.state.rules == []
        assert gone is not None
        await presenter.bring_back(gone)
        assert [each.name for each in presenter.state.rules] == ["A"]

    asyncio.run(go())


def test_what_is_in_hand_survives_the_news_of_another_desktop(page: Page) -> None:
    camera = page.camera("Cầu")

    async def go() -> None:
        presenter = page.presenter
        await presenter.load()
        await presenter.choose_camera(camera.id)
        presenter.start(RuleKind.LINE_CROSSING, "Đếm")
        page.rules.add(RuleDraft(camera_id=camera.id, name="khác", kind="intrusion"))
        await presenter.load()
        assert presenter.state.edited is not None
        assert presenter.state.edited.rule.name == "Đếm"
        assert [each.name for each in presenter.state.rules] == ["khác"]

    asyncio.run(go())


def test_cameras_are_found_without_accents(page: Page) -> None:
    page.camera("Cầu Đông Hà")
    page.camera("Chợ")
    asyncio.run(page.presenter.load())
    page.presenter.search("dong ha")
    assert [each.name for each in page.presenter.state.shown_cameras] == ["Cầu Đông Hà"]


def test_every_part_of_a_rule_is_kept(page: Page) -> None:
    camera = page.camera("Cầu")
    rule = Rule(
        id="x", kind=RuleKind.RED_LIGHT, name="Đèn", severity=Severity.HIGH, line=SQUARE[:2], lamp=SQUARE,
        direction=(0.0, -0.2), classes=("car",), min_s=2.0, cool_down_s=9.0, sensitivity=0.7,
        schedule=Schedule(days=(0, 4), start_min=1320, end_min=360), picture_size=(640, 360),
    )  # fmt: skip
    stored = page.rules.add(drafted(rule, camera.id, is_armed=False))
    again = understood(stored)
    assert again == sketched(again, sketch_of(again))
    assert {**vars(again), "id": "x"} == vars(rule)


def test_a_row_that_nobody_understands_stops_nothing(page: Page) -> None:
    camera = page.camera("Cầu")
    broken = page.rules.add(RuleDraft(camera_id=camera.id, name="Hỏng", kind="telepathy", is_armed=True))
    good = page.rules.add(drafted(Rule(id="", kind=RuleKind.TAMPERING, name="Che"), camera.id, is_armed=True))
    assert [rule.id for rule in runnable(page.rules.armed())[str(camera.id)]] == [str(good.id)]
    assert readable(broken).name == "Hỏng"


def test_another_kind_keeps_what_serves_it() -> None:
    drawn = Sketch(SQUARE, direction=(0.1, 0.0))
    assert fitting(RuleKind.INTRUSION, drawn).polygon == SQUARE
    line = fitting(RuleKind.LINE_CROSSING, drawn)
    assert (line.polygon, line.pending) == ((), "line")
