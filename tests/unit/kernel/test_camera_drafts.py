from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.kernel.cameras.address import is_address, split_login
from ioc_desktop.kernel.cameras.model import KIND_TITLES, Camera, CameraDraft, CameraKind

GOOD = CameraDraft(name="Ngã tư", main_url="rtsp://10.0.0.7:554/ch1")


def codes(**changes: object) -> dict[str, str]:
    draft = CameraDraft(**{"name": "Ngã tư", "main_url": "rtsp://10.0.0.7/1", **changes})  # type: ignore[arg-type]
    return {field: error.code for field, error in draft.problems().items()}


def test_a_good_draft_has_no_problems() -> None:
    assert GOOD.problems() == {}
    assert codes(latitude=16.8, longitude=107.1, azimuth_deg=360, fov_deg=1, retention_days=0, number=1) == {}


def test_every_field_that_is_wrong_is_named() -> None:
    found = codes(
        name="  ",
        main_url="",
        sub_url="ftp://h/1",
        latitude=90.1,
        longitude=-180.5,
        azimuth_deg=-1,
        fov_deg=0,
        retention_days=-1,
        number=0,
        transport="sctp",
    )
    assert found == {
        "name": "camera.name_missing",
        "main_url": "camera.url_missing",
        "sub_url": "camera.url_wrong",
        "latitude": "camera.out_of_range",
        "longitude": "camera.out_of_range",
        "azimuth_deg": "camera.out_of_range",
        "fov_deg": "camera.out_of_range",
        "retention_days": "camera.out_of_range",
        "number": "camera.out_of_range",
        "transport": "camera.transport",
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"latitude": 16.0}, {"longitude": "camera.half_position"}),
        ({"longitude": 107.0}, {"latitude": "camera.half_position"}),
        ({"latitude": float("nan"), "longitude": 1.0}, {"latitude": "camera.out_of_range"}),
        ({"fov_deg": float("inf")}, {"fov_deg": "camera.out_of_range"}),
        ({"name": "x" * 121}, {"name": "camera.text_too_long"}),
        ({"name": "a\x00b"}, {"name": "camera.control_character"}),
        ({"notice_text": "một\nhai"}, {}),
        ({"user_name": "", "password": "x"}, {"user_name": "camera.user_missing"}),
    ],
)
def test_special_values(changes: dict[str, object], expected: dict[str, str]) -> None:
    assert codes(**changes) == expected


@pytest.mark.parametrize(
    "url",
    [
        "rtsp://h",
        "RTSP://10.0.0.7:8554/a?b=c#d",
        "rtsps://[fe80::1%25eth0]:322/x",
        "http://h/cgi-bin/mjpg?x=1",
        "https://camera.example",
        "file:///clips/a.mp4",
        "/clips/a.mp4",
        "./a.mp4",
        "~/a.mp4",
        r"C:\clips\a.mp4",
        r"\\server\clips\a.mp4",
    ],
)
def test_addresses_that_can_be_opened(url: str) -> None:
    assert is_address(url)


@pytest.mark.parametrize(
    "url", ["", "rtsp://", "rtsp:///x", "rtsp://h:0/", "rtsp://h:99999/", "rtsp://a b/", "ftp://h/x", "10.0.0.7", "h/x"]
)
def test_addresses_that_cannot(url: str) -> None:
    assert not is_address(url)


def test_the_login_leaves_the_address() -> None:
    draft = CameraDraft(name="a", main_url=" rtsp://admin:p%40ss@h/1 ", sub_url="rtsp://admin:x@h/2").cleaned()
    assert (draft.main_url, draft.sub_url) == ("rtsp://h/1", "rtsp://h/2")
    assert (draft.user_name, draft.password) == ("admin", "p@ss")
    assert "p@ss" not in repr(draft)


def test_a_login_that_was_typed_wins_over_the_address() -> None:
    draft = CameraDraft(name="a", main_url="rtsp://a:1@h/1", user_name="b", password="2").cleaned()
    assert (draft.user_name, draft.password, draft.main_url) == ("b", "2", "rtsp://h/1")


@pytest.mark.parametrize(
    ("url", "bare", "login"),
    [
        ("rtsp://u:p@ss@h:1/x", "rtsp://h:1/x", ("u", "p@ss")),
        ("rtsp://u:a/b@h:1/x", "rtsp://h:1/x", ("u", "a/b")),
        ("rtsp://u@h/x", "rtsp://h/x", ("u", "")),
        ("rtsp://h:554/x@y", "rtsp://h:554/x@y", None),
        ("rtsp://[::1]/x@y", "rtsp://[::1]/x@y", None),
        ("file:///a@b.mp4", "file:///a@b.mp4", None),
        ("/a:b@c.mp4", "/a:b@c.mp4", None),
    ],
)
def test_logins_in_careless_addresses(url: str, bare: str, login: tuple[str, str] | None) -> None:
    assert split_login(url) == (bare, login)


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=15)


@given(TEXT, TEXT)
def test_any_encoded_login_comes_out_as_it_was(user: str, password: str) -> None:
    url = f"rtsp://{quote(user, safe='')}:{quote(password, safe='')}@h:554/x"
    assert split_login(url) == ("rtsp://h:554/x", (user, password))


@given(st.text(max_size=80))
def test_any_text_is_judged_without_failing(text: str) -> None:
    draft = CameraDraft(name=text, main_url=text, sub_url=text, place=text, notice_text=text)
    for problem in draft.problems().values():
        assert problem.message()
    assert draft.cleaned().cleaned().name == draft.cleaned().name


def test_text_is_stored_in_one_normal_form() -> None:
    draft = CameraDraft(name=unicodedata.normalize("NFD", " Cầu   Đông Hà "), main_url="/a").cleaned()
    assert draft.name == "Cầu Đông Hà"


def test_a_camera_offers_its_streams_and_its_search_key() -> None:
    from uuid import uuid4

    camera = Camera(id=uuid4(), number=7, name="Cầu Đông Hà", main_url="m", org_unit="Phường 1")
    assert (camera.url("sub"), camera.url("main")) == ("m", "m")
    assert "cau dong ha" in camera.search_key
    assert CameraDraft.of(camera).cleaned() == CameraDraft.of(camera)


def test_every_kind_has_a_title() -> None:
    assert set(KIND_TITLES) == set(CameraKind)
