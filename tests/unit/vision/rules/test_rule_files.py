"""Files of rules: the same back, and every fault named."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.rules.fields import FieldError, rule_fields, rule_from
from ioc_desktop.vision.rules.files import read_rules, write_rules
from ioc_desktop.vision.rules.model import Rule, RuleKind, Schedule, Severity
from tests.support.actors import LABELS, SQUARE

GOOD = {"id": "a", "kind": "intrusion", "classes": ["person"], "polygon": [list(point) for point in SQUARE], "min_s": 2}


def written(tmp_path: Path, body: Any) -> Path:
    path = tmp_path / "rules.json"
    path.write_text(body if isinstance(body, str) else json.dumps(body), "utf-8")
    return path


def test_the_agreed_fields_are_read(tmp_path: Path) -> None:
    line = {"id": 7, "kind": "line_crossing", "classes": None, "line": [[0.1, 0.5], [0.9, 0.5]], "direction": [0, 1]}
    file = read_rules(written(tmp_path, {"rules": [GOOD, line]}), LABELS)
    assert file.rules == (
        Rule(id="a", kind=RuleKind.INTRUSION, classes=("person",), polygon=SQUARE, min_s=2.0),
        Rule(id="7", kind=RuleKind.LINE_CROSSING, line=((0.1, 0.5), (0.9, 0.5)), direction=(0.0, 1.0)),
    )
    assert file.remarks == ()


shares = st.floats(0, 1)
points = st.tuples(shares, shares)
minutes = st.integers(0, 1440)


@given(
    rule=st.builds(
        Rule,
        id=st.text("abc đường", min_size=1, max_size=8).map(str.strip).filter(bool),
        kind=st.sampled_from(RuleKind),
        name=st.text(max_size=10),
        classes=st.none() | st.lists(st.sampled_from(LABELS), max_size=3).map(tuple),
        polygon=st.lists(points, max_size=5).map(tuple),
        line=st.lists(points, max_size=2).map(tuple),
        direction=st.none() | points,
        signal=st.text("abc", max_size=5),
        lamp=st.lists(points, max_size=4).map(tuple),
        min_s=st.floats(0, 1e4),
        sensitivity=shares,
        cool_down_s=st.floats(0, 1e4),
        limit=st.none() | st.floats(0, 1e4),
        severity=st.sampled_from(Severity),
        schedule=st.builds(
            Schedule, days=st.lists(st.integers(0, 6), max_size=7).map(tuple), start_min=minutes, end_min=minutes
        ),
        picture_size=st.just((0, 0)) | st.tuples(st.integers(1, 4000), st.integers(1, 4000)),
    )
)
def test_what_is_written_is_read_back(rule: Rule) -> None:
    assert rule_from(json.loads(json.dumps(rule_fields(rule)))) == rule


def test_a_file_is_written_and_read_back(tmp_path: Path) -> None:
    rules = [Rule(id="ngã tư", kind=RuleKind.CROWD, polygon=SQUARE, limit=20.0, severity=Severity.HIGH)]
    write_rules(rules, tmp_path / "r.json")
    assert list(read_rules(tmp_path / "r.json").rules) == rules
    with pytest.raises(ExpectedError) as caught:
        write_rules(rules, tmp_path / "nowhere" / "r.json")
    assert caught.value.code == "rules.cannot_write"


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("{", "rules.not_json", "dòng 1, cột 2"),
        ("[" * 200_000, "rules.unreadable", "UTF-8"),
        ([GOOD], "rules.not_rules", "rules.json"),
        ({"rules": []}, "rules.not_rules", "rules.json"),
        ({"rules": {"a": GOOD}}, "rules.not_rules", "rules.json"),
        ({"rules": [None]}, "rules.faulty", "Luật thứ 1"),
        ({"rules": [{**GOOD, "id": ""}]}, "rules.faulty", "id"),
        ({"rules": [{**GOOD, "kind": "speeding"}]}, "rules.faulty", "wrong_way"),
        ({"rules": [{**GOOD, "kind": ["x"]}]}, "rules.faulty", "wrong_way"),
        ({"rules": [{**GOOD, "classes": "person"}]}, "rules.faulty", "classes"),
        ({"rules": [{**GOOD, "polygon": [[0.1, 0.2], [0.3]]}]}, "rules.faulty", "polygon"),
        ({"rules": [{**GOOD, "polygon": [0.1, 0.2]}]}, "rules.faulty", "polygon"),
        ({"rules": [{**GOOD, "polygon": [[0.1, 0.2]] * 501}]}, "rules.faulty", "polygon"),
        ({"rules": [{**GOOD, "direction": [1, "x"]}]}, "rules.faulty", "direction"),
        ({"rules": [{**GOOD, "min_s": "2"}]}, "rules.faulty", "min_s"),
        ({"rules": [{**GOOD, "min_s": True}]}, "rules.faulty", "min_s"),
        ({"rules": [{**GOOD, "name": 3}]}, "rules.faulty", "name"),
        ({"rules": [{**GOOD, "severity": "loud"}]}, "rules.faulty", "severity"),
        ({"rules": [{**GOOD, "schedule": {"start": "25:00"}}]}, "rules.faulty", "22:00"),
        ({"rules": [{**GOOD, "schedule": [1]}]}, "rules.faulty", "schedule"),
        ({"rules": [GOOD, GOOD]}, "rules.faulty", "cùng mã"),
        ({"rules": [{**GOOD, "polygon": [[0.1, 0.1], [0.2, 0.2]]}]}, "rules.faulty", "3 điểm"),
        ({"rules": [{**GOOD, "classes": ["giraffe"]}]}, "rules.faulty", "hươu cao cổ"),
    ],
)
def test_a_bad_file_is_refused_in_words(tmp_path: Path, body: Any, code: str, words: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        read_rules(written(tmp_path, body), LABELS)
    assert caught.value.code == code
    assert words in caught.value.message()


def test_every_fault_of_a_file_is_listed(tmp_path: Path) -> None:
    faulty = [{**GOOD, "id": "b", "kind": "x"}, {**GOOD, "id": "c", "polygon": []}, {**GOOD, "id": "d", "min_s": -1}]
    with pytest.raises(ExpectedError) as caught:
        read_rules(written(tmp_path, {"rules": [GOOD, *faulty]}), LABELS)
    message = caught.value.message()
    assert caught.value.facts["count"] == 3
    assert "Luật thứ 2 (b)" in message
    assert "Luật c" in message
    assert "Luật d" in message


def test_strange_fields_are_told_and_left_out(tmp_path: Path) -> None:
    file = read_rules(written(tmp_path, {"rules": [{**GOOD, "minimum": 3}], "version": 2}), LABELS)
    assert len(file.rules) == 1
    assert "minimum" in file.remarks[0]


def test_other_encodings_and_missing_files(tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_bytes(b"\xff\xfe{")
    with pytest.raises(ExpectedError, match="unreadable"):
        read_rules(path)
    with pytest.raises(ExpectedError, match="no_file"):
        read_rules(tmp_path / "none.json")
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"rules": [GOOD]}).encode())
    assert len(read_rules(path).rules) == 1


def test_a_fault_has_words() -> None:
    with pytest.raises(FieldError, match="id"):
        rule_from({"kind": "crowd"})
