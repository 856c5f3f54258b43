"""Keeps the workers alive: starts them, watches their health, replaces those that die or hang."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ioc_desktop.core.backoff import Backoff
from ioc_desktop.video.link import WorkerLink
from ioc_desktop.video.messages import Command, Message
from ioc_desktop.video.status_table import WORKERS, StatusTable
from ioc_desktop.video.worker_entry import worker_main

_log = logging.getLogger(__name__)

_SILENT_AFTER_S = 4.0
_START_LIMIT_S = 20.0
_QUARANTINES = 4
_QUIT_LIMIT_S = 1.5
_KILL_LIMIT_S = 1.0


@dataclass
class Member:
    """One place in the crew; its process may change.

    Attributes:
        index: row among the table's workers.
        for_suspects: decodes only streams that once hung a decoder.
        since_s: when the present process was asked for.
        retry_s: when to start the next one, None while one runs.
    """

    index: int
    for_suspects: bool
    link: WorkerLink[Command, Message]
    since_s: float
    backoff: Backoff = field(default_factory=lambda: Backoff(first_s=0.05))
    retry_s: float | None = None
    is_dismissed: bool = False


class Crew:
    """The worker processes of an engine; window thread only.

    Args:
        replaced: called with a worker's index when a fresh process, which knows nothing yet, takes its place.
    """

    def __init__(self, table: StatusTable, size: int, replaced: Callable[[int], None]) -> None:
        self._table = table
        self._replaced = replaced
        self._size = size
        self._members: dict[int, Member] = {}
        self._past_cpu_s = 0.0

    def start(self, now_s: float) -> None:
        for index in range(self._size):
            self._engage(index, now_s, for_suspects=False)

    def _engage(self, index: int, now_s: float, *, for_suspects: bool) -> None:
        self._table.workers["beat_s"][index] = 0.0
        self._members[index] = Member(index, for_suspects, self._new_link(index), now_s)

    def _new_link(self, index: int) -> WorkerLink[Command, Message]:
        return WorkerLink(worker_main, self._table.block.name, index)

    def send(self, index: int, command: Command) -> None:
        """To one worker; lost while it is being replaced, ``replaced`` then tells all again."""
        member = self._members[index]
        if member.retry_s is None:
            member.link.send(command)

    def broadcast(self, command: Command) -> None:
        for index in self._members:
            self.send(index, command)

    def messages(self) -> Iterator[Message]:
        """All that the workers said since the last call."""
        for member in self._members.values():
            inbox = member.link.inbox
            while inbox:
                yield inbox.popleft()

    def regulars(self) -> list[int]:
        return list(range(self._size))

    def quarantine(self, now_s: float, load: Callable[[int], int]) -> int:
        """Index of a worker for a stream that hung its decoder: a new one, up to a bound; then the emptiest."""
        suspects = [index for index, member in self._members.items() if member.for_suspects and not member.is_dismissed]
        if len(suspects) >= _QUARANTINES:
            return min(suspects, key=load)
        index = next(index for index in range(self._size, WORKERS) if index not in self._members)
        self._engage(index, now_s, for_suspects=True)
        return index

    def dismiss(self, index: int) -> None:
        """End a quarantine worker that nobody needs any more."""
        member = self._members[index]
        member.is_dismissed = True
        member.link.kill()

    def kill(self, index: int) -> None:
        """End a worker that hangs; ``watch`` replaces it."""
        self._members[index].link.kill()

    def watch(self, now_s: float) -> None:
        """Replace what died, kill what hangs."""
        for member in list(self._members.values()):
            if member.link.has_ended:
                self._mourn(member, now_s)
            elif member.retry_s is None and self._is_silent(member, now_s):
                _log.warning("video worker %d does not answer; it is replaced", member.index)
                member.link.kill()

    def _is_silent(self, member: Member, now_s: float) -> bool:
        beat_s = float(self._table.workers["beat_s"][member.index])
        if not beat_s:
            return now_s - member.since_s > _START_LIMIT_S
        return member.link.is_clogged or now_s - beat_s > _SILENT_AFTER_S

    def _mourn(self, member: Member, now_s: float) -> None:
        if member.is_dismissed:
            self._forget_process(member.index)
            del self._members[member.index]
        elif member.retry_s is None:
            _log.warning("video worker %d ended; it is started again", member.index)
            self._forget_process(member.index)
            member.retry_s = now_s + member.backoff.failed(now_s - member.since_s)
        elif now_s >= member.retry_s:
            member.link, member.since_s, member.retry_s = self._new_link(member.index), now_s, None
            self._replaced(member.index)

    def _forget_process(self, index: int) -> None:
        workers = self._table.workers
        self._past_cpu_s += float(workers["cpu_s"][index])
        workers[index] = 0

    def pids(self) -> list[int]:
        return [pid for member in self._members.values() if not member.link.has_ended and (pid := member.link.pid)]

    def cpu_s(self) -> float:
        """Processor seconds of all workers, past ones included."""
        return self._past_cpu_s + float(self._table.workers["cpu_s"].sum())

    def rss_mb(self) -> float:
        return float(self._table.workers["rss_mb"].sum())

    def end(self) -> None:
        """Let every worker end by itself, and kill those that are late; within 2.5 s. Only for the window's own end."""
        links = self.links()
        for link in links:
            link.quit()
        limit_s = time.monotonic() + _QUIT_LIMIT_S
        late = [link for link in links if not link.join(limit_s - time.monotonic())]
        for link in late:
            link.kill()
        for link in late:
            link.join(_KILL_LIMIT_S)

    def links(self) -> list[WorkerLink[Command, Message]]:
        return [member.link for member in self._members.values()]
