"""Every choice that is made once per desktop, described so that a page can be drawn from it.

A new choice = one field here; the settings page, the file and its checks follow.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from ioc_desktop.config.early import MOST_WORKERS
from ioc_desktop.config.gpus import gpu_numbers
from ioc_desktop.core.text import QT_TRANSLATE_NOOP


class Language(StrEnum):
    """Language of the screens."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class ThemeName(StrEnum):
    """A theme of ``tokens.json``."""

    DARK = "dark"
    LIGHT = "light"


CHOICE_TITLES: dict[str, str] = {
    "vi": QT_TRANSLATE_NOOP("settings", "Tiếng Việt"),
    "en": QT_TRANSLATE_NOOP("settings", "Tiếng Anh"),
    "dark": QT_TRANSLATE_NOOP("settings", "Tối (phòng điều hành)"),
    "light": QT_TRANSLATE_NOOP("settings", "Sáng"),
    "auto": QT_TRANSLATE_NOOP("settings", "Tự chọn"),
    "heads": QT_TRANSLATE_NOOP("settings", "Theo khung người"),
    "whole": QT_TRANSLATE_NOOP("settings", "Luôn che cả hình"),
    "shown": QT_TRANSLATE_NOOP("settings", "Không che"),
    "starttls": QT_TRANSLATE_NOOP("settings", "STARTTLS (cổng 587)"),
    "tls": QT_TRANSLATE_NOOP("settings", "TLS (cổng 465)"),
    "cpu": QT_TRANSLATE_NOOP("settings", "Chỉ bộ xử lý (CPU)"),
}
"""What a choice is called on screen, context ``settings``."""


CHECKS: dict[str, Callable[[str], object]] = {"analysis.gpus": gpu_numbers}
"""By key, what has to take a text before it is used; raises ``ExpectedError``. A file's own texts are not refused."""


