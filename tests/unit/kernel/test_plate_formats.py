"""Plates are told from other text, and what looks alike has one key."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ioc_desktop.kernel.plates.formats import TEMPLATES, PlateKind, normalise, read_plate, written
from ioc_desktop.kernel.plates.looks import known_runs, likeness, look_key, matches, pattern_of, sql_key
from ioc_desktop.kernel.plates.provinces import JOINED, PROVINCES, province_today

SIGNS = some.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", max_size=12)


@pytest.mark.parametrize(
    ("text", "bare", "kind", "province", "on_metal"),
    [
        ("51F-123.45", "51F12345", PlateKind.CAR, "Thành phố Hồ Chí Minh", "51F-123.45"),
        (" 30a 1234 ", "30A1234", PlateKind.CAR, "Hà Nội", "30A-1234"),
        ("59X1-123.45", "59X112345", PlateKind.MOTORBIKE, "Thành phố Hồ Chí Minh", "59X1-123.45"),
        ("29-AA\n123.45", "29AA12345", PlateKind.MOTORBIKE, "Hà Nội", "29AA-123.45"),
        ("74MĐ1-123.45", "74MD112345", PlateKind.MOTORBIKE, "Quảng Trị", "74MD1-123.45"),
        ("73LD-123.45", "73LD12345", PlateKind.CAR, "Quảng Trị", "73LD-123.45"),
        ("80-441-NG-07", "80441NG07", PlateKind.DIPLOMATIC, "Cục Cảnh sát giao thông", "80-441-NG-07"),
        ("TM-12-34", "TM1234", PlateKind.MILITARY, "", "TM-12-34"),
    ],
)
def test_plates_are_understood(text: str, bare: str, kind: PlateKind, province: str, on_metal: str) -> None:
    plate = read_plate(text)
    assert plate is not None
    assert (plate.text, plate.province_name, plate.written) == (bare, province, on_metal)
    assert kind in plate.kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234",
        "13A-123.45",
        "51O-123.45",
        "51I12345",
        "51F-123.4567",
        "５１F12345",
        "51F-12;45",
        "A" * 500,
        "51F1234\0",
    ],
)
def test_what_is_no_plate_is_none(text: str) -> None:
    assert read_plate(text) is None


@pytest.mark.parametrize(("bare", "series", "serial"), [("51F12345", "F", "12345"), ("59X112345", "X1", "12345")])
def test_a_plate_has_its_parts(bare: str, series: str, serial: str) -> None:
    plate = read_plate(bare)
    assert plate is not None
    assert (plate.province, plate.series, plate.serial) == (bare[:2], series, serial)


def test_every_template_makes_plates_that_are_read_again() -> None:
    for template in TEMPLATES:
        text = "".join(template.allowed(place)[-1] for place in range(len(template.places)))
        plate = read_plate(text)  # 99 and ZZ at its beginning
        assert plate is not None, template
        assert set(template.kinds) <= set(plate.kinds)
        assert normalise(plate.written) == text


def test_old_codes_belong_to_the_province_of_today() -> None:
    assert len(set(PROVINCES.values()) - {PROVINCES["80"]}) == 63
    assert len({province_today(code) for code in PROVINCES} - {PROVINCES["80"]}) == 34
    assert set(JOINED) | set(JOINED.values()) <= set(PROVINCES.values())
    assert province_today("43") == province_today("92") == "Đà Nẵng"
    assert province_today("13") == ""


def test_text_that_is_no_plate_is_written_as_it_is() -> None:
    assert written("XE THÔ SƠ") == "XE THÔ SƠ"


@given(SIGNS)
def test_sqlite_folds_as_python_does(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        assert connection.execute(f"SELECT {sql_key('?')}", (text,)).fetchone() == (look_key(text),)
    finally:
        connection.close()


@given(SIGNS)
def test_a_key_is_its_own_key(text: str) -> None:
    assert look_key(look_key(text)) == look_key(text)


@pytest.mark.parametrize("pair", ["0O", "0D", "8B", "1I", "5S", "2Z", "6G", "4A"])
def test_signs_that_are_mistaken_for_each_other_look_alike(pair: str) -> None:
    one, other = pair
    assert look_key(one) == look_key(other)


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [("51F-123.45", "51F12345"), ("123.45", "*12345*"), ("51f*345", "51F*345"), ("**51?1**", "*51?1*"), ("51…", "51*")],
)
def test_what_is_typed_becomes_a_pattern(typed: str, pattern: str) -> None:
    assert pattern_of(typed) == pattern


@pytest.mark.parametrize("typed", ["", "  ", "51F;1", "'; DROP", "A" * 60, "[51]"])
def test_what_no_plate_has_is_no_pattern(typed: str) -> None:
    assert pattern_of(typed) is None


def test_the_known_parts_of_a_pattern() -> None:
    assert known_runs("51*345") == ["345$", "^51"]
    assert known_runs("?5?1?") == []


def test_likeness_counts_what_stands_as_asked() -> None:
    assert likeness("51F12345", "51F12345") == 1.0
    assert likeness("51F12345", "5IF1Z345") == 0.75
    assert likeness("51*345", "51F12345") == 1.0
    assert likeness("51F12345", "51F12346") == 0.0
    assert not matches("51F", "51F12345")
