"""The linter: nothing on our own documents, and exactly the planted fault on a spoilt one."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.build import build
from ioc_desktop.documents.layout import STATE, layout_of
from ioc_desktop.documents.lint.check import lint
from ioc_desktop.documents.model import Paper, PhotoAnnex, Signer, Urgency
from ioc_desktop.documents.signing.stamping import stamp
from tests.support import papers
from tests.support.document_faults import FAULTS, long_report, scan, written
from tests.support.foreign_paper import write_foreign
from tests.support.random_papers import RandomPapers

OWN: dict[str, Callable[[], Paper]] = {
    "report": papers.report,
    "long report": long_report,
    "letter": papers.letter,
    "letter to one": lambda: papers.letter(addressees=("Công an xã Hòa Tiến",)),
    "resolution": papers.resolution,
    "plan of the Party": papers.party_plan,
    "letter of the Party": lambda: papers.letter(issuer=papers.PARTY, symbol="CV/ĐU"),
    "draft for a drill": lambda: papers.report(draft=True, drill=True, number=None, date=None, urgency=Urgency.FLASH),
    "urgent": lambda: papers.report(urgency=Urgency.IMMEDIATE),
    "full": papers.full_report,
    "full, draft, drill": lambda: papers.full_report(draft=True, drill=True),
    "full of the Council": lambda: papers.full_report(issuer=papers.COUNCIL),
    "full of the Party": lambda: papers.full_report(
        issuer=papers.PARTY, symbol="BC/ĐU", signer=Signer("Bí thư", "Lê Văn A")
    ),
    "one annex": lambda: papers.report(annexes=(papers.evidence(),)),
    "photos of each size": lambda: papers.report(
        annexes=tuple(PhotoAnnex("Ảnh", tuple(papers.photo(seed) for seed in range(n + 1)), n) for n in (1, 2, 4, 6))
    ),
    "contact and circulation": lambda: long_report(
        contact="Địa chỉ: Thôn Cẩm Nê, xã Hòa Tiến; điện thoại: 0236 3xx xxx; thư điện tử: hoatien@danang.gov.vn",
        circulation="Lưu hành nội bộ",
    ),
    "letter with contact": lambda: papers.letter(contact="Địa chỉ: xã Hòa Tiến. " * 8, circulation="Xem xong trả lại"),
    "two signers": lambda: papers.report(co_signer=Signer("Người giao ca", "Lê Văn C")),
    "table at the end": lambda: papers.report(body=(*papers.body(), papers.table(70))),
    "many recipients": lambda: papers.report(recipients=tuple(f"Thôn Cẩm Nê {n}" for n in range(90))),
    "long names": lambda: papers.report(
        issuer=replace(papers.OFFICE, organ="Trung tâm giám sát, điều hành đô thị thông minh và chuyển đổi số"),
        place="Thành phố Phan Rang - Tháp Chàm",
        subject="Kết quả " + "kiểm tra, giám sát công tác phòng, chống thiên tai " * 5,
    ),
    "day and month of two figures": lambda: papers.report(date=papers.date(2026, 11, 28), number=1234),
}


@pytest.mark.parametrize("name", OWN)
def test_our_own_documents_pass(name: str) -> None:
    report = lint(build(OWN[name](), made_at=papers.MADE_AT))
    assert not [finding.sentence for finding in report.findings]
    assert report.ok


@pytest.mark.parametrize("seed", range(12))
def test_documents_of_any_make_up_pass(seed: int) -> None:
    report = lint(build(RandomPapers(seed).paper(), made_at=papers.MADE_AT))
    assert not [finding.sentence for finding in report.findings]


def test_the_family_is_recognised() -> None:
    for paper in (papers.report(), papers.resolution(), papers.party_plan()):
        assert lint(build(paper)).family is paper.issuer.family


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_found_and_nothing_else(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = FAULTS[name]
    paper = fault.paper()
    if fault.spoil:
        fault.spoil(monkeypatch)
    own = layout_of(paper.issuer.family)
    content = build(paper, made_at=papers.MADE_AT, layout=replace(own, **(fault.layout or {})))  # type: ignore[arg-type]
    if fault.edit:
        content = fault.edit(content)
    findings = lint(content).findings
    assert {finding.code for finding in findings} == fault.codes, [finding.sentence for finding in findings]
    for finding in findings:
        assert finding.page >= 1
        assert finding.part
        assert finding.found
        assert finding.wanted


def test_a_finding_is_a_sentence_with_page_component_found_and_wanted() -> None:
    (finding,) = lint(build(long_report(), layout=replace(STATE, left_mm=25))).findings
    assert finding.sentence == "Trang 1, Lề trái: 25 mm; cần 30-35 mm."


def test_a_plain_file_of_another_kind_is_refused_in_a_sentence() -> None:
    with pytest.raises(ExpectedError, match="không phải tệp PDF"):
        lint(b"PK\x03\x04 not a PDF")


def test_a_scan_is_refused_in_a_sentence() -> None:
    with pytest.raises(ExpectedError, match="bản quét") as caught:
        lint(scan())
    assert caught.value.code == "document.no_text"


def test_an_encrypted_file_is_refused_in_a_sentence() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(build(papers.report())))
    writer.encrypt("mật khẩu", algorithm="AES-256")
    with pytest.raises(ExpectedError, match="mật khẩu") as caught:
        lint(written(writer))
    assert caught.value.code == "document.encrypted"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_cut_file_is_refused_or_read_but_never_crashes(share: float) -> None:
    content = build(papers.full_report())
    with suppress(ExpectedError):
        lint(content[: int(len(content) * share)])


def test_scrambled_files_never_crash() -> None:
    content = build(papers.report(), made_at=papers.MADE_AT)
    chance = random.Random(7)
    for _ in range(40):
        spoilt = bytearray(content)
        for _ in range(30):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with suppress(ExpectedError):
            lint(bytes(spoilt))


def test_no_pages_is_a_sentence() -> None:
    with pytest.raises(ExpectedError, match="không có trang"):
        lint(written(PdfWriter()))


def test_readers_agree_on_the_pages() -> None:
    content = build(papers.full_report())
    assert lint(content).pages == len(PdfReader(io.BytesIO(content)).pages)


@pytest.mark.gui
@pytest.mark.parametrize(
    ("deviation", "codes"),
    [
        ({}, set()),
        ({"left_mm": 22.0}, {"margin.left"}),
        ({"title_pt": 11.0}, {"title.size"}),
        ({"face": "Liberation Sans"}, {"font.family"}),
    ],
)
def test_documents_of_another_writer_are_read_as_well(
    deviation: dict[str, Any], codes: set[str], tmp_path: Path, qapp: object
) -> None:
    assert qapp
    path = tmp_path / "foreign.pdf"
    write_foreign(path, **deviation)
    found = lint(path.read_bytes()).findings
    assert {finding.code for finding in found} == codes, [finding.sentence for finding in found]


@pytest.mark.parametrize("number", [5, 41, 127, 1234])
@pytest.mark.parametrize("make", [papers.report, papers.letter, papers.resolution])
def test_a_paper_that_got_its_number_later_passes(make: Callable[..., Paper], number: int) -> None:
    paper = make(number=None, date=None)
    stamped = stamp(build(paper), f"{number:02d}/{paper.symbol}", date(2026, 1, 5))
    assert not [finding.sentence for finding in lint(stamped).findings]
