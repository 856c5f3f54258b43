"""What a person is told, and how they want to be told. No database here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ioc_desktop.kernel.links.model import Ref

MENTION = "mention"
ESCALATION = "escalation"

MAIL_KEY = "notices.mail"
"""Preference of an account: a ``ByMail``'s value."""
DESKTOP_KEY = "notices.desktop"
"""Preference of an account: whether notices are shown beside the system's clock; True when nobody chose."""


class ByMail(StrEnum):
    """Which notices an account also gets by e-mail."""

    NEVER = "never"
    URGENT = "urgent"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One notice of one account.

    Attributes:
        kind: what it is about, such as ``MENTION``.
        ref: the record that it is about.
        read_at: None while it is unread.
    """

    id: UUID
    account_id: UUID
    kind: str
    headline: str
    body: str
    is_urgent: bool
    ref: Ref | None
    sent_at: datetime
    read_at: datetime | None
