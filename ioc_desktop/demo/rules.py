"""Rules of the demo district, drawn on its pictures: what alarms, what counts, and one that stays quiet."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ioc_desktop.core.text import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class DemoRule:
    """One rule; ``camera`` is a ``DemoCamera.code``, ``name`` a source string of context ``demo``."""

    camera: str
    name: str
    kind: str
    severity: str
    definition: Mapping[str, Any]


_STOP_LINE = ((0.45, 0.7), (0.8, 0.7))
_AWAY = (0.0, -0.2)

DEMO_RULES = (
    DemoRule(
        "le-duan-ql9",
        QT_TRANSLATE_NOOP("demo", "Vượt đèn đỏ, ngã tư Lê Duẩn"),
        "red_light",
        "high",
        MappingProxyType(
            {
                "line": _STOP_LINE,
                "direction": _AWAY,
                "lamp": ((0.765, 0.36), (0.795, 0.36), (0.795, 0.48), (0.765, 0.48)),
            }
        ),
    ),
    DemoRule(
        "hung-vuong-1",
        QT_TRANSLATE_NOOP("demo", "Đếm xe trên đường Hùng Vương"),
        "line_crossing",
        "info",
        MappingProxyType({"line": ((0.06, 0.62), (0.94, 0.62))}),
    ),
    DemoRule(
        "ke-song-hieu",
        QT_TRANSLATE_NOOP("demo", "Có người xuống mái kè"),
        "intrusion",
        "medium",
        MappingProxyType({"polygon": ((0.02, 0.55), (0.3, 0.45), (0.42, 0.7), (0.28, 0.98), (0.02, 0.98))}),
    ),
)
