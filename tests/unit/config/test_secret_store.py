from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from ioc_desktop.config import secrets as module
from ioc_desktop.config.secret_file import SecretFile, machine_id
from ioc_desktop.config.secrets import SecretStore, within
from ioc_desktop.core.errors import ExpectedError


class MemoryKeyring(KeyringBackend):
    """A keyring of this process: the real library, a store without a desktop."""

    priority = 5  # type: ignore[assignment]
    answers = threading.Event()

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.hangs = False

    def get_password(self, service: str, username: str) -> str | None:
        self._hang()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._hang()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]

    def _hang(self) -> None:
        if self.hangs:
            self.answers.wait(30)


@pytest.fixture
def desktop_keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


def file_store(folder: Path) -> SecretStore:
    return SecretStore(folder, use_keyring=False)


def test_secrets_come_back_and_go_away(tmp_path: Path) -> None:
    store = file_store(tmp_path)
    assert store.get("a") is None
    store.set("a", "mật khẩu")
    store.set_many({"b": "2", "c": "3"})
    assert [file_store(tmp_path).get(name) for name in "abc"] == ["mật khẩu", "2", "3"]
    store.delete("b")
    store.delete("never there")
    assert [store.get(name) for name in "abc"] == ["mật khẩu", None, "3"]


def test_the_file_shows_nothing_and_belongs_to_its_owner(tmp_path: Path) -> None:
    file_store(tmp_path).set("camera/1", "sáng-sủa-123")
    for file in (tmp_path / "secrets.bin", tmp_path / "machine.key"):
        assert b"camera" not in file.read_bytes()
        if os.name != "nt":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "no key", "short key"])
def test_a_damaged_file_is_explained_kept_and_replaced_by_the_next_password(tmp_path: Path, harm: str) -> None:
    store = file_store(tmp_path)
    store.set("a", "1")
    file, key = tmp_path / "secrets.bin", tmp_path / "machine.key"
    content = file.read_bytes()
    if harm == "flip":
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif harm == "cut":
        file.write_bytes(content[:20])
    elif harm == "empty":
        file.write_bytes(b"")
    elif harm == "no key":
        key.unlink()
    else:
        key.write_bytes(b"short")
    broken = file.read_bytes()
    with pytest.raises(ExpectedError) as caught:
        store.get("a")
    assert caught.value.code == "secrets.unreadable"
    assert "Nhập lại mật khẩu" in caught.value.message()
    store.set("b", "2")
    assert (store.get("a"), store.get("b")) == (None, "2")
    assert [copy.read_bytes() for copy in tmp_path.glob("secrets.bin.damaged-*")] == [broken]


def test_a_copy_does_not_open_on_another_machine(tmp_path: Path) -> None:
    SecretFile(tmp_path, machine_id="here").change(lambda table: table.update(a="1"))
    assert SecretFile(tmp_path, machine_id="here").load() == {"a": "1"}
    with pytest.raises(ExpectedError):
        SecretFile(tmp_path, machine_id="elsewhere").load()
    assert machine_id() == machine_id()


def test_processes_and_threads_do_not_lose_each_others_secrets(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ioc_desktop.config.secrets import SecretStore\n"
        "store = SecretStore(Path(sys.argv[1]), use_keyring=False)\n"
        "for n in range(10): store.set(f'{sys.argv[2]}-{n}', 'x')"
    )
    others = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "ab"]
    mine = [
        threading.Thread(target=lambda name=name: [file_store(tmp_path).set(f"{name}-{n}", "x") for n in range(10)])
        for name in "cd"
    ]
    for thread in mine:
        thread.start()
    for thread in mine:
        thread.join()
    assert [other.wait(60) for other in others] == [0, 0]
    assert len(SecretFile(tmp_path).load()) == 40


def test_a_keyring_that_answers_is_used(tmp_path: Path, desktop_keyring: MemoryKeyring) -> None:
    store = SecretStore(tmp_path)
    store.set("a", "1")
    assert store.backend == "keyring: MemoryKeyring"
    assert list(desktop_keyring.kept.values()) == ["1"]
    assert not (tmp_path / "secrets.bin").exists()
    assert store.get("a") == "1"
    store.delete("a")
    assert store.get("a") is None
    assert desktop_keyring.kept == {}


def test_profiles_share_a_keyring_without_meeting(tmp_path: Path, desktop_keyring: MemoryKeyring) -> None:
    SecretStore(tmp_path / "a").set("x", "1")
    assert SecretStore(tmp_path / "b").get("x") is None
    assert len(desktop_keyring.kept) == 1


def test_what_was_set_without_a_keyring_is_found_with_one(tmp_path: Path, desktop_keyring: MemoryKeyring) -> None:
    file_store(tmp_path).set("a", "1")
    store = SecretStore(tmp_path)
    assert store.get("a") == "1"
    store.delete("a")
    assert store.get("a") is None
    assert desktop_keyring.kept == {}


def test_without_a_real_keyring_the_file_is_used(tmp_path: Path, desktop_keyring: MemoryKeyring) -> None:
    MemoryKeyring.priority = 0.5  # type: ignore[assignment]
    try:
        assert SecretStore(tmp_path).backend == "file"
    finally:
        MemoryKeyring.priority = 5  # type: ignore[assignment]
    assert desktop_keyring.kept == {}


def test_a_keyring_that_hangs_does_not_hang_us(
    tmp_path: Path, desktop_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEYRING_LIMIT_S", 0.2)
    later = SecretStore(tmp_path)
    assert later.backend.startswith("keyring")
    desktop_keyring.hangs = True
    try:
        assert SecretStore(tmp_path).backend == "file"
        with pytest.raises(ExpectedError) as caught:
            later.get("a")
        assert caught.value.code == "secrets.keyring_silent"
    finally:
        MemoryKeyring.answers.set()


def test_a_question_that_fails_fails_here() -> None:
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0)
