"""The tables of a package with their fields, and the descriptor that names them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from ioc_desktop.kernel.budget.model import LineKind, Mode, Phase, Source

DESCRIPTOR: Final = "datapackage.json"
_PLACE: Final = (
    ("year", "year", "Năm ngân sách; trống là mọi năm"),
    ("source", "string", "Nguồn kinh phí; trống là mọi nguồn"),
    ("mode", "string", "Hình thức: đầu tư, thuê, duy trì; trống là mọi hình thức"),
    ("phase", "string", "Bước: đề xuất, phê duyệt, điều chỉnh, cam kết, giải ngân"),
)
_AMOUNT: Final = ("amount", "integer", "Số tiền, đồng")
_CHOICES: Final[dict[str, list[StrEnum]]] = {
    "source": [*Source],
    "mode": [*Mode],
    "phase": [*Phase],
    "kind": [*LineKind],
}
_REQUIRED: Final = frozenset(["id", "line", "column", "phase", "amount", "kind", "is_leaf"])


@dataclass(frozen=True)
class Resource:
    """One table.

    Attributes:
        fields: name, type of Table Schema, what it holds.
        points_to: field → resource whose ``id`` it names; "" for the table itself.
    """

    title: str
    fields: tuple[tuple[str, str, str], ...]
    points_to: dict[str, str]


RESOURCES: Final = {
    "amounts": Resource(
        "Số tiền, mỗi khoản một lần",
        (("id", "integer", "Số thứ tự"), ("line", "integer", "Hạng mục"), *_PLACE, _AMOUNT),
        {"line": "lines"},
    ),
    "lines": Resource(
        "Hạng mục",
        (
            ("id", "integer", "Số thứ tự trong bảng"),
            ("parent", "integer", "Hạng mục cha"),
            ("number", "string", "Số như in trên văn bản"),
            ("title", "string", "Tên hạng mục"),
            ("kind", "string", "Hạng mục, tổng cộng hoặc cộng từng mục"),
            ("is_leaf", "boolean", "Không chứa hạng mục nào khác"),
            ("time", "string", "Thời gian thực hiện"),
            ("owner", "string", "Đơn vị chủ trì"),
            ("note", "string", "Ghi chú"),
        ),
        {"parent": ""},
    ),
    "printed": Resource(
        "Mọi ô số của văn bản, cả các tổng",
        (
            ("id", "integer", "Số thứ tự"),
            ("line", "integer", "Hạng mục"),
            ("column", "integer", "Cột, từ 1"),
            ("heading", "string", "Tiêu đề cột"),
            *_PLACE,
            _AMOUNT,
        ),
        {"line": "lines"},
    ),
}


def described(name: str, title: str, symbol: str, files: dict[str, bytes]) -> dict[str, Any]:
    """The content of ``datapackage.json``."""
    descriptor: dict[str, Any] = {
        "profile": "tabular-data-package",
        "profiles": {"fiscal": "*", "tabular": "*"},
        "name": name,
        "title": title,
        "countryCode": "VN",
        "granularity": "aggregated",
        "resources": [_resource(each, files[f"{each}.csv"]) for each in RESOURCES],
        "model": _model(),
    }
    return descriptor | ({"description": f"Số ký hiệu văn bản: {symbol}"} if symbol else {})


def _resource(name: str, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": RESOURCES[name].title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(name),
    }


def _schema(name: str) -> dict[str, Any]:
    resource = RESOURCES[name]
    keys = [
        {"fields": field, "reference": {"resource": to, "fields": "id"}} for field, to in resource.points_to.items()
    ]
    fields = [_field(*each) for each in resource.fields]
    return {"fields": fields, "primaryKey": "id", "foreignKeys": keys, "missingValues": [""]}


def _field(name: str, kind: str, title: str) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if name in _REQUIRED else {}
    if name in _CHOICES:
        limits["enum"] = [choice.value for choice in _CHOICES[name]]
    return {"name": name, "type": kind, "title": title} | ({"constraints": limits} if limits else {})


def _model() -> dict[str, Any]:
    """What is measured, and by what it may be summed."""
    return {
        "measures": {
            "amount": {
                "source": "amount", "resource": "amounts", "currency": "VND", "factor": 1, "direction": "expenditure",
            },
        },
        "dimensions": {
            "year": _dimension("datetime", "year"),
            "financialSource": _dimension("classification", "source") | {"classificationType": "economic"},
            "mode": _dimension("other", "mode"),
            "phase": _dimension("other", "phase"),
            "activity": {
                "dimensionType": "activity",
                "primaryKey": ["id"],
                "attributes": {
                    "id": {"source": "id", "resource": "lines"},
                    "parent": {"source": "parent", "resource": "lines", "parent": "id"},
                    "title": {"source": "title", "resource": "lines", "labelfor": "id"},
                },
            },
        },
    }  # fmt: skip


def _dimension(kind: str, field: str) -> dict[str, Any]:
    return {
        "dimensionType": kind,
        "primaryKey": [field],
        "attributes": {field: {"source": field, "resource": "amounts"}},
    }
