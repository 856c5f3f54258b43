from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.cli import main
from ioc_desktop.documents.lint.check import lint
from ioc_desktop.exchange.budget_table.files import read_file, read_text
from ioc_desktop.kernel.budget.storing import fingerprint
from tests.support import budget_annexes as annexes

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Đô thị thông minh"


@pytest.fixture
def profile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    path = tmp_path / "annex.docx"
    path.write_bytes(annexes.docx_of(annexes.IA_HDRAI))
    here = ["--profile", str(tmp_path / "profile")]
    main(["budget", "import", str(path), "--programme", NAME, *here])
    capsys.readouterr()
    return here


def test_the_spreadsheet_is_the_table_again(profile: list[str], tmp_path: Path) -> None:
    assert main(["budget", "export", NAME, str(tmp_path / "out"), *profile]) == 0
    (back,) = read_file(tmp_path / "out" / "phu-luc-do-thi-thong-minh.xlsx")
    assert fingerprint(back.sheet) == fingerprint(read_text(annexes.text_of(annexes.IA_HDRAI))[0].sheet)


@pytest.mark.parametrize(("kind", "name"), [("pdf", "phu-luc"), ("report", "tien-do")])
def test_papers_hold_their_form(kind: str, name: str, profile: list[str], tmp_path: Path) -> None:
    assert main(["budget", "export", "do thi", str(tmp_path), "--as", kind, *profile]) == 0
    assert lint((tmp_path / f"{name}-do-thi-thong-minh.pdf").read_bytes()).ok


def test_the_package_is_a_folder(profile: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import frictionless

    assert main(["budget", "export", NAME, str(tmp_path), "--as", "fdp", "--json", *profile]) == 0
    folder = json.loads(capsys.readouterr().out)["file"]
    assert frictionless.Package(f"{folder}/datapackage.json").validate().valid


def test_an_unknown_table_is_answered_with_those_there_are(
    profile: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["budget", "export", "Thủy lợi", str(tmp_path), *profile]) == 1
    assert NAME in capsys.readouterr().err


def test_a_name_of_two_tables_asks_for_the_identifier(
    profile: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "more.docx"
    path.write_bytes(annexes.docx_of(annexes.QUANG_BINH))
    main(["budget", "import", str(path), "--programme", NAME, *profile])
    assert main(["budget", "export", NAME, str(tmp_path / "out"), *profile]) == 1
    assert "Có 2 bảng" in capsys.readouterr().err
    assert main(["budget", "export", "more.docx", str(tmp_path / "out"), *profile]) == 0


def test_a_wrong_kind_is_wrong_usage(profile: list[str], tmp_path: Path) -> None:
    assert main(["budget", "export", NAME, str(tmp_path), "--as", "doc", *profile]) == 2
