"""What the vision process is told, once."""

from __future__ import annotations

from ioc_desktop.vision.orders import Assignment, Orders
from ioc_desktop.vision.rules.model import Rule, RuleKind
from ioc_desktop.vision.worker import Watch

RULE = Rule(id="r", kind=RuleKind.TAMPERING)


def test_only_what_changed_is_told() -> None:
    orders = Orders()
    orders.assign({0: Assignment("a/sub", "a"), 1: Assignment("b/sub", "b", 10.0)})
    assert orders.take() == [Watch(0, "a/sub", "a"), Watch(1, "b/sub", "b", (), 10.0)]
    assert orders.take() == []
    orders.arm({"b": (RULE,)})
    assert orders.take() == [Watch(1, "b/sub", "b", (RULE,), 10.0)]
    assert orders.cameras == {"b"}
    assert (orders.camera(1), orders.camera(7)) == ("b", None)


def test_a_slot_that_is_left_is_told_once_and_forgotten() -> None:
    orders = Orders()
    orders.assign({3: Assignment("a/sub", "a")})
    orders.take()
    orders.assign({})
    assert orders.take() == [Watch(3, "", "")]
    assert orders.take() == []


def test_a_new_process_is_told_everything() -> None:
    orders = Orders()
    orders.arm({"a": (RULE,), "none": ()})
    orders.assign({0: Assignment("a/sub", "a")})
    told = orders.take()
    orders.repeat()
    assert orders.take() == told == [Watch(0, "a/sub", "a", (RULE,))]
    assert orders.cameras == {"a"}


def test_each_device_is_told_what_is_its_own() -> None:
    orders = Orders()
    before = orders.version
    orders.assign({0: Assignment("a/sub", "a"), 1: Assignment("b/sub", "b")})
    assert orders.version != before
    assert orders.take(0, {0}) == [Watch(0, "a/sub", "a")]
    assert orders.take(1, {1}) == [Watch(1, "b/sub", "b")]
    assert orders.take(0, {0}) == orders.take(1, {1}) == []
    assert orders.take(1, {0, 1}) == [Watch(0, "a/sub", "a")], "the other device is lost"
    orders.repeat(1)
    assert len(orders.take(1, {0, 1})) == 2
    assert orders.take(0, ()) == [Watch(0, "", "")]
