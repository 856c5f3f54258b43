"""``evidence verify``: whether a case file is what was handed over."""

from __future__ import annotations

import json
from pathlib import Path

from ioc_desktop.commands.failure import FAILED
from ioc_desktop.exchange.case_check import Fault, Verdict, verify_case_file

DONE = 0
_WORDS = {
    Fault.MISSING: "thiếu",
    Fault.CHANGED: "đã bị đổi",
    Fault.EXTRA: "thừa, không có trong danh mục",
    Fault.UNSAFE: "tên hoặc loại không an toàn, không mở",
    Fault.TWICE: "có hai lần",
}


def run_verify(path: Path, expect: str, *, json_output: bool = False) -> int:
    """Check a folder or ZIP against its manifest, and the manifest against a hash known from elsewhere.

    Args:
        expect: the manifest's hash as the record of hand-over has it; "" when nobody gave one.

    Returns:
        Exit code: 0 whole, 1 not.

    Raises:
        ExpectedError: ``case.*``.
    """
    verdict = verify_case_file(path)
    is_expected = not expect or verdict.manifest_sha256 == expect.strip().lower()
    if json_output:
        print(json.dumps(_as_json(verdict, is_expected=is_expected)))
    else:
        _tell(verdict, is_expected=is_expected, has_expected=bool(expect))
    return DONE if verdict.is_whole and is_expected else FAILED


def _as_json(verdict: Verdict, *, is_expected: bool) -> dict[str, object]:
    manifest = verdict.manifest
    return {
        "whole": verdict.is_whole and is_expected,
        "files": verdict.files,
        "manifest_sha256": verdict.manifest_sha256,
        "manifest_sound": verdict.is_manifest_sound,
        "manifest_expected": is_expected,
        "problems": [{"fault": problem.fault.value, "name": _shown(problem.name)} for problem in verdict.problems],
        **{name: manifest.get(name) for name in ("tool", "case", "exporter", "reason", "exported_at")},
    }


def _shown(name: str) -> str:
    """A name on a terminal: nothing in it moves the cursor or fails to print."""
    printable = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in name)
    return printable.encode("utf-8", "backslashreplace").decode()


def _tell(verdict: Verdict, *, is_expected: bool, has_expected: bool) -> None:
    for problem in verdict.problems:
        print(f"{_shown(problem.name)}: {_WORDS[problem.fault]}")
    if not verdict.is_manifest_sound:
        print("manifest.json: đã bị sửa, không khớp mã của chính nó")
    if not is_expected:
        print("manifest.json: không phải bản đã giao, mã khác với mã đưa vào")
    if not verdict.is_whole or not is_expected:
        print("Hồ sơ KHÔNG nguyên vẹn. Giữ nguyên bản này và xin lại bản gốc từ đơn vị giao.")
        return
    print(f"Hồ sơ nguyên vẹn: {verdict.files} tệp khớp danh mục.")
    print(f"Mã của danh mục: {verdict.manifest_sha256}")
    if not has_expected:
        print("Đối chiếu mã này với biên bản giao nhận: ai sửa được tệp cũng lập lại được danh mục.")
