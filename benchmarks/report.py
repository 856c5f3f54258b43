"""What every benchmark does with its figures: a table for people, JSON for machines."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "bench"


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Attributes:
        id: stable name, such as ``cpu_ratio_64``.
        value: median of interleaved runs.
        reference: what it was measured against in the same run.
        target: the bound asked for.
        at_most: whether the target is an upper bound.
    """

    id: str
    value: float
    unit: str
    reference: str
    target: float
    at_most: bool = True

    @property
    def holds(self) -> bool:
        return bool(self.value <= self.target if self.at_most else self.value >= self.target)


def machine() -> dict[str, object]:
    """Enough about this machine to read the figures; nothing that names it."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def publish(bench: str, figures: list[Figure]) -> Path:
    """Print the table and write ``build/bench/<bench>.json``."""
    print(f"\n{bench}")
    for figure in figures:
        bound = "≤" if figure.at_most else "≥"
        verdict = "holds" if figure.holds else "MISSES"
        print(
            f"  {figure.id:<28} {figure.value:>9.3f} {figure.unit:<6} {bound} {figure.target:<8g} {verdict:<7}"
            f" against {figure.reference}"
        )
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{bench}.json"
    rows = [
        {key: value for key, value in asdict(figure).items() if key != "at_most"} | {"holds": figure.holds}
        for figure in figures
    ]
    path.write_text(json.dumps({"bench": bench, "machine": machine(), "figures": rows}, indent=1), encoding="utf-8")
    return path
