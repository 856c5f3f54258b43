"""Signing with a token in a process of its own.

A token's library is its maker's code: it may wait for ever for a token that was pulled out, or bring down the process
that loaded it. So it is loaded in a child, which is killed when time is up or when a person thinks better of it. The
PIN travels through the pipe to the child, never through its arguments or its environment.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.model import Certificate, Key, KeyToken, Wish

LIMIT_S = 90.0
"""A slow token takes some seconds, a time stamp twenty, and some makers' libraries ask for the PIN once more."""
_LOOK_S = 0.05
_SPAWN = multiprocessing.get_context("spawn")
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class _Moment:
    """A clock that stands still, as it travels to another process."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return time.monotonic()


@dataclass(frozen=True)
class Order:
    """What is to be signed and how; called where it is to be done."""

    content: bytes = field(repr=False)
    key: Key
    wish: Wish
    now: datetime

    def __call__(self) -> tuple[bytes, Certificate]:
        from ioc_desktop.documents.signing.signing import sign  # noqa: PLC0415  (pyHanko, where it is done)

        return sign(self.content, self.key, self.wish, clock=_Moment(self.now))


def sign_safely(
    content: bytes,
    key: Key,
    wish: Wish,
    *,
    clock: Clock | None = None,
    limit_s: float = LIMIT_S,
    is_cancelled: Cancelled = lambda: False,
) -> tuple[bytes, Certificate]:
    """As ``signing.sign``; a token is asked in a child process. Waits: off the window's thread.

    Raises:
        ExpectedError: as ``sign``; ``signing.token_hangs``, ``signing.token_crashed``, ``signing.cancelled``.
    """
    order = Order(content, key, wish, (clock or SystemClock()).now())
    if not isinstance(key, KeyToken):
        return order()
    done: tuple[bytes, Certificate] = apart(order, limit_s, is_cancelled)
    return done


def apart(order: Callable[[], Any], limit_s: float, is_cancelled: Cancelled) -> Any:
    """Do it in a child process that does not outlive this call.

    Args:
        order: picklable; what it returns is too.
    """
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_child, args=(theirs,), daemon=True, name="signing")
    process.start()
    theirs.close()
    try:
        answer = _answer(ours, order, limit_s, is_cancelled)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _answer(pipe: Connection, order: Callable[[], Any], limit_s: float, is_cancelled: Cancelled) -> Any:
    """What the child says, or why it says nothing."""
    end_s = time.monotonic() + limit_s
    with contextlib.suppress(EOFError, OSError):
        pipe.send(order)
        while not pipe.poll(_LOOK_S):
            if is_cancelled():
                return failures.cancelled()
            if time.monotonic() > end_s:
                return failures.token_hangs(round(limit_s))
        return pipe.recv()
    return failures.token_crashed()


def _child(pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    order = pipe.recv()
    try:
        answer = order()
    except ExpectedError as error:
        answer = error
    except Exception as error:  # noqa: BLE001  (main loop of a process: the parent raises it as the bug it is)
        answer = RuntimeError(f"{type(error).__name__}: {error}")
    pipe.send(answer)
