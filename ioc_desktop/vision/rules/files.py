"""Rules as JSON: the file of ``rules run``, and the same fields wherever else a rule is written down.

``{"rules": [{"id", "kind", "classes", "polygon" | "line", "direction", "min_s"}]}`` and optionally ``name``,
``signal``, ``lamp``, ``sensitivity``, ``cool_down_s``, ``limit``, ``severity``, ``picture_size``, ``accepted_size`` and
``schedule``
(``{"days": [0 = Monday …], "start": "22:00", "end": "06:00"}``). One faulty rule and the whole file is refused with
every fault listed: half of a set of rules would be trusted like a whole one. Fields that are not known are told and
left out.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.rules.fields import FIELDS, FieldError, rule_fields, rule_from
from ioc_desktop.vision.rules.model import Rule
from ioc_desktop.vision.rules.picture_sizes import Size
from ioc_desktop.vision.rules.validation import check_rules

__all__ = ["RuleFile", "read_rules", "rule_fields", "rule_from", "write_rules"]

# Ten thousand rules; anything larger is another file.
_MOST_BYTES = 10_000_000
_MOST_FAULTS = 20
_ODD = re.compile(r"[^\w .-]")


@dataclass(frozen=True)
class RuleFile:
    """What a file holds.

    Attributes:
        rules: all of them, none with an error.
        remarks: sentences about what was left out or deserves a look.
    """

    rules: tuple[Rule, ...]
    remarks: tuple[str, ...] = ()


def write_rules(rules: Sequence[Rule], path: Path) -> None:
    """Write rules so that ``read_rules`` gives the same.

    Raises:
        ExpectedError: ``rules.cannot_write``.
    """
    text = json.dumps({"rules": [rule_fields(rule) for rule in rules]}, ensure_ascii=False, indent=2)
    try:
        path.write_text(text + "\n", "utf-8")
    except OSError as error:
        raise ExpectedError(
            "rules.cannot_write",
            QT_TRANSLATE_NOOP("errors", "Không ghi được tệp luật {path}: {problem}. Chọn nơi khác."),
            path=str(path),
            problem=error.strerror or str(error),
        ) from error


def read_rules(path: Path, labels: Sequence[str] | None = None, size: Size = (0, 0)) -> RuleFile:
    """Rules of a file, checked as ``check_rules`` does.

    Raises:
        ExpectedError: ``rules.no_file``, ``rules.not_json``, ``rules.not_rules``, or ``rules.faulty`` with all faults.
    """
    entries = _entries(path)
    rules: list[Rule] = []
    faults: list[str] = []
    remarks: list[str] = []
    for number, entry in enumerate(entries, 1):
        remarks += _strangers(entry, number)
        try:
            rules.append(rule_from(entry))
        except FieldError as fault:
            faults.append(_at(number, entry, fault.error.message()))
    for problem in check_rules(rules, labels, size):
        (faults if problem.severity == "error" else remarks).append(problem.error.message())
    if faults:
        raise _faulty(path, faults)
    return RuleFile(tuple(rules), tuple(remarks))


def _entries(path: Path) -> list[Any]:
    body = _json(path)
    entries = body.get("rules") if isinstance(body, dict) else None
    if not isinstance(entries, list) or not entries:
        raise ExpectedError(
            "rules.not_rules",
            QT_TRANSLATE_NOOP(
                "errors", 'Tệp {path} không chứa luật nào. Tệp phải có dạng {{"rules": [...]}} với ít nhất một luật.'
            ),
            path=path.name,
        )
    return entries


def _json(path: Path) -> Any:
    if not path.is_file() or path.stat().st_size > _MOST_BYTES:
        raise ExpectedError(
            "rules.no_file",
            QT_TRANSLATE_NOOP("errors", "Không có tệp luật {path}, hoặc tệp quá lớn. Kiểm tra đường dẫn."),
            path=str(path),
        )
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ExpectedError(
            "rules.not_json",
            QT_TRANSLATE_NOOP(
                "errors", "Tệp {path} không phải JSON hợp lệ, sai ở dòng {line}, cột {column}. Sửa lại chỗ đó."
            ),
            path=path.name,
            line=error.lineno,
            column=error.colno,
        ) from error
    except (UnicodeDecodeError, RecursionError, OSError) as error:
        raise ExpectedError(
            "rules.unreadable",
            QT_TRANSLATE_NOOP("errors", "Không đọc được tệp luật {path}. Lưu lại tệp dạng JSON, mã UTF-8."),
            path=path.name,
        ) from error


def _strangers(entry: Any, number: int) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        return
    for name in sorted(str(key) for key in set(entry) - FIELDS):
        sentence = QT_TRANSLATE_NOOP("errors", "không hiểu mục “{field}” nên bỏ qua.")
        yield _at(number, entry, sentence.format(field=name[:40]))


def _at(number: int, entry: Any, sentence: str) -> str:
    name = entry.get("id") if isinstance(entry, Mapping) else None
    plain = _ODD.sub("", str(name or ""))[:40]
    known = f" ({plain})" if plain else ""
    place = QT_TRANSLATE_NOOP("errors", "Luật thứ {number}{name}: {fault}")
    return place.format(number=number, name=known, fault=sentence)


def _faulty(path: Path, faults: list[str]) -> ExpectedError:
    shown = [f"- {fault}" for fault in faults[:_MOST_FAULTS]]
    if len(faults) > _MOST_FAULTS:
        shown.append(f"- … (+{len(faults) - _MOST_FAULTS})")
    return ExpectedError(
        "rules.faulty",
        QT_TRANSLATE_NOOP(
            "errors", "Tệp {path} có {count} lỗi nên không luật nào được chạy. Sửa rồi chạy lại: {faults}"
        ),
        path=path.name,
        count=len(faults),
        faults="".join(f"\n{line}" for line in shown),
    )
