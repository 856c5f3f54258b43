"""A process at the other end of a pipe: heard, stopped, killed, and gone without a word."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

import pytest

from ioc_desktop.vision.child_process import ChildProcess

STOP = "stop"


def echo(pipe: Connection[Any, Any], job: str) -> None:
    """Says its job, then what it is told, until it is told to stop; deaf to a word it does not like."""
    pipe.send(job)
    while (word := pipe.recv()) != STOP:
        if word == "hang":
            time.sleep(60)
        pipe.send(word)
    pipe.send("last word")


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def child(heard: list[str]) -> Iterator[ChildProcess]:
    made = ChildProcess("test-child", echo, heard.append, STOP)
    made.start("job")
    yield made
    made.end()


def until(child: ChildProcess, is_true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not is_true():
        assert time.monotonic() < deadline
        child.listen()
        time.sleep(0.01)


def test_it_says_its_job_and_its_last_words(child: ChildProcess, heard: list[str]) -> None:
    child.say(["a", "b"])
    until(child, lambda: heard == ["job", "a", "b"])
    assert child.is_alive
    assert len(child.pids) == 1
    assert child.end(10.0)
    assert heard[-1] == "last word"
    assert (child.is_started, child.hears, child.pids) == (False, False, [])
    assert not child.end(), "there is none any more"
    child.start("again")
    until(child, lambda: heard[-1] == "again")


def test_one_that_hangs_is_killed(child: ChildProcess, heard: list[str]) -> None:
    until(child, lambda: heard)
    child.say(["hang"])
    assert child.end(0.1)
    assert not child.is_started


def test_one_that_is_gone_costs_nothing(child: ChildProcess, heard: list[str]) -> None:
    until(child, lambda: heard)
    os.kill(child.pids[0], signal.SIGKILL)
    until(child, lambda: not child.is_alive and not child.hears)
    assert child.is_started, "whoever owns it has not noticed yet"
    child.say(["nobody hears this"])
    assert child.end(5.0)
