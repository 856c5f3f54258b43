"""Fills a demo profile: accounts, units and the cameras of the simulated district. Safe to run at every start."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.demo.district import DEMO_CAMERAS, DemoCamera
from ioc_desktop.demo.rules import DEMO_RULES
from ioc_desktop.kernel.accounts.model import ROLE_TITLES, Role
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.cameras.model import Camera, CameraDraft, CameraKind
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.kernel.rules.service import RuleDraft, RuleService
from ioc_desktop.store.database import Database

CameraUrls = Mapping[str, tuple[str, str]]
"""``DemoCamera.code`` → address of the main stream and of the sub-stream."""

NOTICE = QT_TRANSLATE_NOOP(
    "demo",
    "Khu vực có camera giám sát bảo đảm an ninh trật tự. Hình ảnh được lưu {days} ngày. "
    "Liên hệ: trung tâm điều hành thông minh.",
)
RETENTION_DAYS = 30
_WARDS = (("DH", "Phường Đông Hà"), ("NDH", "Phường Nam Đông Hà"))
_QUARTERS_EACH = 4
_WARD_BORDER_LATITUDE = 16.815
_TWO_TIERS_SINCE = date(2025, 7, 1)
_SEEDED = "demo.cameras"


@dataclass(frozen=True)
class DemoLogin:
    """An account of the demo district; its password is shown on the sign-in page of demo profiles."""

    user_name: str
    password: str
    role: Role

    @property
    def display_name(self) -> str:
        """The role stands for a person; source string of context ``accounts``."""
        return ROLE_TITLES[self.role]


PASSWORD = "phong-dieu-hanh"  # noqa: S105  (public: it opens nothing but the simulated district)
DEMO_ACCOUNTS = (
    DemoLogin("trucban", PASSWORD, Role.DUTY_OFFICER),
    DemoLogin("lanhdao", PASSWORD, Role.LEADER),
    DemoLogin("chuyenvien", PASSWORD, Role.OPERATOR),
    DemoLogin("quantri", PASSWORD, Role.ADMIN),
)


class DemoServices(Protocol):
    """What seeding needs of the opened profile."""

    @property
    def database(self) -> Database: ...
    @property
    def accounts(self) -> AccountService: ...
    @property
    def preferences(self) -> Preferences: ...
    @property
    def cameras(self) -> CameraService: ...
    @property
    def rules(self) -> RuleService: ...


def seed_district(services: DemoServices, urls: CameraUrls) -> None:
    """Make what is missing and give the cameras of ``urls`` their addresses of this run.

    What people changed stays: edits, other addresses, removed cameras. Call again when more cameras have streams.

    Raises:
        ExpectedError: ``store.*``.
    """
    owner = _seed_accounts(services.accounts)
    remembered: dict[str, dict[str, str]] = services.preferences.get(owner, _SEEDED, {})
    if urls and _are_at(services.cameras, remembered, urls):
        return
    _seed_units(OrgUnitService(services.database))
    now = {**remembered, **_seed_cameras(services.cameras, urls, remembered)}
    if now != remembered:
        services.preferences.set(owner, _SEEDED, now)
        _seed_rules(services.rules, {code: UUID(now[code]["id"]) for code in now.keys() - remembered.keys()})


def _are_at(cameras: CameraService, remembered: Mapping[str, Mapping[str, str]], urls: CameraUrls) -> bool:
    """Whether all have these addresses already, or are somebody's own by now: nothing is to be done then."""
    there = {str(camera.id): camera for camera in cameras.list()}
    for code, addresses in urls.items():
        before = remembered.get(code)
        if before is None or (before["main"], before["sub"]) != addresses:
            return False
        camera = there.get(before["id"])
        if camera is not None and (camera.main_url, camera.sub_url) != addresses and _is_demos(camera, addresses):
            return False
    return True


def _seed_accounts(accounts: AccountService) -> UUID:
    """The administrator's id; the preference that remembers what was seeded hangs on it."""
    known = {account.user_name: account.id for account in accounts.list()}
    if all(login.user_name in known for login in DEMO_ACCOUNTS):
        return known[DEMO_ACCOUNTS[-1].user_name]
    for login in DEMO_ACCOUNTS:
        if login.user_name not in known:
            with _made_by_another("accounts.name_taken"):
                accounts.create(
                    user_name=login.user_name, display_name=login.display_name, role=login.role, password=login.password
                )
    known = {account.user_name: account.id for account in accounts.list()}
    return known[DEMO_ACCOUNTS[-1].user_name]


