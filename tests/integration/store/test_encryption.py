"""Encrypted profiles: no plain text on the disk, and no way in without the key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.store import backup, conversion
from ioc_desktop.store.connections import DatabaseKey
from ioc_desktop.store.encryption import PASSWORD_VARIABLE, KeyFile, find_key, new_key, profile_database
from ioc_desktop.store.inspection import inspect_file
from ioc_desktop.store.restore import restore

if TYPE_CHECKING:
    from tests.integration.store.conftest import Profile

PASSWORD = "mật khẩu của trung tâm"
SECRET = "PhườngBíMật"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends.fail import Keyring

    monkeypatch.setattr("keyring.get_keyring", Keyring)
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)


def places(root: Path, words: str = SECRET) -> list[str]:
    return sorted(file.name for file in root.rglob("*") if file.is_file() and words.encode() in file.read_bytes())


def units(profile: Profile, password: str | None = PASSWORD) -> list[str]:
    profile.key = find_key(profile.paths, password)
    return profile.names()


def test_the_round_trip_leaves_no_plain_text_and_loses_nothing(profile: Profile) -> None:
    profile.join()
    profile.fill(SECRET)
    backup.create(profile.path, profile.backups)
    assert places(profile.paths.root) == [backup.listed(profile.backups)[0].path.name, "ioc.db"]
    before = profile.ask("SELECT count(*) FROM outbox")

    state = conversion.encrypt(profile.paths, PASSWORD)
    assert (state.is_encrypted, state.plain) == (True, ())
    assert places(profile.paths.root) == []
    assert units(profile) == [SECRET]
    assert profile.ask("SELECT count(*) FROM outbox") == before

    state = conversion.decrypt(profile.paths, PASSWORD)
    assert (state.is_encrypted, state.has_key) == (False, False)
    profile.key = None
    assert profile.names() == [SECRET]
    for item in backup.listed(profile.backups):
        backup.verify(item.path)


def test_the_wal_and_new_backups_are_encrypted_too(profile: Profile) -> None:
    profile.fill("một")
    conversion.encrypt(profile.paths, PASSWORD)
    db = profile_database(profile.paths, PASSWORD).open()
    OrgUnitService(db).add(SECRET)
    made = backup.create(db.path, db.backups, db.key)
    assert db.path.with_name("ioc.db-wal").stat().st_size > 0
    assert places(profile.paths.root) == []
    db.close()
    assert backup.verify(made.path, db.key).is_encrypted
    with pytest.raises(ExpectedError) as caught:
        backup.verify(made.path, new_key())
    assert caught.value.code == "backup.damaged"


def test_the_key_is_nowhere_in_plain(profile: Profile) -> None:
    profile.fill("một")
    conversion.encrypt(profile.paths, PASSWORD)
    key = find_key(profile.paths, PASSWORD)
    assert key is not None
    for file in profile.paths.root.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert key.secret not in content
            assert key.secret.hex().encode() not in content.lower()
    assert not (profile.paths.secrets / "secrets.bin").exists()
    assert key.secret.hex() not in repr(key)
    assert KeyFile(profile.paths).path.stat().st_mode & 0o077 == 0


def test_captured_changes_need_json_which_the_library_has(profile: Profile) -> None:
    conversion.encrypt(profile.paths, PASSWORD)
    profile.key = find_key(profile.paths, PASSWORD)
    profile.join()
    profile.fill(SECRET)
    (row,) = profile.ask("SELECT new FROM outbox")
    assert json.loads(str(row[0]))["name"] == SECRET
    assert places(profile.paths.root) == []


def test_a_wrong_password_is_said_and_nothing_touched(profile: Profile) -> None:
    profile.fill("một")
    conversion.encrypt(profile.paths, PASSWORD)
    before = {file: file.read_bytes() for file in profile.paths.root.rglob("*") if file.is_file()}
    for act in (
        lambda: find_key(profile.paths, "sai mật khẩu"),
        lambda: conversion.decrypt(profile.paths, "sai mật khẩu"),
        lambda: conversion.change_password(profile.paths, "sai mật khẩu", "mật khẩu mới"),
    ):
        with pytest.raises(ExpectedError) as caught:
            act()
        assert caught.value.code == "database.password_wrong"
    with pytest.raises(ExpectedError) as caught:
        find_key(profile.paths)
    assert caught.value.code == "database.password_needed"
    assert {file: file.read_bytes() for file in profile.paths.root.rglob("*") if file.is_file()} == before


def test_a_lost_key_file_is_said_and_nothing_touched(profile: Profile) -> None:
    profile.fill("một")
    conversion.encrypt(profile.paths, PASSWORD)
    kept = KeyFile(profile.paths).path.rename(profile.paths.root / "elsewhere.json")
    before = profile.path.read_bytes()
    with pytest.raises(ExpectedError) as caught:
        profile_database(profile.paths, PASSWORD)
    assert caught.value.code == "database.key_missing"
    assert profile.path.read_bytes() == before
    assert not list(profile.paths.root.glob("*.damaged-*"))
    kept.rename(KeyFile(profile.paths).path)
    assert units(profile) == ["một"]


def test_the_variable_opens_for_unattended_runs(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    conversion.encrypt(profile.paths, PASSWORD)
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    db = profile_database(profile.paths).open()
    OrgUnitService(db).add(SECRET)
    db.close()
    assert places(profile.paths.root) == []
    state = inspect_file(profile.path, db.key)
    assert state is not None
    assert state.is_current


def test_another_password_opens_the_same_file(profile: Profile) -> None:
    profile.fill("một")
    conversion.encrypt(profile.paths, PASSWORD)
    content = profile.path.read_bytes()
    conversion.change_password(profile.paths, PASSWORD, "mật khẩu mới")
    assert profile.path.read_bytes() == content
    with pytest.raises(ExpectedError):
        find_key(profile.paths, PASSWORD)
    assert units(profile, "mật khẩu mới") == ["một"]
    with pytest.raises(ExpectedError) as caught:
        conversion.change_password(profile.paths, "mật khẩu mới", "ngắn")
    assert caught.value.code == "database.password_short"


class MemoryKeyring(KeyringBackend):
    """A keyring that answers, as the system's does."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_with_a_keyring_nobody_is_asked(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    profile.fill("một")
    conversion.encrypt(profile.paths, PASSWORD)
    assert units(profile, None) == ["một"]
    SecretStore(profile.paths.secrets).set("database-key", new_key().secret.hex())
    with pytest.raises(ExpectedError) as caught:
        find_key(profile.paths)
    assert caught.value.code == "database.password_needed"
    assert units(profile) == ["một"]
    conversion.decrypt(profile.paths, PASSWORD)
    assert ring.kept == {}


