"""A light check of a package at its export: what a reader relies on, without the reference library."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.budget_out.fiscal_schema import DESCRIPTOR

_NAME: Final = re.compile(r"[-a-z0-9._/]+")
_FORMS: Final = {
    "integer": re.compile(r"-?\d+"),
    "year": re.compile(r"\d{4}"),
    "boolean": re.compile(r"true|false"),
    "string": re.compile(r".*", re.DOTALL),
}


def check_package(files: Mapping[str, bytes]) -> None:
    """Raise for the first thing that is wrong.

    Raises:
        ExpectedError: ``budget.package_wrong``.
    """
    wrong = next(problems(files), None)
    if wrong is not None:
        raise ExpectedError(
            "budget.package_wrong",
            QT_TRANSLATE_NOOP("errors", "Gói dữ liệu không hợp lệ: {what}. Xuất lại; nếu vẫn lỗi, báo người quản trị."),
            what=wrong,
        )


def problems(files: Mapping[str, bytes]) -> Iterator[str]:
    """Everything that is wrong, in a few English words for the log."""
    descriptor = json.loads(files[DESCRIPTOR])
    if not _NAME.fullmatch(str(descriptor.get("name", ""))):
        yield "name of the package"
    keys: dict[str, set[str]] = {}
    tables = {resource["name"]: resource for resource in descriptor["resources"]}
    rows = {name: _rows(files.get(resource["path"], b"")) for name, resource in tables.items()}
    for name, resource in tables.items():
        content = files.get(resource["path"], b"")
        if resource["hash"] != f"sha256:{hashlib.sha256(content).hexdigest()}":
            yield f"{name}: hash"
        keys[name] = {row[0] for row in rows[name][1:] if row}
        yield from _table(name, resource["schema"], rows[name])
    for name, resource in tables.items():
        yield from _pointers(name, resource["schema"], rows[name][1:], keys)


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def _table(name: str, schema: dict[str, Any], rows: list[list[str]]) -> Iterator[str]:
    fields = schema["fields"]
    if not rows or rows[0] != [field["name"] for field in fields]:
        yield f"{name}: headings"
        return
    seen = set[str]()
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(fields):
            yield f"{name}, row {number}: cells"
            continue
        if row[0] in seen:
            yield f"{name}, row {number}: id"
        seen.add(row[0])
        yield from (
            f"{name}, row {number}: {field['name']}"
            for field, cell in zip(fields, row, strict=True)
            if not _fits(field, cell)
        )


def _fits(field: dict[str, Any], cell: str) -> bool:
    limits = field.get("constraints", {})
    if not cell:
        return not limits.get("required")
    return bool(_FORMS[field["type"]].fullmatch(cell)) and cell in limits.get("enum", (cell,))


def _pointers(name: str, schema: dict[str, Any], rows: list[list[str]], keys: dict[str, set[str]]) -> Iterator[str]:
    names = [field["name"] for field in schema["fields"]]
    for key in schema["foreignKeys"]:
        at, known = names.index(key["fields"]), keys[key["reference"]["resource"] or name]
        for number, row in enumerate(rows, 2):
            if len(row) > at and row[at] and row[at] not in known:
                yield f"{name}, row {number}: {key['fields']}"
