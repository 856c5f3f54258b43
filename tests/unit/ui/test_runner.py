from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ioc_desktop.ui.runner import Runner


def test_work_leaves_the_calling_thread(loop: asyncio.AbstractEventLoop, runner: Runner) -> None:
    async def ask() -> str:
        return await runner.read(lambda: threading.current_thread().name)

    assert loop.run_until_complete(ask()).startswith("reader")


def test_writes_keep_their_order(loop: asyncio.AbstractEventLoop, runner: Runner) -> None:
    done: list[int] = []

    async def ask() -> None:
        await asyncio.gather(*(runner.write(lambda n=n: done.append(n)) for n in range(20)))  # type: ignore[misc]

    loop.run_until_complete(ask())
    assert done == list(range(20))


def test_an_exception_arrives_at_the_await(loop: asyncio.AbstractEventLoop, runner: Runner) -> None:
    async def ask() -> None:
        await runner.read(lambda: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        loop.run_until_complete(ask())


def test_a_newer_question_cancels_the_older(loop: asyncio.AbstractEventLoop, runner: Runner) -> None:
    gate = threading.Event()
    answers: list[str] = []

    async def first() -> None:
        answers.append(await runner.read(lambda: gate.wait(10) and "old", latest="list"))  # type: ignore[arg-type]

    async def both() -> None:
        older = asyncio.ensure_future(first())
        await asyncio.sleep(0)
        newer = runner.read(lambda: "new", latest="list")
        gate.set()
        answers.append(await newer)
        with pytest.raises(asyncio.CancelledError):
            await older

    loop.run_until_complete(both())
    assert answers == ["new"]


def test_close_finishes_the_writes(loop: asyncio.AbstractEventLoop) -> None:
    from ioc_desktop.ui.runner import Runner

    runner = Runner(1)
    done: list[int] = []

    async def ask() -> None:
        for n in range(5):
            asyncio.ensure_future(runner.write(lambda n=n: done.append(n)))  # type: ignore[misc, arg-type]  # noqa: RUF006

    loop.run_until_complete(ask())
    runner.close()
    assert done == list(range(5))


def test_in_file_reads_wait_for_what_was_asked_before_until_it_is_spread(loop: asyncio.AbstractEventLoop) -> None:
    from ioc_desktop.ui.runner import Runner

    runner, gate, done = Runner(in_file=True), threading.Event(), list[str]()

    async def ask() -> None:
        first = asyncio.ensure_future(runner.write(lambda: gate.wait(10) and done.append("declared")))
        read = asyncio.ensure_future(runner.read(lambda: done.append("read")))
        apart = await runner.apart(lambda: threading.current_thread().name)  # not behind the closed gate
        assert apart.startswith("reader")
        assert done == []
        gate.set()
        await asyncio.gather(first, read)
        assert done == ["declared", "read"]
        runner.spread()
        assert (await runner.read(lambda: threading.current_thread().name)).startswith("reader")

    try:
        loop.run_until_complete(ask())
    finally:
        runner.close()
