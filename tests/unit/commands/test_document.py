"""``document lint`` and ``document verify`` as people and programs call it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from ioc_desktop.cli import main
from ioc_desktop.documents.build import build
from ioc_desktop.documents.layout import STATE
from ioc_desktop.documents.signing.model import KeyFile, Wish
from ioc_desktop.documents.signing.signing import sign
from tests.support import papers
from tests.support.certificates import PASSWORD, Authority
from tests.support.revocation_service import revocation_service


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


def test_signatures_are_verified_and_the_authority_is_asked_when_it_may_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now, authority = datetime.now(UTC), Authority()
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "goc.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    with revocation_service(tmp_path) as service:
        lan = authority.person(begin=now - timedelta(days=9), crl=service.crl)
        file = written(tmp_path, sign(build(papers.report()), KeyFile(lan.file(tmp_path), PASSWORD), Wish())[0])
        asked = ["document", "verify", file, "--profile", str(tmp_path)]
        assert main(asked) == 0
        first, second, *_ = capsys.readouterr().out.splitlines()
        assert first.startswith("Chữ ký hợp lệ: Nguyễn Thị A, Trung tâm thử, ký lúc ")
        assert second.startswith("  Chưa hỏi được việc thu hồi: ")
        service.publish(authority.revocation_list({}, now - timedelta(hours=1)))
        assert main([*asked, "--online"]) == 0
        assert "Chứng thư còn hiệu lực" in capsys.readouterr().out
        service.publish(authority.revocation_list({lan: now - timedelta(days=1)}, now - timedelta(hours=1)))
        assert main([*asked, "--online"]) == 1
        assert "Chứng thư đã bị thu hồi từ " in capsys.readouterr().out
        assert main([*asked, "--online", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (signature,) = told["signatures"]
    assert (told["ok"], signature["verdict"], signature["revocation"]) == (False, "bad", "revoked")


def test_what_nobody_signed_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "verify", written(tmp_path, build(papers.report())), "--profile", str(tmp_path)]) == 1
    assert "chưa có chữ ký số" in capsys.readouterr().out
