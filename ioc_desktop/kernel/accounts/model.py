"""Roles, what each may do, and the account that is signed in. Light to import: no database here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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

_EVERYBODY = frozenset(
    {
        "wall.view",
        "alarms.view",
        "alerts.view",
        "cameras.view",
        "about.view",
        "settings.view",
        "sync.view",
        "preferences.edit",
    }
    | {"duty.view", "duty.stand"}
)
_INCIDENTS = frozenset({"incidents.view", "incidents.open", "incidents.work", "incidents.close", "alerts.prepare"})
_AT_THE_DESK = _EVERYBODY | _INCIDENTS | {"wall.edit", "alarms.decide", "cameras.check", "cameras.export", "rules.view"}
SEE_FACES = "faces.see"
_FACES = frozenset({SEE_FACES})
"""To see faces on tiles and in pictures of events: for who must act on what is seen, and for who sets cameras up."""
_PLATES = frozenset({"plates.view", "plates.propose"})
_PAPERS = frozenset({"papers.view", "papers.draft"})
_ISSUING = frozenset({"papers.issue", "papers.sign"})
"""To take numbers, sign and issue: the clerk's office, and leaders for what bears their name."""
_BUDGET = frozenset({"budget.view", "budget.import", "budget.track", "budget.edit"})
_LEADING = frozenset(
    {"alerts.release", "plates.approve", "papers.approve", "duty.plan", "incidents.review", "incidents.people"}
    | {"budget.accept", "budget.approve", "budget.lock"}
)
"""What a second person, who answers for it, agrees to or plans."""

PERMISSIONS: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.LEADER: _EVERYBODY
        | _PAPERS
        | _ISSUING
        | _LEADING
        | {"wall.edit", "journal.view", "plates.view", "incidents.view", "incidents.close", "budget.view"},
        Role.OPERATOR: _AT_THE_DESK
        | _PLATES
        | _PAPERS
        | _ISSUING
        | _BUDGET
        | {"cameras.manage", "cameras.import", "rules.manage"},
        Role.DUTY_OFFICER: _AT_THE_DESK | _PLATES | _FACES | _PAPERS | {"incidents.people"},
        Role.ADMIN: _AT_THE_DESK
        | {"cameras.manage", "cameras.import", "rules.manage", "settings.edit", "accounts.manage", "models.manage"}
        | {"sync.manage", "journal.view"}
        | _PLATES
        | _FACES
        | _PAPERS
        | _ISSUING
        | _BUDGET
        | _LEADING,
    }
)
"""Role → permissions ``<panel>.<verb>``. A panel opens with ``<panel>.view``."""


@dataclass(frozen=True)
class Grant:
    """One permission more or less than a role gives.

    Attributes:
        units: where it holds: the unit and all below it; None is everywhere.
        is_allowed: False takes away.
    """

    permission: str
    units: frozenset[UUID] | None
    is_allowed: bool


@dataclass(frozen=True)
class Permissions:
    """What an account may do, resolved.

    Attributes:
        everywhere: permissions that hold in every unit.
        given: unit → permissions that hold there besides.
        taken: unit → permissions that do not hold there.
    """

    everywhere: frozenset[str]
    given: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    taken: Mapping[UUID, frozenset[str]] = field(default_factory=dict)

    def has(self, permission: str, org_unit_id: UUID | None = None) -> bool:
        """Whether it holds in the unit; without one, whether it holds at all units but those where it was taken."""
        if org_unit_id is None:
            return permission in self.everywhere
        if permission in self.taken.get(org_unit_id, ()):
            return False
        return permission in self.everywhere or permission in self.given.get(org_unit_id, ())


def resolve(role: Role, grants: Iterable[Grant] = ()) -> Permissions:
    """The role's permissions, then the grants; what is taken away beats what is given. Pure."""
    listed = list(grants)
    everywhere = PERMISSIONS[role] | {grant.permission for grant in listed if grant.units is None and grant.is_allowed}
    everywhere -= {grant.permission for grant in listed if grant.units is None and not grant.is_allowed}
    refused = {grant.permission for grant in listed if grant.units is None and not grant.is_allowed}
    given: dict[UUID, frozenset[str]] = {}
    taken: dict[UUID, frozenset[str]] = {}
    for grant in listed:
        if grant.is_allowed and grant.permission in refused:
            continue
        side = given if grant.is_allowed else taken
        for unit in grant.units or ():
            side[unit] = side.get(unit, frozenset()) | {grant.permission}
    return Permissions(frozenset(everywhere), given, taken)


@dataclass(frozen=True)
class Session:
    """The account that is signed in.

    Attributes:
        account_id: identifier of the account.
        user_name: what was typed, as stored.
        display_name: what the screen shows.
        role: what the person is.
        permissions: what the account may do; the role's alone when None.
    """

    account_id: UUID
    user_name: str
    display_name: str
    role: Role
    permissions: Permissions | None = None

    def may(self, permission: str, org_unit_id: UUID | None = None) -> bool:
        """Whether the account has this permission, such as ``cameras.edit``, in general or in this unit.

        Pure: what the sign-in resolved decides. A panel asks in general; who changes something of a unit names it.
        """
        return (self.permissions or Permissions(PERMISSIONS[self.role])).has(permission, org_unit_id)


@dataclass(frozen=True)
class Account:
    """One line of the account list.

    Attributes:
        is_active: a closed account keeps its history and cannot sign in.
        must_change_password: the password was given by somebody else.
        person_id: who it is in the directory of people, where that is recorded.
    """

    id: UUID
    user_name: str
    display_name: str
    role: Role
    is_active: bool
    must_change_password: bool
    person_id: UUID | None = None
