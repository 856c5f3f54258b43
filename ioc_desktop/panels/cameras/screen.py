"""The panel as data: columns of the list, words and icons of a stream's state, groups of the form. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.cameras.model import KIND_TITLES
from ioc_desktop.panels.cameras.rows import StreamKind

CONTEXT = "cameras"


class Column(StrEnum):
    """Columns of the list, in order."""

    NUMBER = "number"
    NAME = "name"
    PLACE = "place"
    ORG_UNIT = "org_unit"
    KIND = "kind"
    STREAM = "stream"
    PICTURE = "picture"
    TROUBLE = "trouble"


COLUMNS = tuple(Column)

COLUMN_TITLES = {
    Column.NUMBER: QT_TRANSLATE_NOOP("cameras", "Số"),
    Column.NAME: QT_TRANSLATE_NOOP("cameras", "Tên"),
    Column.PLACE: QT_TRANSLATE_NOOP("cameras", "Vị trí"),
    Column.ORG_UNIT: QT_TRANSLATE_NOOP("cameras", "Đơn vị"),
    Column.KIND: QT_TRANSLATE_NOOP("cameras", "Loại"),
    Column.STREAM: QT_TRANSLATE_NOOP("cameras", "Luồng hình"),
    Column.PICTURE: QT_TRANSLATE_NOOP("cameras", "Hình"),
    Column.TROUBLE: QT_TRANSLATE_NOOP("cameras", "Lỗi gần nhất"),
}

COLUMN_WIDTHS_PX = {
    Column.NUMBER: 76,
    Column.KIND: 116,
    Column.STREAM: 208,
    Column.PICTURE: 216,
}
"""Columns whose content has a known length."""

DROPPED_WHEN_NARROW = frozenset({Column.KIND, Column.PICTURE})
"""Columns that a 1280 px screen leaves to the form, so that names and reasons stay readable."""

WORD_COLUMNS = (Column.NAME, Column.PLACE, Column.ORG_UNIT)
"""Columns as wide as their longest words, as far as there is room; the last column takes what is left."""

WORD_WIDTHS_PX = (132, 420)
"""Least and most of a word column."""

LEAST_TROUBLE_PX = {True: 240, False: 128}
"""What the last column keeps while there is a fault to read, and while there is only its title."""


@dataclass(frozen=True)
class StreamWord:
    """How a stream's state is said: word, icon concept of the theme and colour token."""

    word: str
    icon: str
    colour: str


STREAM_WORDS = {
    StreamKind.CLOSED: StreamWord(QT_TRANSLATE_NOOP("cameras", "Chưa mở"), "vote.abstain", "text.muted"),
    StreamKind.CONNECTING: StreamWord(
        QT_TRANSLATE_NOOP("cameras", "Đang nối"), "camera.connecting", "camera.connecting"
    ),
    StreamKind.LIVE: StreamWord(QT_TRANSLATE_NOOP("cameras", "Đang phát"), "vote.for", "text.secondary"),
    StreamKind.FROZEN: StreamWord(QT_TRANSLATE_NOOP("cameras", "Hình đứng"), "camera.frozen", "camera.frozen"),
    StreamKind.RECONNECTING: StreamWord(
        QT_TRANSLATE_NOOP("cameras", "Đang nối lại"), "camera.reconnecting", "camera.reconnecting"
    ),
    StreamKind.LOST: StreamWord(QT_TRANSLATE_NOOP("cameras", "Mất tín hiệu"), "camera.network", "camera.lost"),
}


class FieldKind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    NUMBER = "number"
    ADDRESS = "address"
    CHOICE = "choice"
    PASSWORD = "password"  # noqa: S105  (the kind of a field)
    LONG_TEXT = "long_text"


