"""The protocol, one step at a time: no thread, no clock, no network of its own, so that a test replays it exactly."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

from ioc_desktop.core.events import Event
from ioc_desktop.store.migrate import HEAD
from ioc_desktop.sync import catch_up
from ioc_desktop.sync.replica import BATCH, Batch, Replica
from ioc_desktop.sync.transport import RefusedError, Transport

log = logging.getLogger(__name__)

SCHEMA_VERSION = int(HEAD)
SMALL_PULL = 2000
"""Rows that come with the answer itself; more are copied page by page."""
DIGEST_EVERY = 200
"""Level rounds between two comparisons of the whole replica with the server."""


class Standing(Enum):
    """How the server takes this desktop."""

    WELCOME = "welcome"
    UPDATE_NEEDED = "update_needed"
    SERVER_OLD = "server_old"
    REVOKED = "revoked"
    NO_ROLE = "no_role"
    FENCED = "fenced"
    """Another program with this desktop's identity took over."""
    WIPED = "wiped"
    """Shut out, and by order of the centre the keys of the data here are destroyed."""


@dataclass(frozen=True)
class Machine:
    """What this computer tells of itself.

    Attributes:
        key: stays the same on one computer and differs on another; tells a copied profile.
        name: shown in the list of devices.
    """

    key: str
    name: str
    app: str


