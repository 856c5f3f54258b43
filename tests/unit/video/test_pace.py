import pytest

from ioc_desktop.video.pace import Lateness, Pacer


def test_a_file_keeps_its_own_rhythm() -> None:
    pacer = Pacer()
    assert [pacer.due_s(pts, 100.0) for pts in (5.0, 5.5, 6.0)] == pytest.approx([100.0, 100.5, 101.0])


def test_a_repetition_goes_on_after_one_step() -> None:
    pacer = Pacer()
    for pts in (0.0, 0.1, 0.2):
        pacer.due_s(pts, 100.0 + pts)
    assert pacer.due_s(0.0, 100.2) == pytest.approx(100.3)
    assert pacer.due_s(0.1, 100.3) == pytest.approx(100.4)


def test_lost_time_is_given_up() -> None:
    pacer = Pacer()
    pacer.due_s(0.0, 100.0)
    assert pacer.due_s(0.1, 103.0) == pytest.approx(103.0)
    assert pacer.due_s(0.2, 103.0) == pytest.approx(103.1)


def test_lateness_is_measured_against_the_best() -> None:
    lateness = Lateness()
    assert lateness.behind_s(0.0, 10.0) == 0.0
    assert lateness.behind_s(0.1, 10.5) == pytest.approx(0.4, abs=0.001)
    assert lateness.behind_s(0.2, 10.2) == 0.0


def test_a_jump_of_the_clock_is_no_lateness() -> None:
    lateness = Lateness()
    lateness.behind_s(100.0, 10.0)
    assert lateness.behind_s(0.0, 10.1) == 0.0
    assert lateness.behind_s(7200.0, 10.2) == 0.0