@contextmanager
def _made_by_another(code: str) -> Iterator[None]:
    """What is there already was made by a second window of the same profile a moment ago."""
    try:
        yield
    except ExpectedError as error:
        if error.code != code:
            raise


def _seed_units(units: OrgUnitService) -> None:
    known = {unit.code for unit in units.valid_on(_TWO_TIERS_SINCE)}
    for code, name in _WARDS:
        if code in known:
            continue
        with _made_by_another("org_unit.code_taken"):
            ward = units.add(name, code=code, level="commune", kind="ward", valid_from=_TWO_TIERS_SINCE)
            for number in range(1, _QUARTERS_EACH + 1):
                units.add(
                    _quarter(number, name),
                    code=f"{code}-{number}",
                    parent_id=ward.id,
                    level="quarter",
                    valid_from=_TWO_TIERS_SINCE,
                )


def _seed_cameras(
    cameras: CameraService, urls: CameraUrls, remembered: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, Any]]:
    existing = {str(camera.id): camera for camera in cameras.list()}
    by_number = {camera.number: camera for camera in existing.values()}
    drafts: dict[str, CameraDraft] = {}
    for demo in DEMO_CAMERAS:
        if demo.code not in urls:
            continue
        before = remembered.get(demo.code)
        camera = existing.get(before["id"]) if before else by_number.get(demo.number)
        if camera is not None:
            drafts |= _moved(demo, camera, before, urls[demo.code])
        elif before is None:
            drafts[demo.code] = _draft(demo, urls[demo.code])
    if drafts:
        cameras.save_all(list(drafts.values()))
    by_number = {camera.number: camera for camera in cameras.list()}
    return {code: _memory(by_number[draft.number or 0]) for code, draft in drafts.items()}


def _seed_rules(rules: RuleService, fresh: Mapping[str, UUID]) -> None:
    """Draw the rules of cameras that have just been declared; removed ones stay removed."""
    drafts = [
        RuleDraft(
            camera_id=fresh[rule.camera],
            name=rule.name,
            kind=rule.kind,
            severity=rule.severity,
            is_armed=True,
            definition=_plain(rule.definition),
        )
        for rule in DEMO_RULES
        if rule.camera in fresh
    ]
    if drafts:
        rules.add_all(drafts)


def _plain(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Points as lists, as JSON keeps them."""
    return {
        name: [list(each) if isinstance(each, tuple) else each for each in value] for name, value in definition.items()
    }


def _moved(
    demo: DemoCamera, camera: Camera, before: Mapping[str, str] | None, urls: tuple[str, str]
) -> dict[str, CameraDraft]:
    """The camera at its new address, unless somebody gave it another one or took its call number."""
    is_ours = (before["main"], before["sub"]) == (camera.main_url, camera.sub_url) if before else _same(demo, camera)
    if not is_ours and not _is_demos(camera, urls):
        return {}
    return {demo.code: replace(CameraDraft.of(camera), main_url=urls[0], sub_url=urls[1])}


def _is_demos(camera: Camera, urls: tuple[str, str]) -> bool:
    """Whether a camera is at a demo server of another run: two windows that start at once each write their own."""
    return all(
        urlsplit(url)._replace(netloc="") == urlsplit(ours)._replace(netloc="")
        and urlsplit(url).hostname == "127.0.0.1"
        for url, ours in zip((camera.main_url, camera.sub_url), urls, strict=True)
    )


def _same(demo: DemoCamera, camera: Camera) -> bool:
    """Whether a camera that nobody remembers seeding is this one: a start that ended half-way."""
    return fold(demo.name) == fold(camera.name)


def _memory(camera: Camera) -> dict[str, str]:
    return {"id": str(camera.id), "main": camera.main_url, "sub": camera.sub_url}


def _draft(demo: DemoCamera, urls: tuple[str, str]) -> CameraDraft:
    ward = _WARDS[0 if demo.latitude >= _WARD_BORDER_LATITUDE else 1][1]
    return CameraDraft(
        number=demo.number,
        name=demo.name,
        place=demo.place,
        latitude=demo.latitude,
        longitude=demo.longitude,
        org_unit=_quarter(1 + demo.number % _QUARTERS_EACH, ward),
        main_url=urls[0],
        sub_url=urls[1],
        azimuth_deg=demo.azimuth_deg,
        fov_deg=demo.fov_deg,
        kind=CameraKind(demo.kind),
        notice_text=NOTICE.format(days=RETENTION_DAYS),
        retention_days=RETENTION_DAYS,
    )


def _quarter(number: int, ward: str) -> str:
    return f"Khu phố {number}, {ward[0].lower()}{ward[1:]}"
