"""What survives a crash: a rotating log, a crash log with traces, and a mark that a run ended well.

Everything written here goes through ``redact``. Light to import: standard library only.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from ioc_desktop.core.processes import is_running
from ioc_desktop.core.redact import redact

if TYPE_CHECKING:
    import asyncio

    from PySide6.QtCore import QMessageLogContext, QtMsgType

_LOG_BYTES = 2_000_000
_LOG_FILES = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class UnfinishedRun:
    """The run before this one did not end by itself.

    Attributes:
        ended_at: last sign of life, aware, UTC.
        log: file to open.
    """

    ended_at: datetime
    log: Path


class RedactingFormatter(logging.Formatter):
    """Takes user names, passwords and tokens out of addresses, in messages and traces alike."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class CrashGuard:
    """Installs itself in all places where uncaught errors end up; ``close`` says that the run ended well.

    Args:
        logs: folder of ``app.log``, ``crash.log`` and the mark of a run; made when missing.

    Attributes:
        previous: the run before this one when it stopped without ``close``.
    """

    def __init__(self, logs: Path) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self.log = logs / "app.log"
        self.crash_log = logs / "crash.log"
        self._mark = logs / f"running-{os.getpid()}"
        self.previous = _find_unfinished(logs, self.crash_log)
        self._handler: RotatingFileHandler | None = None
        self._native: IO[str] | None = None
        self._hooks: tuple[Any, Any] | None = None

    def install(self) -> None:
        """Start logging and watch for errors; call before anything else may fail."""
        self._mark.write_text(datetime.now(UTC).isoformat(), "utf-8")
        self._handler = RotatingFileHandler(self.log, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8")
        self._handler.setFormatter(RedactingFormatter(_FORMAT))
        root = logging.getLogger()
        root.addHandler(self._handler)
        root.setLevel(min(root.level, logging.INFO) if root.level else logging.INFO)
        self._native = self.crash_log.open("a", encoding="utf-8")
        faulthandler.enable(self._native)
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def touch(self) -> None:
        """A sign of life, so that the notice after a crash can say when; once a minute is enough."""
        self._mark.touch()

    def record(self, error: BaseException, where: str) -> None:
        """Write a trace to the crash log and one line to the log."""
        trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        _log.error("Uncaught %s in %s, see %s", type(error).__name__, where, self.crash_log.name)
        self._append(f"--- {datetime.now(UTC).isoformat(timespec='seconds')} {where}\n{redact(trace)}\n")

    def _append(self, text: str) -> None:
        try:
            with self.crash_log.open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            _log.exception("The crash log cannot be written")

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.record(error.with_traceback(trace), "window")
        if sys.stderr is not None:
            print(redact("".join(traceback.format_exception(kind, error, trace))), file=sys.stderr)

    def _uncaught_in_thread(self, failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None:
            self.record(failure.exc_value, f"thread {failure.thread.name if failure.thread else '?'}")

    def watch_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """Record what no coroutine caught; call when the loop exists."""

        def handle(_loop: asyncio.AbstractEventLoop, facts: dict[str, Any]) -> None:
            error = facts.get("exception")
            if isinstance(error, BaseException):
                self.record(error, "task")
            else:
                _log.error("Loop: %s", facts.get("message"))

        loop.set_exception_handler(handle)

    def watch_qt(self) -> None:
        """Route Qt's messages to the log; call when PySide6 is imported."""
        from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415  (worker processes use this module too)

        qInstallMessageHandler(_qt_message)

    def close(self) -> None:
        """The run ended well. Safe to call twice."""
        if self._hooks is not None:
            sys.excepthook, threading.excepthook = self._hooks
            self._hooks = None
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            self._native = None
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        self._mark.unlink(missing_ok=True)


def _qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    from PySide6.QtCore import QtMsgType as Kinds  # noqa: PLC0415

    levels = {
        Kinds.QtDebugMsg: logging.DEBUG,
        Kinds.QtInfoMsg: logging.INFO,
        Kinds.QtWarningMsg: logging.WARNING,
        Kinds.QtCriticalMsg: logging.ERROR,
        Kinds.QtFatalMsg: logging.CRITICAL,
    }
    category = str(context.category or "default")
    logging.getLogger(f"qt.{category}").log(levels.get(kind, logging.WARNING), "%s", text)


def _find_unfinished(logs: Path, crash_log: Path) -> UnfinishedRun | None:
    """Marks of processes that are gone; several desktops of one profile don't disturb each other."""
    gone = [mark for mark in logs.glob("running-*") if not _is_alive(mark)]
    if not gone:
        return None
    latest = max(mark.stat().st_mtime for mark in gone)
    for mark in gone:
        mark.unlink(missing_ok=True)
    has_trace = crash_log.exists() and crash_log.stat().st_size > 0
    return UnfinishedRun(datetime.fromtimestamp(latest, UTC), crash_log if has_trace else logs / "app.log")


def _is_alive(mark: Path) -> bool:
    number = mark.name.removeprefix("running-")
    if not number.isdigit():
        return False
    if int(number) == os.getpid():
        return False  # a number used again: this process has not written its mark yet
    return is_running(int(number))


def notify(previous: UnfinishedRun | None, show: Callable[[datetime, Path], object]) -> None:
    """Tell the shell of an unfinished run, if there was one."""
    if previous is not None:
        show(previous.ended_at, previous.log)
