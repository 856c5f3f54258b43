from __future__ import annotations

from uuid import uuid4

from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.ui.video.sources import CameraSource, call_number, stream_spec, tile_content


def camera(**facts: object) -> Camera:
    given = {
        "id": uuid4(),
        "number": 7,
        "name": "Kè sông Hiếu",
        "main_url": "rtsp://10.0.0.7/main",
        "sub_url": "rtsp://10.0.0.7/sub",
    }
    return Camera(**(given | facts))  # type: ignore[arg-type]


def test_tiles_take_the_small_stream_and_enlarged_ones_the_main_stream() -> None:
    source = CameraSource(camera())
    small = tile_content(source)
    assert small.stream is not None
    assert small.stream.url.endswith("/sub")
    large = tile_content(source, enlarged=True)
    assert large.stream is not None
    assert large.stream.url.endswith("/main")
    assert large.key == small.key
    assert large.stream.id != small.stream.id


def test_without_a_small_stream_it_is_the_main_one_under_one_name() -> None:
    only = camera(sub_url="")
    assert stream_spec(only, "sub", None) == stream_spec(only, "main", None)


def test_credentials_travel_in_the_spec_and_never_in_print() -> None:
    source = CameraSource(camera(has_credentials=True), ("admin", "s3cret"))
    content = tile_content(source)
    assert content.stream is not None
    assert (content.stream.username, content.stream.password) == ("admin", "s3cret")
    assert "s3cret" not in repr(source) + repr(content)


def test_call_numbers_have_two_digits_or_more() -> None:
    assert [call_number(number) for number in (7, 42, 113)] == ["07", "42", "113"]
