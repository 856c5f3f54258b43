"""The simulated tier: real replicas and the real engine against a model of the server, one control thread.

Hypothesis chooses writes, syncs, lost answers, crashes, restores and copies; a failing run replays from its seed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from ioc_desktop.store.database import Database
from ioc_desktop.sync.transport import LinkLostError
from tests.support.desks import Desk
from tests.support.sync_server_model import ServerModel, SimulatedLink

DESKS = ("A", "B", "C")
QUICK = [Phase.generate]
"""A mutation needs no smallest example, only a failure."""
LOST = {"conflict", "gone", "exists", "dup", "denied", "invalid", "too_old"}


@pytest.fixture(scope="module", autouse=True)
def _template(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A migrated file, copied for every desktop of every run."""
    Centre.template = tmp_path_factory.mktemp("template") / "ioc.db"
    Database(Centre.template).open().close()


def no_connection() -> NoReturn:
    raise AssertionError("the simulated tier has no network")


class Centre(RuleBasedStateMachine):
    """Three desktops and a server that may lose, be restored, and be asked twice."""

    template: Path

    @initialize(seed=st.integers(0, 2**32))
    def open(self, seed: int) -> None:
        self.random = Random(seed)
        self.folder = Path(tempfile.mkdtemp(prefix="ioc-sim-"))
        self.model = ServerModel()
        self.saved: ServerModel | None = None
        self.was_restored = self.was_copied = False
        self.desks = {name: self._desk(name) for name in DESKS}

    def _desk(self, name: str) -> Desk:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        if not (folder / "ioc.db").exists():
            shutil.copy(self.template, folder / "ioc.db")
        desk = Desk(self.folder, name, no_connection, only=("camera",))
        desk.join()
        desk.server = SimulatedLink(self.model, self.random)
        desk.engine.greet(desk.server)
        return desk

    def _pick(self, name: str) -> tuple[Desk, str | None]:
        desk = self.desks[name]
        rows = [row for (row,) in desk.query("SELECT id FROM camera ORDER BY id")]
        return desk, self.random.choice(rows) if rows else None

    names = st.sampled_from(DESKS)
    words = st.sampled_from(["một", "hai", "ba"])

    @rule(name=names)
    def add(self, name: str) -> None:
        self.desks[name].add_camera(f"{name}{self.random.randrange(9)}")

    @rule(name=names, word=words)
    def rename(self, name: str, word: str) -> None:
        desk, row = self._pick(name)
        if row:
            desk.write("UPDATE camera SET name = ? WHERE id = ?", word, row)

    @rule(name=names, word=words)
    def move(self, name: str, word: str) -> None:
        desk, row = self._pick(name)
        if row:
            desk.write("UPDATE camera SET place = ? WHERE id = ?", word, row)

    @rule(name=names)
    def remove(self, name: str) -> None:
        desk, row = self._pick(name)
        if row:
            desk.write("DELETE FROM camera WHERE id = ?", row)

    @rule(name=names, loss=st.sampled_from([0.0, 0.0, 0.3]))
    def sync(self, name: str, loss: float) -> None:
        desk = self.desks[name]
        link = desk.server
        assert isinstance(link, SimulatedLink)
        link.loss = loss
        for _ in range(30):
            try:
                if not desk.engine.step(link):
                    break
            except LinkLostError:
                continue
        link.loss = 0.0

    @rule(name=names)
    def crash(self, name: str) -> None:
        """The program ends between two transactions and starts again."""
        self.desks[name].close()
        self.desks[name] = self._desk(name)

    @rule()
    def back_up(self) -> None:
        self.saved = self.model.backup()

    @precondition(lambda self: self.saved is not None)
    @rule()
    def restore(self) -> None:
        assert self.saved is not None
        epoch = self.model.epoch + "'"
        self.model.__dict__.update(self.saved.backup().__dict__)
        self.model.epoch = epoch
        self.was_restored = True

    def teardown(self) -> None:
        if not hasattr(self, "desks"):
            return
        try:
            self._check()
        finally:
            for desk in self.desks.values():
                desk.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _check(self) -> None:
        """C1, C3, C4, C5, C6 after everything has healed."""
        for _ in range(30):
            if not sum(self._step_all(desk) for desk in self.desks.values()):
                break
        else:
            raise AssertionError("the desktops do not come to rest")  # C5
        living = sorted(row_id for row_id, row in self.model.rows.items() if not row["deleted_at"])
        for desk in self.desks.values():
            desk.check_file()  # C6
            assert desk.outbox() == []
            rows = desk.query("SELECT id, name, place, number, ver FROM camera ORDER BY id")
            server = [self.model.rows[one] for one in living]
            assert [tuple(row) for row in rows] == [
                (row["id"], row["name"], row["place"], row["number"], row["ver"]) for row in server
            ]  # C1
            self._check_results(desk)

    def _step_all(self, desk: Desk) -> int:
        assert desk.server is not None
        for count in range(200):
            if not desk.engine.step(desk.server):
                return count
        raise AssertionError(f"{desk.name} does not come to rest")

    def _check_results(self, desk: Desk) -> None:
        device = desk.replica.device_id().hex
        numbers = sorted(n for known, n in self.model.results if known == device)
        assert numbers == list(range(1, len(numbers) + 1))  # C3
        if self.was_restored:
            return  # what was decided twice may have been told twice
        lost = {
            uuid
            for (known, _), (uuid, answer) in self.model.results.items()
            if known == device and answer["status"] in LOST
        }
        told = {uuid for (uuid,) in desk.query("SELECT op_uuid FROM sync_inbox")}
        assert lost == told  # C4


def test_desktops_and_a_server_that_loses_and_is_restored() -> None:
    run_state_machine_as_test(
        Centre,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=QUICK if "IOC_SYNC_MUTATION" in os.environ else list(Phase),
        ),
    )
