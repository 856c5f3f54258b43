"""Roles, what each may do, and the account that is signed in. Light to import: no database here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from ioc_desktop.core.text import QT_TRANSLATE_NOOP


class Role(StrEnum):
    """What a person is in the centre; permissions follow from it."""

    ADMIN = "admin"
    LEADER = "leader"
    DUTY_OFFICER = "duty_officer"
    OPERATOR = "operator"

    @property
    def label(self) -> str:
        """Vietnamese source string, context ``accounts``."""
        return ROLE_TITLES[self]


ROLE_TITLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.ADMIN: QT_TRANSLATE_NOOP("accounts", "Quản trị"),
        Role.LEADER: QT_TRANSLATE_NOOP("accounts", "Lãnh đạo"),
        Role.DUTY_OFFICER: QT_TRANSLATE_NOOP("accounts", "Trực ban"),
        Role.OPERATOR: QT_TRANSLATE_NOOP("accounts", "Chuyên viên"),
    }
)

_EVERYBODY = frozenset({"wall.view", "cameras.view", "about.view", "settings.view", "sync.view", "preferences.edit"})
_AT_THE_DESK = _EVERYBODY | {"wall.edit", "cameras.check", "cameras.export"}

PERMISSIONS: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.LEADER: _EVERYBODY | {"wall.edit", "journal.view"},
        Role.OPERATOR: _AT_THE_DESK | {"cameras.manage", "cameras.import"},
        Role.DUTY_OFFICER: _AT_THE_DESK,
        Role.ADMIN: _AT_THE_DESK
        | {"cameras.manage", "cameras.import", "settings.edit", "accounts.manage", "models.manage"}
        | {"sync.manage", "journal.view"},
    }
)
"""Role → permissions ``<panel>.<verb>``. A panel opens with ``<panel>.view``."""


@dataclass(frozen=True)
class Session:
    """The account that is signed in.

    Attributes:
        account_id: identifier of the account.
        user_name: what was typed, as stored.
        display_name: what the screen shows.
        role: decides the permissions.
    """

    account_id: UUID
    user_name: str
    display_name: str
    role: Role

    def may(self, permission: str) -> bool:
        """Whether the role has this permission, such as ``cameras.edit``."""
        return permission in PERMISSIONS[self.role]


@dataclass(frozen=True)
class Account:
    """One line of the account list.

    Attributes:
        is_active: a closed account keeps its history and cannot sign in.
        must_change_password: the password was given by somebody else.
    """

    id: UUID
    user_name: str
    display_name: str
    role: Role
    is_active: bool
    must_change_password: bool
