from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.redact import redact
from ioc_desktop.core.text import fold, natural_key, nfc


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đường Nguyễn Huệ", "duong nguyen hue"),
        ("  NGÃ  TƯ\tẴẶỔỮỴ ", "nga tu aaouy"),
        (unicodedata.normalize("NFD", "Phường Đông Hà"), "phuong dong ha"),
        ("", ""),
    ],
)
def test_folding_takes_case_marks_and_spaces_away(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_normal_forms_do_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert nfc(nfc(text)) == nfc(text)


def test_camera_9_comes_before_camera_10() -> None:
    names = ["Camera 10", "camera 9", "Đài 2", "dai 1", "camera 9b"]
    assert sorted(names, key=natural_key) == ["camera 9", "camera 9b", "Camera 10", "dai 1", "Đài 2"]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_names_can_be_put_in_natural_order(names: list[str]) -> None:
    assert len(sorted(names, key=natural_key)) == len(names)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://admin:12345@10.0.0.7/ch1", "rtsp://***@10.0.0.7/ch1"),
        ("rtsp://admin:p@ss@10.0.0.7/ch1", "rtsp://***@10.0.0.7/ch1"),
        ("rtsp://admin:p/ss@10.0.0.7/ch1", "rtsp://***@10.0.0.7/ch1"),
        ("rtsp://h:554/a@b", "rtsp://h:554/a@b"),
        ("rtsp://[fe80::1]/a@b", "rtsp://[fe80::1]/a@b"),
        ("http://h/cgi?usr=a&pwd=1&x=2", "http://h/cgi?usr=***&pwd=***&x=2"),
        ("rtsp://h/user=a&password=b&channel=1", "rtsp://h/user=***&password=***&channel=1"),
        ("a rtsp://u:p@h b http://v:q@i/", "a rtsp://***@h b http://***@i/"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, shown: str) -> None:
    assert redact(address) == shown


SECRET = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=3, max_size=12)


@given(SECRET.map(lambda text: f"~{text}~"))
def test_no_password_survives(password: str) -> None:
    shown = redact(f"rtsp://admin:{password}@camera.example:554/stream")
    assert password not in shown
    assert "camera.example" in shown
