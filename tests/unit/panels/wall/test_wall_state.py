from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.panels.wall.model import WallMemory
from ioc_desktop.panels.wall.state import Direction, State, neighbour
from ioc_desktop.ui.video.layouts import LAYOUTS


def cameras(count: int) -> list[Camera]:
    return [
        Camera(id=uuid4(), number=number, name=f"Ngã tư {number}", main_url="rtsp://h/m")
        for number in range(1, count + 1)
    ]


def wall(count: int, layout: str = "2x2") -> State:
    return State(layout_key=layout).with_cameras(cameras(count))


def numbers(state: State) -> list[int | None]:
    found = [state.camera(cell) for cell in state.on_page]
    return [camera.number if camera else None for camera in found]


def camera_id(state: State, number: int) -> UUID:
    camera = state.numbered(number)
    assert camera is not None
    return camera.id


def test_all_cameras_stand_by_call_number() -> None:
    state = State(layout_key="2x2").with_cameras(list(reversed(cameras(6))))
    assert numbers(state) == [1, 2, 3, 4]
    assert state.pages == 2
    assert numbers(state.turned(1)) == [5, 6, None, None]


def test_pages_stop_at_the_ends() -> None:
    state = wall(6)
    assert state.turned(-1) == state
    assert state.turned(1).turned(5).page == 1


def test_a_camera_from_the_tree_takes_the_place_it_is_dropped_on() -> None:
    state = wall(4).removing(2)
    state = replace(state, cells=state.cells[:2] if state.cells else None)
    state = state.placing(camera_id(state, 4), 0)
    assert numbers(state) == [4, 2, None, None]
    assert state.selected == 0


def test_a_camera_already_on_the_wall_changes_places() -> None:
    state = wall(4)
    state = state.placing(camera_id(state, 4), 0)
    assert numbers(state) == [4, 2, 3, 1]


def test_tiles_swap_and_the_selection_goes_along() -> None:
    state = wall(3).selecting(0).swapping(0, 3)
    assert numbers(state) == [None, 2, 3, 1]
    assert state.selected == 3
    assert state.swapping(3, 0).on_page == wall_like(state, [1, 2, 3, None])


def wall_like(state: State, wanted: list[int | None]) -> tuple[UUID | None, ...]:
    return tuple(camera_id(state, number) if number else None for number in wanted)


def test_removing_frees_a_place_and_keeps_the_others() -> None:
    state = wall(4).removing(1)
    assert numbers(state) == [1, None, 3, 4]
    assert state.removing(1) == state


def test_a_camera_is_shown_in_the_first_free_place() -> None:
    state = wall(5).removing(1).removing(2)
    gone = wall_like(state, [2])[0]
    assert gone is not None
    assert numbers(state.placing_anywhere(gone)) == [1, 2, None, 4]
    assert numbers(state.selecting(2).placing_anywhere(gone)) == [1, None, 2, 4]


def test_a_camera_on_another_page_is_turned_to() -> None:
    state = wall(6)
    state = state.placing_anywhere(camera_id(state, 6))
    assert (state.page, state.selected) == (1, 1)
    assert state.cells is None, "looking changes no arrangement"


def test_without_a_free_place_a_page_is_added() -> None:
    state = wall(5)
    state = replace(state, cells=tuple(camera.id for camera in state.cameras[:4]))
    state = state.placing_anywhere(camera_id(state, 5))
    assert (state.page, state.pages, numbers(state)) == (1, 2, [5, None, None, None])


def test_another_layout_keeps_the_selected_camera_in_view() -> None:
    state = wall(20).turned(3).selecting(1)
    assert numbers(state)[1] == 14
    state = state.with_layout("3x3")
    assert (state.page, state.selected) == (1, 4)
    assert numbers(state)[4] == 14


def test_another_layout_without_selection_stays_near() -> None:
    assert wall(20).turned(3).with_layout("3x3").page == 1


def test_a_smaller_district_has_fewer_pages() -> None:
    state = wall(9).turned(2)
    fewer = state.with_cameras(state.cameras[:3])
    assert (fewer.page, numbers(fewer)) == (0, [1, 2, 3, None])


def test_a_camera_that_is_gone_leaves_its_place_free() -> None:
    state = wall(4).swapping(0, 1)
    state = state.enlarging(0).with_cameras([camera for camera in state.cameras if camera.number != 2])
    assert numbers(state) == [None, 1, 3, 4]
    assert state.enlarged is None


def test_enlarging_and_back() -> None:
    state = wall(4).enlarging(2)
    assert state.enlarged == camera_id(state, 3)
    assert state.enlarging(None).enlarged is None
    assert state.enlarging(None).selected == 2
    assert wall(1).enlarging(3).enlarged is None


def test_digits_lead_to_a_camera() -> None:
    state = wall(6)
    for digit in "06":
        state = state.typing(digit)
    state = state.jumped()
    assert (state.typed, state.page, state.selected) == ("", 1, 1)


def test_digits_in_an_enlarged_tile_change_the_camera() -> None:
    state = wall(6).enlarging(0).typing("5").jumped()
    assert state.enlarged == camera_id(state, 5)


def test_an_unknown_number_changes_nothing() -> None:
    state = wall(6).selecting(1)
    assert state.typing("9").typing("9").jumped() == state
    assert state.jumped() == state


def test_a_long_number_keeps_its_last_digits() -> None:
    state = wall(1)
    for digit in "1234567":
        state = state.typing(digit)
    assert state.typed == "34567"


@pytest.mark.parametrize(
    ("layout", "slot", "direction", "expected"),
    [
        ("2x2", 0, "right", 1),
        ("2x2", 1, "right", None),
        ("2x2", 0, "down", 2),
        ("2x2", 3, "up", 1),
        ("1+5", 0, "right", 1),
        ("1+5", 0, "down", 3),
        ("1+5", 2, "left", 0),
        ("1+5", 4, "up", 0),
        ("1+7", 5, "up", 0),
        ("8x8", 63, "left", 62),
    ],
)
def test_neighbours(layout: str, slot: int, direction: Direction, expected: int | None) -> None:
    assert neighbour(LAYOUTS[layout], slot, direction) == expected


def test_the_first_arrow_selects_the_first_tile() -> None:
    state = wall(4).moved("right")
    assert state.selected == 0
    assert state.moved("right").moved("down").selected == 3
    assert state.moved("left") == state


def test_by_number_forgets_the_arrangement() -> None:
    state = wall(4).swapping(0, 3).by_number()
    assert (state.cells, numbers(state)) == (None, [1, 2, 3, 4])


def test_the_state_becomes_what_was_remembered() -> None:
    state = replace(wall(9).swapping(0, 3).turned(1), boxes=False, tree=False).toggling_exact()
    assert state.exact
    again = State().remembering(WallMemory.from_json(state.memory.to_json())).with_cameras(state.cameras)
    assert again.memory == state.memory
    assert again.on_page == state.on_page
