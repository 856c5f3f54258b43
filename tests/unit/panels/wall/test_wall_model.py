from __future__ import annotations

import json
from uuid import uuid4

import pytest

from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.panels.wall import PANEL
from ioc_desktop.panels.wall.model import WallMemory, group_cameras


def camera(number: int, name: str, unit: str = "", place: str = "") -> Camera:
    return Camera(id=uuid4(), number=number, name=name, org_unit=unit, place=place, main_url="rtsp://h/m")


DISTRICT = [
    camera(7, "Kè sông Hiếu", "Phường Đông Hà"),
    camera(3, "Chợ Đông Hà", "Phường Đông Hà"),
    camera(70, "Đường Ông Ích Khiêm", "Phường Nam Đông Hà"),
    camera(12, "Cổng THPT", "", "Khu phố 10"),
    camera(5, "Kho"),
]


def test_the_tree_groups_by_unit_and_orders_by_number() -> None:
    groups = group_cameras(DISTRICT)
    assert [group.title for group in groups] == ["Khu phố 10", "Phường Đông Hà", "Phường Nam Đông Hà", ""]
    assert [each.number for each in groups[1].cameras] == [3, 7]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("ke song", {7}),
        ("KÈ", {7}),
        ("duong ong ich", {70}),
        ("đông hà chợ", {3}),
        ("7", {7}),
        ("70", {70}),
        ("khu pho", {12}),
        ("xyz", set()),
        ("", {3, 5, 7, 12, 70}),
    ],
)
def test_search_needs_no_accents(sought: str, found: set[int]) -> None:
    groups = group_cameras(DISTRICT, sought)
    assert {each.number for group in groups for each in group.cameras} == found


def test_memory_survives_json() -> None:
    memory = WallMemory("1+5", 2, (uuid4(), None, uuid4()), boxes=False, tree=False, exact=True)
    assert WallMemory.from_json(json.loads(json.dumps(memory.to_json()))) == memory


@pytest.mark.parametrize(
    "stored",
    [
        None,
        7,
        "4x4",
        [],
        {"layout": "9x9"},
        {"page": -1},
        {"page": True},
        {"cells": ["not an id"]},
        {"cells": "x"},
        {"layout": 3},
    ],
)
def test_unreadable_memory_is_no_memory(stored: object) -> None:
    assert WallMemory.from_json(stored) == WallMemory()


def test_the_panel_comes_first() -> None:
    assert (PANEL.key, PANEL.title, PANEL.permission) == ("wall", "Tường", "wall.view")