class Section(BaseModel):
    """Frozen, and strict about names: a mistyped key in the file is reported, not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Appearance(Section):
    """How the screens look."""

    language: Language = Field(
        default=Language.VIETNAMESE,
        title=QT_TRANSLATE_NOOP("settings", "Ngôn ngữ"),
        description=QT_TRANSLATE_NOOP("settings", "Ngôn ngữ của màn hình và thông báo."),
    )
    theme: ThemeName = Field(
        default=ThemeName.DARK,
        title=QT_TRANSLATE_NOOP("settings", "Giao diện"),
        description=QT_TRANSLATE_NOOP("settings", "Nền tối cho phòng điều hành, nền sáng cho bàn giấy."),
    )


class Display(Section):
    """What is drawn on the wall."""

    shows_boxes: bool = Field(
        default=True,
        title=QT_TRANSLATE_NOOP("settings", "Vẽ khung nhận diện"),
        description=QT_TRANSLATE_NOOP("settings", "Vẽ khung, tên loại và độ tin cậy lên hình."),
    )


class Video(Section):
    """Receiving pictures."""

    workers: int = Field(
        default=0,
        ge=0,
        le=MOST_WORKERS,
        title=QT_TRANSLATE_NOOP("settings", "Số tiến trình giải mã"),
        description=QT_TRANSLATE_NOOP("settings", "0 là tự chọn theo số nhân của máy."),
        json_schema_extra={"restart": True},
    )


class Analysis(Section):
    """What the local model does."""

    is_on: bool = Field(
        default=True,
        title=QT_TRANSLATE_NOOP("settings", "Phân tích hình"),
        description=QT_TRANSLATE_NOOP("settings", "Chạy mô hình nhận diện tại máy này."),
    )
    runs_rules: bool = Field(
        default=True,
        title=QT_TRANSLATE_NOOP("settings", "Canh theo luật trên máy này"),
        description=QT_TRANSLATE_NOOP(
            "settings", "Mỗi camera chỉ nên do một máy canh; máy khác tắt mục này để không báo trùng."
        ),
    )
    keeps_clips: bool = Field(
        default=True,
        title=QT_TRANSLATE_NOOP("settings", "Lưu đoạn phim của cảnh báo"),
        description=QT_TRANSLATE_NOOP(
            "settings", "Từ 20 giây trước đến 20 giây sau; nửa phút gần nhất của camera đang canh nằm trong bộ nhớ."
        ),
    )
    model: str = Field(
        default="",
        max_length=120,
        title=QT_TRANSLATE_NOOP("settings", "Gói mô hình"),
        description=QT_TRANSLATE_NOOP("settings", "Tên thư mục trong models; bỏ trống là tự chọn."),
        json_schema_extra={"restart": True},
    )
    provider: Literal["auto", "cpu"] = Field(
        default="auto",
        title=QT_TRANSLATE_NOOP("settings", "Bộ tăng tốc"),
        description=QT_TRANSLATE_NOOP("settings", "Tự chọn dùng card đồ họa khi có."),
        json_schema_extra={"restart": True},
    )
    gpus: str = Field(
        default="",
        max_length=120,
        title=QT_TRANSLATE_NOOP("settings", "Card đồ họa được dùng"),
        description=QT_TRANSLATE_NOOP(
            "settings", "Số thứ tự, ví dụ 0,1: mỗi số một tiến trình, camera chia đều; bỏ trống là card đầu tiên."
        ),
        json_schema_extra={"restart": True},
    )
    gpu_memory_mb: int = Field(
        default=0,
        ge=0,
        le=1_000_000,
        title=QT_TRANSLATE_NOOP("settings", "Bộ nhớ card đồ họa được dùng"),
        description=QT_TRANSLATE_NOOP("settings", "Phần còn lại để cho chương trình khác; 0 là không giới hạn."),
        json_schema_extra={"unit": "MB", "step": 256, "restart": True},
    )
    fps: float = Field(
        default=5.0,
        ge=0.2,
        le=30,
        title=QT_TRANSLATE_NOOP("settings", "Nhịp phân tích mỗi camera"),
        description=QT_TRANSLATE_NOOP(
            "settings",
            "Số khung hình mỗi giây đưa vào mô hình: gấp đôi ở vạch đếm và biển số, gấp ba ở vạch dừng; "
            "chậm thì bỏ bớt và đếm.",
        ),
        json_schema_extra={"unit": "fps", "step": 1},
    )
    skips_still: bool = Field(
        default=True,
        title=QT_TRANSLATE_NOOP("settings", "Bỏ qua hình đứng yên"),
        description=QT_TRANSLATE_NOOP(
            "settings", "Hình không có gì đổi thì không đưa qua mô hình; kết quả trước được dùng lại, tối đa 1 giây."
        ),
        json_schema_extra={"restart": True},
    )
    signals: str = Field(
        default="",
        max_length=500,
        title=QT_TRANSLATE_NOOP("settings", "Nguồn tín hiệu đèn"),
        description=QT_TRANSLATE_NOOP(
            "settings", "Tệp hoặc địa chỉ http(s) mà tủ điều khiển đèn ghi trạng thái mỗi giây; bỏ trống là không có."
        ),
    )
    confidence: float = Field(
        default=0.4,
        ge=0.05,
        le=0.95,
        title=QT_TRANSLATE_NOOP("settings", "Ngưỡng tin cậy"),
        description=QT_TRANSLATE_NOOP("settings", "Đối tượng dưới ngưỡng này không được vẽ."),
        json_schema_extra={"step": 0.05},
    )


class Privacy(Section):
    """What is done for the people in the pictures."""

    tiles: Literal["heads", "whole", "shown"] = Field(
        default="heads",
        title=QT_TRANSLATE_NOOP("settings", "Che mặt trên tường hình"),
        description=QT_TRANSLATE_NOOP(
            "settings",
            "Với tài khoản không có quyền xem mặt. Theo khung người có thể sót; chưa nhận ra người thì che cả hình.",
        ),
    )


class Mail(Section):
    """The mail server that this workstation's letters are handed in at. The password is in the system's keyring."""

    host: str = Field(
        default="",
        max_length=253,
        title=QT_TRANSLATE_NOOP("settings", "Máy chủ thư (SMTP)"),
        description=QT_TRANSLATE_NOOP("settings", "Tên máy như trong chứng chỉ của nó; bỏ trống là không gửi thư."),
    )
    security: Literal["starttls", "tls"] = Field(
        default="starttls",
        title=QT_TRANSLATE_NOOP("settings", "Kiểu bảo mật"),
        description=QT_TRANSLATE_NOOP("settings", "Thư luôn đi qua TLS và chứng chỉ luôn được kiểm tra."),
    )
    port: int = Field(
        default=587,
        ge=1,
        le=65535,
        title=QT_TRANSLATE_NOOP("settings", "Cổng"),
        description=QT_TRANSLATE_NOOP("settings", "Thường là 587 với STARTTLS, 465 với TLS."),
    )
    user: str = Field(
        default="",
        max_length=120,
        title=QT_TRANSLATE_NOOP("settings", "Tên đăng nhập máy chủ thư"),
        description=QT_TRANSLATE_NOOP("settings", "Bỏ trống nếu máy chủ không hỏi."),
    )
    sender: str = Field(
        default="",
        max_length=120,
        title=QT_TRANSLATE_NOOP("settings", "Địa chỉ gửi"),
        description=QT_TRANSLATE_NOOP("settings", "Địa chỉ thư của trung tâm; người nhận thấy thư đến từ đây."),
    )
    ca_file: str = Field(
        default="",
        max_length=400,
        title=QT_TRANSLATE_NOOP("settings", "Tệp chứng chỉ gốc"),
        description=QT_TRANSLATE_NOOP("settings", "Tệp PEM của cơ quan; bỏ trống là tin như hệ điều hành."),
    )


class Settings(Section):
    """The whole tree. Change it with ``changed``; what is wrong raises pydantic's ``ValidationError``."""

    appearance: Appearance = Field(default=Appearance(), title=QT_TRANSLATE_NOOP("settings", "Hiển thị"))
    display: Display = Field(default=Display(), title=QT_TRANSLATE_NOOP("settings", "Màn hình tường"))
    video: Video = Field(default=Video(), title=QT_TRANSLATE_NOOP("settings", "Luồng hình"))
    analysis: Analysis = Field(default=Analysis(), title=QT_TRANSLATE_NOOP("settings", "Phân tích"))
    privacy: Privacy = Field(default=Privacy(), title=QT_TRANSLATE_NOOP("settings", "Riêng tư"))
    mail: Mail = Field(default=Mail(), title=QT_TRANSLATE_NOOP("settings", "Thư điện tử"))

    def value(self, key: str) -> Any:
        """The value of ``"section.field"``."""
        section, _, name = key.partition(".")
        return getattr(getattr(self, section), name)

    def changed(self, key: str, value: object) -> "Settings":
        """A new tree with ``"section.field"`` replaced and checked."""
        section, _, name = key.partition(".")
        tree = self.model_dump(mode="json")
        if name not in tree[section]:
            raise KeyError(key)
        tree[section][name] = value
        return Settings.model_validate(tree)