def test_an_open_file_is_not_converted(profile: Profile) -> None:
    profile.fill("một")
    with profile.program("db = Database(path).open()\nprint('open', flush=True)\nsys.stdin.read()") as program:
        assert program.stdout is not None
        program.stdout.readline()
        with pytest.raises(ExpectedError) as caught:
            conversion.encrypt(profile.paths, PASSWORD)
        assert caught.value.code == "store.in_use"
        assert not KeyFile(profile.paths).exists
        program.communicate("")
    assert profile.names() == ["một"]


def test_an_interrupted_conversion_is_finished_by_the_next(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    profile.fill(SECRET)
    backup.create(profile.path, profile.backups)
    with monkeypatch.context() as patch:
        patch.setattr(conversion, "swap", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            conversion.encrypt(profile.paths, PASSWORD)
    assert profile_database(profile.paths, PASSWORD).key is None
    assert profile.names() == [SECRET]
    conversion.encrypt(profile.paths, PASSWORD)
    assert units(profile) == [SECRET]
    assert places(profile.paths.root) == []
    assert not list(profile.paths.root.glob("*converting*"))


def test_a_plain_backup_is_restored_encrypted(profile: Profile, tmp_path: Path) -> None:
    profile.fill(SECRET)
    kept = tmp_path / "usb.db"
    kept.write_bytes(backup.create(profile.path, profile.backups).path.read_bytes())
    conversion.encrypt(profile.paths, PASSWORD)
    profile.key = find_key(profile.paths, PASSWORD)
    profile.fill("sau")
    restore(profile.path, kept, profile.key)
    assert profile.names() == [SECRET]
    assert places(profile.paths.root) == []
    assert profile.ask("SELECT value FROM sync_state WHERE key = 'restored'") == [("true",)]


def test_damage_of_an_encrypted_file_is_told_from_a_bug(profile: Profile) -> None:
    profile.key = DatabaseKey(bytes(range(32)))
    profile.fill(*(str(number) for number in range(300)))
    db = profile.open()
    with profile.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (profile.path.stat().st_size - 4096))
    for _ in range(3):
        with pytest.raises(ExpectedError) as caught, db.read() as session:
            session.connection().exec_driver_sql("SELECT sum(length(name)) FROM org_unit NOT INDEXED").all()
        assert caught.value.code == "store.damaged"
    db.close()
