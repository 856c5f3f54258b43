"""``main.py backup …`` and ``main.py database …`` as people and scripts run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.integration.store.conftest import Profile

ROOT = Path(__file__).resolve().parents[3]
PASSWORD, OTHER = "mật khẩu của trung tâm", "mật khẩu khác"
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


class Answer:
    """What a command said."""

    def __init__(self, profile: Profile, *words: str, **variables: str) -> None:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *words, "--profile", str(profile.paths.root)],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **NO_KEYRING, **variables},
            timeout=60,
        )
        self.code, self.output, self.errors = done.returncode, done.stdout, done.stderr

    @property
    def json(self) -> Any:
        return json.loads(self.output)


def test_backup_list_check_restore(profile: Profile) -> None:
    assert Answer(profile, "backup", "create").code == 1
    assert Answer(profile, "backup").code == 2
    assert Answer(profile, "backup", "restore").code == 2
    assert "Chưa có bản sao lưu" in Answer(profile, "backup", "list").output
    profile.fill("một")
    made = Answer(profile, "backup", "create", "--json").json
    (listed,) = Answer(profile, "backup", "list", "--json").json["backups"]
    assert listed == made
    profile.fill("hai")
    checked = Answer(profile, "backup", "check")
    assert (checked.code, "✓" in checked.output) == (0, True)
    done = Answer(profile, "backup", "restore", Path(made["file"]).name)
    assert done.code == 0
    assert "được giữ ở" in done.output
    assert profile.names() == ["một"]
    missing = Answer(profile, "backup", "restore", "ioc-19990101T000000.db")
    assert missing.code == 1
    assert "main.py backup list" in missing.errors
    Path(made["file"]).write_bytes(Path(made["file"]).read_bytes()[:10_000])
    checked = Answer(profile, "backup", "check", "--json")
    assert (checked.code, checked.json["backups"][0]["error"]) == (1, "backup.damaged")


def test_salvage_after_damage(profile: Profile) -> None:
    profile.join()
    profile.fill(*map(str, range(50)))
    assert Answer(profile, "backup", "create").code == 0
    profile.fill("sau")
    content = bytearray(profile.path.read_bytes())
    content[:100] = bytes(100)
    profile.path.write_bytes(content)
    broken = Answer(profile, "cameras", "list")
    assert broken.code == 1
    assert "main.py backup salvage" in broken.errors
    done = Answer(profile, "backup", "salvage", "--json")
    assert done.code == 0
    assert {table["name"]: table["saved"] for table in done.json["tables"]}["outbox"] == 51
    assert len(profile.names()) == 51
    assert Answer(profile, "backup", "salvage").code == 1


def test_encryption_from_the_command_line(profile: Profile) -> None:
    profile.fill("PhườngBíMật")
    assert Answer(profile, "backup", "create").code == 0
    assert Answer(profile, "database", "status", "--json").json["encrypted"] is False
    assert "cửa sổ lệnh" in Answer(profile, "database", "encrypt").errors
    assert Answer(profile, "database", "decrypt").code == 1
    short = Answer(profile, "database", "encrypt", IOC_DATABASE_PASSWORD="ngắn")
    assert (short.code, "ít nhất 8" in short.errors) == (1, True)

    done = Answer(profile, "database", "encrypt", "--json", IOC_DATABASE_PASSWORD=PASSWORD)
    assert (done.code, done.json["encrypted"], done.json["plain"]) == (0, True, [])
    for file in profile.paths.root.rglob("*"):
        assert file.is_dir() or "PhườngBíMật".encode() not in file.read_bytes()

    refused = Answer(profile, "cameras", "list")
    assert (refused.code, "IOC_DATABASE_PASSWORD" in refused.errors) == (1, True)
    wrong = Answer(profile, "cameras", "list", "--json", IOC_DATABASE_PASSWORD=OTHER)
    assert (wrong.code, wrong.json["error"]) == (1, "database.password_wrong")
    assert Answer(profile, "cameras", "list", IOC_DATABASE_PASSWORD=PASSWORD).code == 0
    for command in ("create", "check"):
        assert Answer(profile, "backup", command, IOC_DATABASE_PASSWORD=PASSWORD).code == 0
    assert Answer(profile, "backup", "salvage", "--force", IOC_DATABASE_PASSWORD=PASSWORD).code == 0

    variables = {"IOC_DATABASE_PASSWORD": PASSWORD, "IOC_DATABASE_NEW_PASSWORD": OTHER}
    assert Answer(profile, "database", "password", **variables).code == 0
    assert Answer(profile, "database", "decrypt", IOC_DATABASE_PASSWORD=PASSWORD).code == 1
    assert Answer(profile, "database", "decrypt", IOC_DATABASE_PASSWORD=OTHER).code == 0
    assert profile.names() == ["PhườngBíMật"]


def test_a_file_of_noise_gives_way_to_its_backup_only_when_told(profile: Profile) -> None:
    profile.fill("một")
    made = Answer(profile, "backup", "create", "--json").json["file"]
    noise = os.urandom(40_960)
    profile.path.write_bytes(noise)
    for refused in (Answer(profile, "cameras", "list"), Answer(profile, "backup", "salvage")):
        assert (refused.code, "thiếu tệp khóa" in refused.errors) == (1, True)
    assert profile.path.read_bytes() == noise
    assert Answer(profile, "backup", "salvage", "--force").code == 0
    assert profile.names() == ["một"]
    profile.path.write_bytes(noise)
    assert Answer(profile, "backup", "restore", made).code == 0
    assert profile.names() == ["một"]
    assert [file.read_bytes() for file in profile.paths.root.glob("ioc.db.*-*")] == [noise, noise]


@pytest.mark.parametrize("state", ["none", "good", "bad"])
def test_doctor_speaks_of_the_newest_backup(profile: Profile, state: str) -> None:
    profile.fill("một")
    if state != "none":
        made = Path(Answer(profile, "backup", "create", "--json").json["file"])
        if state == "bad":
            made.write_bytes(made.read_bytes()[:10_000])
    checks = {check["key"]: check for check in Answer(profile, "doctor", "--json").json["checks"]}
    assert checks["backups"]["state"] == {"none": "optional", "good": "ok", "bad": "missing"}[state]
    assert checks["database"]["state"] == "ok"
