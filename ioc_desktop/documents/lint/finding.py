"""One deviation, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as the rules ask.

    Attributes:
        code: stable dotted name, such as ``margin.left``.
        page: from 1.
        part: the component, in Vietnamese: "Quốc hiệu".
        found, wanted: in Vietnamese, with their units.
    """

    code: str
    page: int
    part: str
    found: str
    wanted: str

    @property
    def sentence(self) -> str:
        return f"Trang {self.page}, {self.part}: {self.found}; cần {self.wanted}."


def once(findings: Iterable[Finding]) -> list[Finding]:
    """The same deviation is said once, where it is first seen; in the order of pages."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for finding in sorted(findings, key=lambda one: one.page):
        key = (finding.code, finding.part, finding.found)
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept


def comma(value: float) -> str:
    """One decimal, with a comma."""
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")
