"""Lists of watched plates as they really arrive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange.plate_watch_table import preview, read_watch_preview

TODAY = date(2026, 7, 1)
HEAD = "Biển số;Lý do;Đơn vị yêu cầu;Đến ngày;Mức độ\n"


def lines(*rows: str, head: str = HEAD) -> bytes:
    return (head + "\n".join(rows) + "\n").encode()


def test_good_lines_are_kept_and_bad_ones_named() -> None:
    found = preview(
        lines(
            "51F-123.45;Xe mất cắp;Công an xã;31/12/2026;cao",
            "13A-123.45;Xe mất cắp;Công an xã;31/12/2026;cao",
            "",
            "59X1-123.45;Xe mất cắp;Công an xã;2026-12-31;",
            "30A-111.11;;Công an xã;31/12/2026;",
            "30A-111.11;Xe mất cắp;;31/12/2026;",
            "30A-111.11;Xe mất cắp;Công an xã;32/12/2026;",
            "30A-111.11;Xe mất cắp;Công an xã;01/01/2020;",
            "51F12345;Xe mất cắp;Công an xã;31/12/2026;",
            "30A-111.11;Xe mất cắp;Công an xã;31/12/2026;to",
            '"30A-111.11;Xe mất cắp;Công an xã;31/12/2026;',
        ),
        TODAY,
    )
    assert [(line, draft.pattern, draft.severity) for line, draft in found.drafts] == [
        (2, "51F12345", "high"), (5, "59X112345", "medium"),
    ]  # fmt: skip
    assert [(problem.line, problem.error.code) for problem in found.problems] == [
        (3, "plates.plate_wrong"), (6, "plates.reason_missing"), (7, "plates.owner_missing"), (8, "plates.date_wrong"),
        (9, "plates.until_wrong"), (10, "plates.twice"), (11, "plates.severity_wrong"), (12, "table.quotes"),
    ]  # fmt: skip
    assert found.problems[0].text == "13A-123.45"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_excel_in_any_encoding_and_columns_in_any_order(encoding: str) -> None:
    text = "owner,plate,han,ly do\r\nCông an xã,51F-123.45,31/12/2026,Xe mất cắp\r\n"
    assert [draft.owner for _, draft in preview(text.encode(encoding), TODAY).drafts] == ["Công an xã"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table.empty"),
        (b"bien so;\x8a\n", "table.encoding"),
        (lines("51F-123.45", head="Biển số\n"), "table.column_missing"),
        (b"rubbish\n1\n", "table.column_missing"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ExpectedError) as problem:
        preview(content, TODAY)
    assert problem.value.code == code


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as problem:
        read_watch_preview(tmp_path / "none.csv", TODAY)
    assert problem.value.code == "table.unreadable"
