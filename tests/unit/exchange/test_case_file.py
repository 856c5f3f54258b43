"""A case file is whole or it is not there, and a check finds every file that is not as it was."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange import case_file
from ioc_desktop.exchange.case_check import Fault, verify_case_file
from ioc_desktop.exchange.case_file import CaseFile, Evidence, manifest_hash, write_case_file
from ioc_desktop.exchange.case_names import file_name, is_safe

ROOT = Path(__file__).resolve().parents[3]
AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
KINDS = ["hồ sơ.zip", "hồ sơ"]


def evidence(folder: Path, name: str, content: bytes) -> Evidence:
    path = folder / hashlib.sha256(name.encode()).hexdigest()
    path.write_bytes(content)
    return Evidence(
        name=name,
        path=path,
        sha256=hashlib.sha256(content).hexdigest(),
        source="07 Cầu Đông Hà",
        started_at=AT,
        ended_at=AT,
        clock_offset_s=-1.5,
        mime="video/mp4",
    )


def case(folder: Path, *more: Evidence) -> CaseFile:
    files = (evidence(folder, "Đoạn phim.mp4", b"phim" * 700_000), evidence(folder, "Ảnh.jpg", b"anh"), *more)
    return CaseFile(
        code="SV-2026-0012", title="Ngập nước", exporter="Lê Thị B", reason="Bàn giao công an phường", exported_at=AT,
        fields={"Mức độ": "cao"}, evidence=files, document=b"%PDF-1.7", journal=[{"action": "open"}], is_drill=True,
    )  # fmt: skip


@pytest.fixture(params=KINDS)
def made(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return write_case_file(case(tmp_path), tmp_path / request.param).path


def faults(path: Path) -> list[tuple[Fault, str]]:
    return [(problem.fault, problem.name) for problem in verify_case_file(path).problems]


def unpacked(made: Path, folder: Path) -> Path:
    """The case file as a folder that can be tampered with."""
    target = folder / "bản sao"
    if made.is_dir():
        shutil.copytree(made, target)
    else:
        zipfile.ZipFile(made).extractall(target)
    return target


def manifest_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def test_what_is_written_is_whole_and_says_where_it_comes_from(made: Path, tmp_path: Path) -> None:
    verdict = verify_case_file(made)
    assert verdict.is_whole
    assert verdict.files == 6
    folder = unpacked(made, tmp_path)
    manifest = manifest_of(folder)
    assert manifest["manifest_sha256"] == verdict.manifest_sha256 == manifest_hash(manifest)
    assert manifest["case"] == {"code": "SV-2026-0012", "title": "Ngập nước", "is_drill": True}
    first = manifest["files"][0]
    assert first["name"] == "evidence/0001-Đoạn phim.mp4"
    assert (first["source"], first["from"], first["clock_offset_s"], first["reason"], first["exporter"]) == (
        "07 Cầu Đông Hà", "2026-11-20T02:30:00+00:00", -1.5, "Bàn giao công an phường", "Lê Thị B",
    )  # fmt: skip
    assert json.loads((folder / "journal.json").read_text("utf-8")) == [{"action": "open"}]
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert not list(tmp_path.glob(".*part*"))


def test_each_missing_changed_and_extra_file_is_named(made: Path, tmp_path: Path) -> None:
    folder = unpacked(made, tmp_path)
    assert verify_case_file(folder).is_whole
    (folder / "evidence" / "0002-Ảnh.jpg").write_bytes(b"anh gia")
    (folder / "document.pdf").unlink()
    (folder / "evidence" / "thêm.txt").write_text("x", "utf-8")
    with (folder / "evidence" / "0001-Đoạn phim.mp4").open("r+b") as file:
        file.seek(1_500_000)
        file.write(b"X")
    assert set(faults(folder)) == {
        (Fault.CHANGED, "evidence/0001-Đoạn phim.mp4"),
        (Fault.CHANGED, "evidence/0002-Ảnh.jpg"),
        (Fault.MISSING, "document.pdf"),
        (Fault.EXTRA, "evidence/thêm.txt"),
    }


@pytest.mark.parametrize("content", [b"", b"anhanh", b"an"])
def test_a_file_of_another_length_is_changed(made: Path, tmp_path: Path, content: bytes) -> None:
    folder = unpacked(made, tmp_path)
    (folder / "evidence" / "0002-Ảnh.jpg").write_bytes(content)
    assert faults(folder) == [(Fault.CHANGED, "evidence/0002-Ảnh.jpg")]


def test_a_manifest_that_was_edited_is_told(made: Path, tmp_path: Path) -> None:
    folder = unpacked(made, tmp_path)
    manifest = manifest_of(folder)
    manifest["files"][0]["source"] = "09 Chợ"
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    verdict = verify_case_file(folder)
    assert (verdict.is_manifest_sound, verdict.is_whole, verdict.problems) == (False, False, ())


@pytest.mark.parametrize(
    "name",
    ["../ngoài.txt", "/etc/passwd", "a/../../b", "C:\\x", "evidence\\x", "a//b", "./a", "", "a\x00b", "x" * 500, 7],
)
def test_no_name_leads_outside(made: Path, tmp_path: Path, name: object) -> None:
    outside = tmp_path / "ngoài.txt"
    outside.write_bytes(b"bi mat")
    folder = unpacked(made, tmp_path)
    manifest = manifest_of(folder)
    digest = hashlib.sha256(b"bi mat").hexdigest()
    manifest["files"].append({"name": name, "size": 6, "sha256": digest})
    manifest["manifest_sha256"] = manifest_hash(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert [fault for fault, _ in faults(folder)] == [Fault.UNSAFE]


def test_links_pipes_and_deep_folders_are_not_opened(made: Path, tmp_path: Path) -> None:
    folder = unpacked(made, tmp_path)
    inside = folder / "evidence" / "0002-Ảnh.jpg"
    moved = tmp_path / "chỗ khác.jpg"
    inside.rename(moved)
    inside.symlink_to(moved)
    os.mkfifo(folder / "ống")
    (folder / "vòng").symlink_to(folder, target_is_directory=True)
    (folder.joinpath(*"abcdefghij")).mkdir(parents=True)
    found = faults(folder)
    assert (Fault.MISSING, "evidence/0002-Ảnh.jpg") in found
    assert {name for fault, name in found if fault is Fault.UNSAFE} == {
        "evidence/0002-Ảnh.jpg", "ống", "vòng", "a/b/c/d/e/f/g/h/i",
    }  # fmt: skip


def zipped(folder: Path, target: Path, change: Callable[[zipfile.ZipFile], object]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, str(file.relative_to(folder)))
        change(archive)
    return target


def test_an_archive_that_was_made_to_hurt_is_told(made: Path, tmp_path: Path) -> None:
    folder = unpacked(made, tmp_path)
    link = zipfile.ZipInfo("evidence/liên kết")
    link.external_attr = 0o120777 << 16

    def hurt(archive: zipfile.ZipFile) -> None:
        archive.writestr("../../thoát.txt", "x")
        archive.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("document.pdf", "hai")

    found = faults(zipped(folder, tmp_path / "xấu.zip", hurt))
    assert set(found) == {
        (Fault.UNSAFE, "../../thoát.txt"), (Fault.UNSAFE, "evidence/liên kết"), (Fault.TWICE, "document.pdf"),
        (Fault.CHANGED, "document.pdf"),
    }  # fmt: skip


def test_an_archive_that_unpacks_to_more_than_it_says_is_not_unpacked(made: Path, tmp_path: Path) -> None:
    folder = unpacked(made, tmp_path)
    (folder / "evidence" / "0002-Ảnh.jpg").write_bytes(bytes(300_000_000))
    bomb = zipped(folder, tmp_path / "bom.zip", lambda _archive: None)
    steps: list[int] = []
    verdict = verify_case_file(bomb, progress=lambda done, _total: steps.append(done))
    assert [problem.name for problem in verdict.problems] == ["evidence/0002-Ảnh.jpg"]
    assert len(steps) < 20, "one piece beyond what was promised"


def test_a_torn_archive_and_what_is_none_are_told(made: Path, tmp_path: Path) -> None:
    archive = zipped(unpacked(made, tmp_path), tmp_path / "x.zip", lambda _archive: None)
    content = archive.read_bytes()
    for name, wrong in (
        ("cụt.zip", content[: len(content) // 2]), ("trống.zip", b""), ("ảnh.zip", b"\xff\xd8\xff" * 1_000),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(wrong)
        with pytest.raises(ExpectedError, match=r"case\.not_a_case_file"):
            verify_case_file(tmp_path / name)
    where = content.index(b"0001-") + 1_000
    (tmp_path / "hỏng.zip").write_bytes(content[:where] + b"\x00\x01\x02" + content[where + 3 :])
    assert Fault.CHANGED in {fault for fault, _ in faults(tmp_path / "hỏng.zip")}
    with pytest.raises(ExpectedError, match=r"case\.not_found"):
        verify_case_file(tmp_path / "không có")


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", "null", "{}", '{"format": "khác", "files": []}', '{"format": "ioc-desktop-case-file", "files": 3}',
     '{"format": "ioc-desktop-case-file", "files": [3]}', "[" * 100_000, '"\\ud800"'],
)  # fmt: skip
def test_a_manifest_of_any_shape_is_no_bug(tmp_path: Path, manifest: str) -> None:
    folder = tmp_path / "hs"
    folder.mkdir()
    (folder / "manifest.json").write_text(manifest, "utf-8")
    with pytest.raises(ExpectedError, match=r"case\.not_a_case_file"):
        verify_case_file(folder)


@pytest.mark.parametrize(
    "file", [{"name": "a"}, {"name": "a", "size": "1", "sha256": 3}, {"name": "a", "size": -1}, {}, {"name": None}]
)
def test_a_line_of_any_shape_is_a_problem(tmp_path: Path, file: dict[str, object]) -> None:
    folder = tmp_path / "hs"
    folder.mkdir()
    (folder / "a").write_bytes(b"x")
    text = json.dumps({"format": case_file.FORMAT, "files": [file, {"name": "\ud800"}]})
    (folder / "manifest.json").write_text(text, "utf-8")
    assert not verify_case_file(folder).is_whole


@pytest.mark.parametrize("kind", KINDS)
def test_evidence_that_is_not_what_it_was_is_not_exported(tmp_path: Path, kind: str) -> None:
    whole = case(tmp_path)
    whole.evidence[1].path.write_bytes(b"anh khac")
    with pytest.raises(ExpectedError, match=r"case\.evidence_changed"):
        write_case_file(whole, tmp_path / kind)
    whole.evidence[0].path.unlink()
    with pytest.raises(ExpectedError, match=r"case\.evidence_missing"):
        write_case_file(whole, tmp_path / kind)
    assert not (tmp_path / kind).exists()
    assert not list(tmp_path.glob(".*part*"))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_stopped_shows_how_far_it_is_and_leaves_nothing_behind(tmp_path: Path, kind: str) -> None:
    steps: list[tuple[int, int]] = []

    def stop() -> bool:
        return len(steps) == 2

    with pytest.raises(ExpectedError, match=r"case\.cancelled"):
        write_case_file(case(tmp_path), tmp_path / kind, lambda done, total: steps.append((done, total)), stop)
    assert steps == [(1_048_576, 2_800_003), (2_097_152, 2_800_003)]
    assert not (tmp_path / kind).exists()
    assert not list(tmp_path.glob(".*part*"))
    made = write_case_file(case(tmp_path), tmp_path / kind)
    with pytest.raises(ExpectedError, match=r"case\.cancelled"):
        verify_case_file(made.path, is_cancelled=lambda: True)
    with pytest.raises(ExpectedError, match=r"case\.exists"):
        write_case_file(case(tmp_path), tmp_path / kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ExpectedError, match=r"case\.unwritable"):
        write_case_file(case(tmp_path), tmp_path / "không có" / kind)


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "open", full)
    with pytest.raises(ExpectedError, match=r"case\.unwritable"):
        write_case_file(case(tmp_path), tmp_path / "a.zip")
    assert not list(tmp_path.glob("*a.zip*"))


@pytest.mark.parametrize(
    "name",
    ["a.jpg", "CON", "../../x", "a/b\\c:d", " . ", "", "ảnh\n.png", "x" * 300 + ".mp4", "a." + "b" * 50, "e\u0301.txt"],
)
def test_names_are_safe_everywhere(name: str) -> None:
    made = file_name(3, name)
    assert is_safe(made)
    assert len(made) < 130
    assert made.startswith("evidence/0003-")


def run(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "evidence", "verify", *words],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_command_needs_no_profile_and_says_what_it_found(tmp_path: Path) -> None:
    made = write_case_file(case(tmp_path), tmp_path / "a.zip")
    code, words = run(str(made.path), "--expect", made.manifest_sha256.upper())
    assert code == 0, words
    assert made.manifest_sha256 in words
    code, words = run(str(made.path), "--json")
    said = json.loads(words)
    assert (code, said["whole"], said["files"], said["case"]["code"]) == (0, True, 6, "SV-2026-0012")
    code, words = run(str(made.path), "--expect", "0" * 64)
    assert (code, "không phải bản đã giao" in words) == (1, True)
    folder = unpacked(made.path, tmp_path)
    (folder / "document.pdf").unlink()
    (folder / "evidence" / "\x1b[2Jxóa.txt").write_text("", "utf-8")
    (Path(os.fsdecode(bytes(folder) + b"/\xff"))).write_bytes(b"")
    code, words = run(str(folder))
    assert (code, "document.pdf: thiếu" in words, "\x1b" in words) == (1, True, False)
    code, words = run(str(folder), "--json")
    assert {(each["fault"], each["name"]) for each in json.loads(words)["problems"]} >= {("missing", "document.pdf")}
    assert run(str(tmp_path / "không có"))[0] == 1
    assert run()[0] == 2
