"""Several changes of one row, not sent yet, as the one operation that the server needs to see. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One captured change.

    Attributes:
        kind: I, U or D.
        new: column → value written; the whole row for I, empty for D.
        base: column → value seen before; empty for I, the whole row for D.
        seen: version of the tombstone that an I knew of.
    """

    kind: str
    new: Values
    base: Values
    seen: int | None = None


def coalesced(changes: Sequence[Change]) -> Change | None:
    """One change that does what all of them did, in order; None when they undo each other.

    The base stays what the writer saw before the first, so that the server can tell what others did since.
    """
    whole: Change | None = changes[0]
    for change in changes[1:]:
        whole = change if whole is None else _joined(whole, change)
    return whole


def _joined(first: Change, then: Change) -> Change | None:
    match first.kind, then.kind:
        case "I", "U":
            return replace(first, new={**first.new, **then.new})
        case "I", "D":
            return None
        case "U", "U":
            return _changed({**then.base, **first.base}, {**first.new, **then.new})
        case "U", "D":
            return Change("D", {}, {**then.base, **first.base})
        case "U", "I":  # an insert that was put back came behind the changes that followed it
            return Change("I", {**then.new, **first.new}, {}, then.seen)
        case "D", "I":
            return _changed(first.base, then.new)
    message = f"{then.kind} after {first.kind} on one row"
    raise ValueError(message)


def _changed(base: Values, new: Values) -> Change | None:
    names = [name for name, value in new.items() if name not in base or base[name] != value]
    if not names:
        return None
    return Change("U", {name: new[name] for name in names}, {name: base[name] for name in names if name in base})
