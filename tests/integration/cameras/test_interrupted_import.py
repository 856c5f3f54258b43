"""An import that is killed leaves the old cameras or the new ones, with logins that fit, never half of each."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.exchange.camera_table import apply, preview
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.store.database import Database

ROOT = Path(__file__).resolve().parents[3]
CAMERAS = 800
CHILD = """
import sys
from pathlib import Path
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.exchange.camera_table import apply, preview
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.store.database import Database
root = Path(sys.argv[1])
db = Database(root / "ioc.db").open()
service = CameraService(db, SecretStore(root / "secrets", use_keyring=False))
wanted = preview((root / "new.csv").read_bytes(), service.list())
print("ready", flush=True)
sys.stdin.readline()
apply(service, wanted)
print("done", flush=True)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills with SIGKILL")


def table(word: str) -> bytes:
    lines = [f"{number};{word};/{word};{word};{word}" for number in range(1, CAMERAS + 1)]
    return "\n".join(["Số gọi;Tên;Luồng chính;Tài khoản;Mật khẩu", *lines]).encode()


def state(root: Path) -> set[tuple[str, str, tuple[str, str] | None]]:
    db = Database(root / "ioc.db").open()
    service = CameraService(db, SecretStore(root / "secrets", use_keyring=False))
    try:
        found = service.list()
        assert len(found) == CAMERAS
        some = [found[0], found[CAMERAS // 2], found[-1]]
        return {(camera.name, camera.main_url, service.credentials(camera.id)) for camera in some} | {
            (camera.name, camera.main_url, (camera.name, camera.name)) for camera in found
        }
    finally:
        db.close()


def start(root: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    child.stdin.write("go\n")
    child.stdin.flush()
    return child


def test_a_killed_import_is_whole_or_never_was(tmp_path: Path) -> None:
    paths = AppPaths(tmp_path).create()
    db = Database(paths.database).open()
    apply(CameraService(db, SecretStore(paths.secrets, use_keyring=False)), preview(table("w0"), []))
    db.close()
    (tmp_path / "new.csv").write_bytes(table("w1"))

    child = start(tmp_path)
    began = time.monotonic()
    assert child.stdout is not None
    assert child.stdout.readline() == "done\n"
    whole_s = time.monotonic() - began
    child.communicate()
    assert state(tmp_path) == {("w1", "/w1", ("w1", "w1"))}

    before = "w1"
    for share in (0.3, 0.7, 0.85, 0.95, 1.0, 1.05, 1.1, 1.2, 1.5):
        wanted = f"x{share}".replace(".", "")
        (tmp_path / "new.csv").write_bytes(table(wanted))
        child = start(tmp_path)
        time.sleep(whole_s * share)  # any moment is a good one to be killed at
        child.kill()
        child.communicate()
        found = state(tmp_path)
        assert found in (
            {(before, f"/{before}", (before, before))},
            {(wanted, f"/{wanted}", (wanted, wanted))},
        )
        before = next(iter(found))[0]
