"""``document lint`` as people and programs call it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ioc_desktop.cli import main
from ioc_desktop.documents.build import build
from ioc_desktop.documents.layout import STATE
from tests.support import papers


def written(folder: Path, content: bytes) -> str:
    path = folder / "báo cáo.pdf"
    path.write_bytes(content)
    return str(path)


def test_a_good_document_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "lint", written(tmp_path, build(papers.report()))]) == 0
    assert capsys.readouterr().out == "báo cáo.pdf: đúng thể thức (Nghị định 30/2020/NĐ-CP), 2 trang.\n"


def test_findings_end_with_1_and_are_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, build(papers.report(), layout=replace(STATE, heading_pt=14)))
    assert main(["document", "lint", file]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first == "Trang 1, Quốc hiệu: cỡ chữ 14; cần cỡ chữ 12-13."
    assert "1 điểm chưa đúng" in last


def test_programs_get_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, build(papers.party_plan(), layout=replace(STATE, kind_pt=16, subject_pt=15)))
    assert main(["document", "lint", file, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["pages"], told["family"]) == (False, 2, "party")
    assert {"code", "page", "part", "found", "wanted"} == set(told["findings"][0])


@pytest.mark.parametrize(("content", "code"), [(b"", "document.unreadable"), (b"%PDF-1.7\n", "document.unreadable")])
def test_what_is_no_document_ends_with_1_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, code: str
) -> None:
    assert main(["document", "lint", written(tmp_path, content), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["error"] == code
    assert told["message"]


def test_a_missing_file_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "lint", str(tmp_path / "không có.pdf")]) == 1
    assert "Kiểm tra lại đường dẫn" in capsys.readouterr().err


def test_wrong_usage_ends_with_2() -> None:
    assert main(["document", "lint"]) == 2