@dataclass
class Engine:
    """One desktop's conversation with the server.

    Attributes:
        standing: the server's last word on this desktop.
        applied: tables whose rows the server changed, after each commit.
        progressed: share of a long catch-up that is here, 0–1; None outside one.
        wipe: destroys the keys of this desktop's data when the centre orders it; whether it had any. Without it such
            an order is neither obeyed nor acknowledged.
    """

    replica: Replica
    machine: Machine
    schema: int = SCHEMA_VERSION
    instance: UUID = field(default_factory=uuid4)
    standing: Standing = Standing.WELCOME
    applied: Event[frozenset[str]] = field(default_factory=Event)
    progressed: Event[float | None] = field(default_factory=Event)
    server_now: str = ""
    wipe: Callable[[], bool] | None = None
    _limit: int = BATCH
    _level_rounds: int = 0
    _epoch: str | None = None

    def greet(self, server: Transport) -> Standing:
        """Introduce this desktop; to be called on every new connection."""
        if self.replica.recall("restored"):
            log.warning("this file was restored from a backup: it takes a new identity and reads everything anew")
            self.replica.become_another()
            self.replica.reset_cursors()
        answer = self._hello(server)
        if answer.get("device") == "fork":
            log.warning("this profile is a copy of another desktop's: it takes an identity of its own")
            self.replica.become_another()
            answer = self._hello(server)
        self.standing = self._standing(answer)
        if answer.get("wipe") and self.wipe is not None:
            self._obey(server, self.wipe)
        if self.standing is Standing.WELCOME or self._may_read():
            self.replica.remember(account=answer.get("account"), login_kind=answer.get("kind"), rank=answer.get("rank"))
            if self._history_is_another(answer):
                self._heal(server)
        return self.standing

    def _obey(self, server: Transport, wipe: Callable[[], bool]) -> None:
        had_key = wipe()
        log.warning("the centre ordered to destroy the keys of this desktop's data: %s", "done" if had_key else "none")
        server.wiped(self.replica.device_id(), had_key=had_key)
        if had_key:
            self.standing = Standing.WIPED

    def step(self, server: Transport) -> bool:
        """Send what waits, then read what is new; True while there is more to do at once."""
        before = self.standing
        sent = self.push(server)
        news = self.pull(server)
        fetched = self._fetch_wanted(server)
        return sent or news or fetched or self.standing is not before

    def hear(self, server: Transport) -> bool:
        """A notice came: first read what others wait to see here; True when something was new."""
        news = self.pull(server)
        return self._fetch_wanted(server) or news

    # ------------------------------------------------------------------ sending

    def push(self, server: Transport) -> bool:
        """Send one batch; False when there is nothing to send or it may not be sent."""
        if self.standing is not Standing.WELCOME:
            return False
        batch = self.replica.next_batch(self._limit)
        if batch is None:
            return False
        try:
            answer = server.push(self.replica.device_id(), self.instance, self.schema, batch.text)
        except RefusedError as refusal:
            self._halve(batch, str(refusal))
            return True
        problem = answer.get("error")
        if problem is not None:
            return self._cope(server, batch, problem)
        changed = self.replica.acknowledge(batch, answer)
        self._limit = min(BATCH, self._limit * 2)
        if changed:
            self.applied.emit(changed)
        return True

    def _halve(self, batch: Batch, reason: str) -> None:
        """Find the one operation that the server cannot take, and set it aside."""
        if batch.size == 1:
            log.warning("operation %d is set aside: %s", batch.first, reason)
            self.replica.set_aside(batch.first, reason)
        self._limit = max(1, batch.size // 2)

    def _cope(self, server: Transport, batch: Batch, problem: str) -> bool:
        if problem == "fork":
            self.replica.become_another()
            self.greet(server)
        elif problem == "hole":
            self._heal(server)
        elif problem == "too_large" and batch.size > 1:
            self._limit = max(1, batch.size // 2)
        elif problem in {"update_needed", "server_old", "revoked", "fenced", "no_role"}:
            self.standing = Standing(problem)
            return False
        elif problem == "not_owner":
            self.standing = Standing.REVOKED
            return False
        else:
            raise RuntimeError(f"the server calls the batch {batch.first}–{batch.last} {problem}")
        return True

    # ------------------------------------------------------------------ receiving

    def pull(self, server: Transport) -> bool:
        """Read what is new; True when something was."""
        if not self._may_read():
            return False
        cursors = self.replica.cursors()
        answer = server.changes(cursors, SMALL_PULL)
        self._note_versions(answer)
        if self._history_is_another(answer) or any(scope["fork"] for scope in answer["scopes"]):
            self._heal(server)
            return True
        visible = {str(scope["id"]) for scope in answer["scopes"]}
        lost = [int(scope) for scope in cursors if scope not in visible]
        changed = self.replica.purge_scopes(lost) if lost else frozenset()
        if answer["more"]:
            changed |= catch_up.run(self.replica, server, self.progressed)
        else:
            changed |= self.replica.apply(answer)
        if changed:
            self.applied.emit(changed)
            return True
        return self._compare_now_and_then(server, answer)

    def _fetch_wanted(self, server: Transport) -> bool:
        """Ask for single rows again; True when the replica changed."""
        if not self._may_read():
            return False
        wanted = self.replica.wanted()
        before = sum(map(len, wanted.values()))
        for table, identifiers in wanted.items():
            self.applied.emit(self.replica.apply_fetched(table, identifiers, server.fetch(table, identifiers)))
        return bool(wanted) and sum(map(len, self.replica.wanted().values())) < before

    def _compare_now_and_then(self, server: Transport, answer: Mapping[str, Any]) -> bool:
        self._level_rounds += 1
        if self._level_rounds % DIGEST_EVERY:
            return False
        return not self.compare(server, [scope["id"] for scope in answer["scopes"]])

    def compare(self, server: Transport, scopes: list[int]) -> bool:
        """Whether the replica's digest is the server's; where it is not, everything is read again."""
        if self.replica.outstanding().to_send:
            return True
        with server.snapshot():
            if any(
                scope["head"] != self.replica.cursors().get(str(scope["id"]), {}).get("pos")
                for scope in server.changes(self.replica.cursors(), 0)["scopes"]
            ):
                return True  # behind, not wrong
            equal = all(_same(server.digest(scope), self.replica.digest(scope)) for scope in scopes)
        if not equal:
            log.error("this replica differs from the server: it is read again")
            self.replica.reset_cursors()
        return equal

    # ------------------------------------------------------------------ history

    def _heal(self, server: Transport) -> None:
        """The server was restored from a backup, or this file was: send again what it lost, read everything anew."""
        answer = self._hello(server)
        if answer.get("device") == "fork":
            self.replica.become_another()
            answer = self._hello(server)
        again = self.replica.send_again(int(answer.get("last_op") or 0))
        log.warning("the server has another history: %d operations are sent again, everything is read anew", again)
        self.replica.reset_cursors()
        self._remember_epoch(answer)

    def _history_is_another(self, answer: Mapping[str, Any]) -> bool:
        if self._epoch is None:
            self._epoch = self.replica.recall("epoch")
        if self._epoch is None:
            self._remember_epoch(answer)
        return bool(answer.get("epoch") != self._epoch)

    def _remember_epoch(self, answer: Mapping[str, Any]) -> None:
        self._epoch = answer.get("epoch")
        self.replica.remember(epoch=self._epoch)

    # ------------------------------------------------------------------ standing

    def _hello(self, server: Transport) -> Mapping[str, Any]:
        answer = server.hello(
            self.replica.device_id(),
            self.instance,
            machine=self.machine.key,
            name=self.machine.name,
            app=self.machine.app,
            schema=self.schema,
        )
        self.server_now = str(answer.get("now") or "")
        return answer

    def _standing(self, answer: Mapping[str, Any]) -> Standing:
        if answer.get("error") == "no_role" or answer.get("rank") == 0:
            return Standing.NO_ROLE
        if answer.get("device") != "ok":
            return Standing.REVOKED
        return self._by_version(answer)

    def _by_version(self, answer: Mapping[str, Any]) -> Standing:
        if self.schema < answer["min_client"]:
            return Standing.UPDATE_NEEDED
        return Standing.SERVER_OLD if self.schema > answer["schema"] else Standing.WELCOME

    def _note_versions(self, answer: Mapping[str, Any]) -> None:
        self.server_now = str(answer.get("now") or "")
        if answer.get("rank") == 0:
            self.standing = Standing.NO_ROLE
        elif self.standing in {Standing.WELCOME, Standing.UPDATE_NEEDED, Standing.SERVER_OLD}:
            self.standing = self._by_version(answer)

    def _may_read(self) -> bool:
        return self.standing in {Standing.WELCOME, Standing.UPDATE_NEEDED, Standing.SERVER_OLD}


def _same(theirs: Mapping[str, tuple[int, int, int]], ours: Mapping[str, tuple[int, int, int]]) -> bool:
    """Over the tables that both know."""
    return all(tuple(ours[name]) == tuple(theirs[name]) for name in theirs.keys() & ours.keys())
