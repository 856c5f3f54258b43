"""What a camera is, and what a form or a file proposes it to be. Light to import: no database here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, nfc
from ioc_desktop.kernel.cameras import address, rules


class CameraKind(StrEnum):
    """How the camera is built, or what it watches."""

    FIXED = "fixed"
    PTZ = "ptz"
    FISHEYE = "fisheye"
    TRAFFIC = "traffic"

    @property
    def label(self) -> str:
        """Vietnamese source string, context ``cameras``."""
        return KIND_TITLES[self]


KIND_TITLES: Mapping[CameraKind, str] = MappingProxyType(
    {
        CameraKind.FIXED: QT_TRANSLATE_NOOP("cameras", "Cố định"),
        CameraKind.PTZ: QT_TRANSLATE_NOOP("cameras", "Quay quét"),
        CameraKind.FISHEYE: QT_TRANSLATE_NOOP("cameras", "Toàn cảnh"),
        CameraKind.TRAFFIC: QT_TRANSLATE_NOOP("cameras", "Giao thông"),
    }
)

TRANSPORTS = ("tcp", "udp")


@dataclass(frozen=True, kw_only=True)
class Camera:
    """A camera as stored.

    Attributes:
        number: call number, unique; what the duty officer types.
        latitude: degrees north (WGS 84), or None.
        longitude: degrees east (WGS 84), or None.
        org_unit: name of the unit that runs it, "" when unknown.
        main_url: full-size stream, never with a password.
        sub_url: small stream, "" when there is none.
        azimuth_deg: direction of view, 0 = north, clockwise.
        fov_deg: horizontal field of view.
        notice_text: wording of the notice board at the place (Law 91/2025).
        retention_days: how long recordings are kept; 0 = not recorded.
    """

    id: UUID
    number: int
    name: str
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    org_unit: str = ""
    main_url: str = ""
    sub_url: str = ""
    transport: str = "tcp"
    azimuth_deg: float | None = None
    fov_deg: float | None = None
    kind: CameraKind = CameraKind.FIXED
    notice_text: str = ""
    retention_days: int = 30
    has_credentials: bool = False

    def url(self, quality: str) -> str:
        """The address of ``"sub"`` or ``"main"``; the main stream where there is no sub-stream."""
        return self.sub_url if quality == "sub" and self.sub_url else self.main_url

    @property
    def search_key(self) -> str:
        """Folded number, name, place and unit, for search boxes."""
        return fold(f"{self.number} {self.name} {self.place} {self.org_unit}")


@dataclass(frozen=True, kw_only=True)
class CameraDraft:
    """A camera as proposed by a form or a line of a file; may be wrong.

    Attributes:
        number: None = the next free call number.
        user_name: None = leave the stored credentials as they are, "" = forget them.
        password: None = leave the stored password as it is.
    """

    number: int | None = None
    name: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    org_unit: str = ""
    main_url: str = ""
    sub_url: str = ""
    transport: str = "tcp"
    azimuth_deg: float | None = None
    fov_deg: float | None = None
    kind: CameraKind = CameraKind.FIXED
    notice_text: str = ""
    retention_days: int = 30
    user_name: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, camera: Camera) -> "CameraDraft":
        """A draft that changes nothing."""
        names = [name for name in cls.__dataclass_fields__ if name not in {"user_name", "password"}]
        return cls(**{name: getattr(camera, name) for name in names})

    def cleaned(self) -> "CameraDraft":
        """Trimmed and in NFC; a user name and password inside a URL are moved to their own fields."""
        main_url, main_login = address.split_login(self.main_url.strip())
        sub_url, sub_login = address.split_login(self.sub_url.strip())
        login = main_login or sub_login
        user_name, password = login if login and self.user_name is None else (self.user_name, self.password)
        return replace(
            self,
            name=_tidy(self.name),
            place=_tidy(self.place),
            org_unit=_tidy(self.org_unit),
            notice_text=nfc(self.notice_text.strip()),
            main_url=main_url,
            sub_url=sub_url,
            user_name=user_name,
            password=password,
        )

    def problems(self) -> dict[str, ExpectedError]:
        """Field name → what is wrong with it; empty when the draft can be stored."""
        return rules.problems(self.cleaned())


def _tidy(text: str) -> str:
    return nfc(" ".join(text.split()))