@dataclass(frozen=True)
class Choice:
    """What a settings page needs to draw one line; texts are source strings of context ``settings``.

    Attributes:
        key: ``"section.field"``, as ``Settings.value`` and ``changed`` take it.
        kind: ``choice``, ``flag``, ``integer``, ``number`` or ``text``.
        options: stored value → title, for ``choice``.
        needs_restart: the value is read once, at the start.
    """

    key: str
    section_title: str
    title: str
    description: str
    kind: str
    default: Any
    low: float | None = None
    high: float | None = None
    step: float = 1
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    needs_restart: bool = False


def choices() -> Iterator[Choice]:
    """Every setting, in the order of the page."""
    for section_name, section in Settings.model_fields.items():
        for name, field in section.default.__class__.model_fields.items():
            yield _choice(f"{section_name}.{name}", section.title or "", field)


def _choice(key: str, section_title: str, field: FieldInfo) -> Choice:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    options = _options(field.annotation)
    bounds = {type(bound): bound for bound in field.metadata}
    low, high = bounds.get(Ge), bounds.get(Le)
    return Choice(
        key=key,
        section_title=section_title,
        title=field.title or "",
        description=field.description or "",
        kind="choice" if options else _kind(field.annotation),
        default=field.default,
        low=float(low.ge) if isinstance(low, Ge) else None,  # type: ignore[arg-type]  # numbers only in this tree
        high=float(high.le) if isinstance(high, Le) else None,  # type: ignore[arg-type]
        step=float(str(extra.get("step", 1))),
        unit=str(extra.get("unit", "")),
        options=tuple((option, CHOICE_TITLES[option]) for option in options),
        needs_restart=bool(extra.get("restart", False)),
    )


def _options(annotation: Any) -> tuple[str, ...]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(member.value for member in annotation)
    return tuple(getattr(annotation, "__args__", ()))


def _kind(annotation: Any) -> str:
    return {bool: "flag", int: "integer", float: "number"}.get(annotation, "text")
