from uuid import UUID, uuid4

import pytest

from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.panels.cameras.rows import StreamKind, call_number, matches, stream_view, streams_by_camera
from ioc_desktop.video.types import StreamState, StreamStatus

CAMERA = Camera(id=uuid4(), number=7, name="Kè sông Hiếu", place="Trụ phía bắc", org_unit="Phường Đông Hà")


@pytest.mark.parametrize("query", ["", "07", "song hieu", "SÔNG", "đông hà", "dong ha 07", "tru bac"])
def test_search_finds_with_or_without_accents(query: str) -> None:
    assert matches(CAMERA, query)


@pytest.mark.parametrize("query", ["08", "song huong", "hieu xyz"])
def test_search_wants_every_word(query: str) -> None:
    assert not matches(CAMERA, query)


def test_call_number_has_two_digits_at_least() -> None:
    assert [call_number(number) for number in (7, 42, 364)] == ["07", "42", "364"]


def test_every_stream_state_has_a_view() -> None:
    kinds = {stream_view(StreamStatus(state=state), 5.0).kind for state in StreamState}
    assert kinds == set(StreamKind)


def test_the_better_of_two_streams_of_a_camera_counts() -> None:
    camera = uuid4()
    lost = StreamStatus(stream_id=f"{camera}/sub", state=StreamState.LOST)
    live = StreamStatus(stream_id=f"{camera}/main", state=StreamState.LIVE)
    for order in ([lost, live], [live, lost]):
        assert streams_by_camera(order)[camera] is live


def test_streams_of_nobody_are_left_out() -> None:
    found = streams_by_camera([StreamStatus(), StreamStatus(stream_id="test/main", state=StreamState.LIVE)])
    assert found == {}


def test_time_in_a_state_never_runs_backwards() -> None:
    status = StreamStatus(stream_id=f"{UUID(int=1)}/sub", state=StreamState.LOST, state_since=100.0)
    assert stream_view(status, 142.9).for_s == 42
    assert stream_view(status, 99.0).for_s == 0
