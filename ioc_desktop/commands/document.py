"""``document lint``: what in a PDF is not in the form that the rules ask."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from ioc_desktop.commands.failure import FAILED
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.documents.lint.check import Report, lint
from ioc_desktop.documents.model import Family

DONE = 0
MOST_BYTES = 500 * 2**20
_RULES = {
    Family.COMMITTEE: "Nghị định 30/2020/NĐ-CP",
    Family.COUNCIL: "Nghị định 30/2020/NĐ-CP, văn bản của Hội đồng nhân dân",
    Family.PARTY: "Hướng dẫn 36-HD/VPTW, văn bản của Đảng",
}


def run_lint(file: Path, *, json_output: bool = False) -> int:
    """Print each finding.

    Returns:
        Exit code: 0 nothing found, 1 something found.

    Raises:
        ExpectedError: ``document.cannot_open``, ``document.too_large``, and those of ``lint``.
    """
    report = lint(content_of(file))
    if json_output:
        print(json.dumps(_as_json(file, report), ensure_ascii=False, indent=1))
    else:
        _print(file, report)
    return DONE if report.ok else FAILED


def content_of(file: Path) -> bytes:
    """The whole file.

    Raises:
        ExpectedError: ``document.cannot_open``, ``document.too_large``.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ExpectedError(
                "document.too_large",
                QT_TRANSLATE_NOOP("errors", "Tệp {path} lớn hơn {limit} MB. Tách tệp rồi kiểm tra từng phần."),
                path=str(file),
                limit=MOST_BYTES >> 20,
            )
        return file.read_bytes()
    except OSError as error:
        raise ExpectedError(
            "document.cannot_open",
            QT_TRANSLATE_NOOP("errors", "Không mở được tệp {path}: {problem}. Kiểm tra lại đường dẫn."),
            path=str(file),
            problem=error.strerror or str(error),
        ) from error


def _as_json(file: Path, report: Report) -> dict[str, object]:
    return {
        "file": str(file),
        "ok": report.ok,
        "pages": report.pages,
        "family": report.family.value,
        "findings": [asdict(finding) for finding in report.findings],
    }


def _print(file: Path, report: Report) -> None:
    for finding in report.findings:
        print(finding.sentence)
    rules = _RULES[report.family]
    if report.ok:
        print(f"{file.name}: đúng thể thức ({rules}), {report.pages} trang.")
    else:
        print(f"{file.name}: {len(report.findings)} điểm chưa đúng thể thức ({rules}). Sửa ở văn bản gốc rồi xuất lại.")
