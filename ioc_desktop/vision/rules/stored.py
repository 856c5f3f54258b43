"""From the rows that keep rules to rules that can be run."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ioc_desktop.vision.rules.fields import FieldError, rule_from
from ioc_desktop.vision.rules.model import Rule, RuleKind

if TYPE_CHECKING:
    from uuid import UUID

    from ioc_desktop.kernel.rules.service import CameraRule

_log = logging.getLogger(__name__)


def understood(stored: CameraRule) -> Rule:
    """The rule of a row.

    Raises:
        FieldError: a newer program, or a broken one, wrote something else.
    """
    columns = {"id": str(stored.id), "name": stored.name, "kind": stored.kind, "severity": stored.severity}
    return rule_from({**stored.definition, **columns})


def runnable(armed: Mapping[UUID, Sequence[CameraRule]]) -> dict[str, tuple[Rule, ...]]:
    """Camera → its rules, for ``Orders.arm``; what cannot be understood is told once and left out."""
    found: dict[str, tuple[Rule, ...]] = {}
    for camera_id, rows in armed.items():
        rules = [rule for row in rows if (rule := _try(row)) is not None]
        if rules:
            found[str(camera_id)] = tuple(rules)
    return found


def _try(row: CameraRule) -> Rule | None:
    try:
        return understood(row)
    except FieldError as fault:
        _log.warning("rule %s is left out: %s", row.id, fault.error)
        return None


def readable(stored: CameraRule) -> Rule:
    """As ``understood``; of a row that cannot be, an empty rule of its name to be drawn anew."""
    known = stored.kind in RuleKind._value2member_map_
    return _try(stored) or Rule(
        id=str(stored.id), kind=RuleKind(stored.kind) if known else RuleKind.INTRUSION, name=stored.name
    )
