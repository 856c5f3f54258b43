"""The columns of a camera table: what they may be called and how their cells are read and written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.exchange.csv_text import neutral, original
from ioc_desktop.kernel.cameras.model import KIND_TITLES, Camera, CameraKind

_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:[.,]\d{0,20})?|[.,]\d{1,20})", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,15}(?:[.,]0*)?", re.ASCII)


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        field: field of ``CameraDraft``.
        title: Vietnamese header, written on export; context ``cameras``.
        names: other folded headers that mean the same.
        read: cell → value; raises ``ExpectedError``.
        write: camera → cell; None for what is never exported.
    """

    field: str
    title: str
    names: tuple[str, ...]
    read: Callable[[str], Any]
    write: Callable[[Camera], str] | None


def _text(cell: str) -> str:
    return original(cell.strip())


def _number(cell: str) -> float | None:
    text = cell.strip().removesuffix("°").strip()
    if not text:
        return None
    if _NUMBER.fullmatch(text) is None:
        raise _no_number(cell)
    return float(text.replace(",", "."))


def _whole(cell: str) -> int | None:
    text = cell.strip()
    if not text:
        return None
    if _WHOLE.fullmatch(text) is None:
        raise _no_number(cell)
    return int(re.split("[.,]", text)[0])


def _days(cell: str) -> int:
    days = _whole(cell)
    return 30 if days is None else days


def _login(cell: str) -> str | None:
    return cell.strip() or None


def _password(cell: str) -> str | None:
    return cell or None


def _transport(cell: str) -> str:
    return cell.strip().lower() or "tcp"


_KINDS: Mapping[str, CameraKind] = {
    **{kind.value: kind for kind in CameraKind},
    **{fold(title): kind for kind, title in KIND_TITLES.items()},
    "": CameraKind.FIXED,
    "bullet": CameraKind.FIXED,
    "dome": CameraKind.FIXED,
    "speed dome": CameraKind.PTZ,
    "quay": CameraKind.PTZ,
    "mat ca": CameraKind.FISHEYE,
    "360": CameraKind.FISHEYE,
}


def _kind(cell: str) -> CameraKind:
    kind = _KINDS.get(fold(cell))
    if kind is None:
        raise ExpectedError(
            "table.kind",
            QT_TRANSLATE_NOOP("errors", "Loại camera {value} không có. Dùng: {known}."),
            value=_shown(cell),
            known=", ".join(KIND_TITLES.values()),
        )
    return kind


def _no_number(cell: str) -> ExpectedError:
    return ExpectedError(
        "table.number", QT_TRANSLATE_NOOP("errors", "{value} không phải là số. Sửa lại ô này."), value=_shown(cell)
    )


def _shown(cell: str) -> str:
    return "".join(ch for ch in cell.strip()[:40] if ch.isprintable()) or "?"


def _written(name: str) -> Callable[[Camera], str]:
    def write(camera: Camera) -> str:
        value = getattr(camera, name)
        if value is None:
            return ""
        return neutral(value) if isinstance(value, str) else f"{value:.10g}"

    return write


def _column(name: str, title: str, names: str, read: Callable[[str], Any] = _text, *, exported: bool = True) -> Column:
    return Column(name, title, (fold(title), *names.split("|")), read, _written(name) if exported else None)


COLUMNS: tuple[Column, ...] = (
    _column(
        "number",
        QT_TRANSLATE_NOOP("cameras", "Số gọi"),
        "so|so camera|so hieu|number|call number|no|camera number",
        _whole,
    ),
    _column("name", QT_TRANSLATE_NOOP("cameras", "Tên"), "ten camera|name|camera name|camera"),
    _column("place", QT_TRANSLATE_NOOP("cameras", "Vị trí"), "dia diem|noi dat|dia chi|place|location|address"),
    _column("latitude", QT_TRANSLATE_NOOP("cameras", "Vĩ độ"), "lat|latitude", _number),
    _column("longitude", QT_TRANSLATE_NOOP("cameras", "Kinh độ"), "lon|lng|long|longitude", _number),
    _column(
        "org_unit",
        QT_TRANSLATE_NOOP("cameras", "Đơn vị"),
        "don vi quan ly|org unit|unit|organisation|organization",
    ),
    _column(
        "main_url",
        QT_TRANSLATE_NOOP("cameras", "Luồng chính"),
        "dia chi luong chinh|url chinh|url luong chinh|main url|main stream|main|url|rtsp",
    ),
    _column(
        "sub_url",
        QT_TRANSLATE_NOOP("cameras", "Luồng phụ"),
        "dia chi luong phu|url phu|url luong phu|sub url|sub stream|sub",
    ),
    _column("transport", QT_TRANSLATE_NOOP("cameras", "Giao thức"), "transport|protocol", _transport),
    _column(
        "azimuth_deg",
        QT_TRANSLATE_NOOP("cameras", "Hướng nhìn"),
        "huong|goc phuong vi|phuong vi|azimuth|azimuth deg|direction|heading",
        _number,
    ),
    _column(
        "fov_deg",
        QT_TRANSLATE_NOOP("cameras", "Góc nhìn"),
        "truong nhin|goc mo|fov|fov deg|field of view",
        _number,
    ),
    Column(
        "kind",
        QT_TRANSLATE_NOOP("cameras", "Loại"),
        ("loai", "loai camera", "kind", "type"),
        _kind,
        lambda camera: camera.kind.label,
    ),
    _column(
        "notice_text",
        QT_TRANSLATE_NOOP("cameras", "Nội dung thông báo"),
        "thong bao|bien bao|noi dung bien bao|notice|notice text",
    ),
    _column(
        "retention_days",
        QT_TRANSLATE_NOOP("cameras", "Số ngày lưu"),
        "luu tru|thoi han luu|ngay luu|retention|retention days",
        _days,
    ),
    _column(
        "user_name",
        QT_TRANSLATE_NOOP("cameras", "Tài khoản"),
        "ten dang nhap|user|username|user name|login",
        _login,
        exported=False,
    ),
    _column(
        "password",
        QT_TRANSLATE_NOOP("cameras", "Mật khẩu"),
        "mat khau camera|password|pass|pwd",
        _password,
        exported=False,
    ),
)

REQUIRED = ("name", "main_url")

_BY_NAME = {name: column for column in COLUMNS for name in column.names}
_BETWEEN = re.compile(r"[\s_.\-/*:]+|\(.*?\)|\[.*?\]")


def column_of(header: str) -> Column | None:
    """The column that a header means; accents, case, underscores and a unit in brackets do not matter."""
    return _BY_NAME.get(" ".join(_BETWEEN.sub(" ", fold(header)).split()))