@dataclass(frozen=True)
class Field:
    """One field of the form.

    Attributes:
        name: attribute of the draft; the problems of a draft are keyed by it.
        span: columns of the four-column group grid that it takes.
        hint: grey example inside the empty field.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    span: int = 1
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Group:
    """Fields under one heading."""

    title: str
    fields: tuple[Field, ...]


TRANSPORTS = (
    ("tcp", QT_TRANSLATE_NOOP("cameras", "TCP")),
    ("udp", QT_TRANSLATE_NOOP("cameras", "UDP")),
)

GROUPS = (
    Group(
        QT_TRANSLATE_NOOP("cameras", "Nhận dạng"),
        (
            Field(
                "number",
                QT_TRANSLATE_NOOP("cameras", "Số gọi"),
                FieldKind.NUMBER,
                hint=QT_TRANSLATE_NOOP("cameras", "Số trống kế tiếp"),
            ),
            Field(
                "kind",
                QT_TRANSLATE_NOOP("cameras", "Loại"),
                FieldKind.CHOICE,
                choices=tuple((str(kind), title) for kind, title in KIND_TITLES.items()),
            ),
            Field("org_unit", QT_TRANSLATE_NOOP("cameras", "Đơn vị quản lý"), span=2),
            Field(
                "name",
                QT_TRANSLATE_NOOP("cameras", "Tên"),
                required=True,
                span=2,
                hint=QT_TRANSLATE_NOOP("cameras", "Ngã tư Hùng Vương – Lê Lợi"),
            ),
            Field(
                "place",
                QT_TRANSLATE_NOOP("cameras", "Vị trí lắp"),
                span=2,
                hint=QT_TRANSLATE_NOOP("cameras", "Cột đèn số 12, hướng ra cầu"),
            ),
        ),
    ),
    Group(
        QT_TRANSLATE_NOOP("cameras", "Tọa độ và hướng"),
        (
            Field("latitude", QT_TRANSLATE_NOOP("cameras", "Vĩ độ"), FieldKind.NUMBER, hint="16,8163"),
            Field("longitude", QT_TRANSLATE_NOOP("cameras", "Kinh độ"), FieldKind.NUMBER, hint="107,1003"),
            Field("azimuth_deg", QT_TRANSLATE_NOOP("cameras", "Hướng nhìn, độ"), FieldKind.NUMBER, hint="0–359"),
            Field("fov_deg", QT_TRANSLATE_NOOP("cameras", "Góc nhìn, độ"), FieldKind.NUMBER, hint="90"),
        ),
    ),
    Group(
        QT_TRANSLATE_NOOP("cameras", "Luồng hình"),
        (
            Field(
                "main_url",
                QT_TRANSLATE_NOOP("cameras", "Luồng chính"),
                FieldKind.ADDRESS,
                required=True,
                span=4,
                hint="rtsp://10.0.0.7:554/main",
            ),
            Field(
                "sub_url",
                QT_TRANSLATE_NOOP("cameras", "Luồng phụ, nhẹ hơn, cho tường nhiều ô"),
                FieldKind.ADDRESS,
                span=4,
                hint="rtsp://10.0.0.7:554/sub",
            ),
            Field("transport", QT_TRANSLATE_NOOP("cameras", "Truyền qua"), FieldKind.CHOICE, choices=TRANSPORTS),
            Field("user_name", QT_TRANSLATE_NOOP("cameras", "Tài khoản camera")),
            Field("password", QT_TRANSLATE_NOOP("cameras", "Mật khẩu camera"), FieldKind.PASSWORD, span=2),
        ),
    ),
    Group(
        QT_TRANSLATE_NOOP("cameras", "Quản lý"),
        (
            Field(
                "notice_text",
                QT_TRANSLATE_NOOP("cameras", "Nội dung biển báo ghi hình"),
                FieldKind.LONG_TEXT,
                span=2,
            ),
            Field(
                "retention_days", QT_TRANSLATE_NOOP("cameras", "Số ngày lưu hình"), FieldKind.NUMBER, span=2, hint="30"
            ),
        ),
    ),
)

FIELDS = tuple(field for group in GROUPS for field in group.fields)
