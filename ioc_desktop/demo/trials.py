"""Trial cameras: drawn scenes with many offences, and rules laid on their ground in metres.

A rule is kept in metres, so that the same rule can be drawn on the camera's picture, for the programs under trial, and
be judged on the ground, for the truth (``demo.offences``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from ioc_desktop.demo.district import DemoCamera
from ioc_desktop.demo.scenes import trials
from ioc_desktop.demo.scenes.camera import Pinhole
from ioc_desktop.demo.scenes.layouts import lay_out
from ioc_desktop.demo.scenes.stage import SignalHead, Stage

Metres = tuple[float, float]
VEHICLES = ("bicycle", "motorcycle", "car", "bus", "truck")
_LAMP_ABOVE_M, _LAMP_BELOW_M, _LAMP_HALF_M = 0.3, 1.15, 0.32
_GROUP = "dọc"
_ROAD_M, _ROAD_LINE_M = trials.HALF_ROAD_M, 16.5


@dataclass(frozen=True, kw_only=True)
class TrialRule:
    """One rule on the ground.

    Attributes:
        id: unique per layout.
        kind: as in the rules of ``rules run``.
        area_m: corners on the ground, metres right of and ahead of the camera.
        line_m: from, to.
        way_m: the allowed way (wrong_way) or the counted way.
        min_s: how long it must last.
        cool_down_s: repeats so soon after the end belong to the same event, as an officer would have it.
        classes: COCO names that count.
        group: signal group that a line obeys.
    """

    id: str
    kind: str
    area_m: tuple[Metres, ...] = ()
    line_m: tuple[Metres, ...] = ()
    way_m: Metres | None = None
    min_s: float = 0.0
    cool_down_s: float = 0.0
    classes: tuple[str, ...] = VEHICLES
    group: str = ""


def _area(x0: float, x1: float, y0: float, y1: float) -> tuple[Metres, ...]:
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


TRIALS: Mapping[str, tuple[TrialRule, ...]] = MappingProxyType(
    {
        "trial_road": (
            TrialRule(
                id="ngược chiều",
                kind="wrong_way",
                area_m=_area(0.4, _ROAD_M, 14.0, 36.0),
                way_m=(0.0, 1.0),
                cool_down_s=3.0,
            ),
            TrialRule(id="dừng đỗ", kind="illegal_stop", area_m=_area(-_ROAD_M, -4.2, 17.0, 34.0), min_s=8.0),
            TrialRule(
                id="bãi cỏ",
                kind="intrusion",
                area_m=_area(*trials.LAWN_M, 18.5, 30.0),
                min_s=1.0,
                cool_down_s=3.0,
                classes=("person",),
            ),
            TrialRule(id="đếm xe", kind="line_crossing", line_m=((-_ROAD_M, _ROAD_LINE_M), (_ROAD_M, _ROAD_LINE_M))),
        ),
        "trial_junction": (
            TrialRule(
                id="vượt đèn",
                kind="red_light",
                line_m=((0.4, trials.STOP_LINE_M), (9.2, trials.STOP_LINE_M)),
                way_m=(0.0, 1.0),
                group=_GROUP,
            ),
        ),
    }
)
_LENSES = {"trial_road": (64.0, trials.ROAD_LOOP_S), "trial_junction": (66.0, trials.JUNCTION_LOOP_S)}


def trial_camera(layout: str, condition: str, seed: int) -> DemoCamera:
    """A camera over a trial layout (a key of ``TRIALS``) in some light; the seed decides who comes and when."""
    fov_deg, loop_s = _LENSES[layout]
    code = f"{layout}-{condition}-{seed}"
    return DemoCamera(99, code, "Đường thử", "", 16.82, 107.1, 0.0, fov_deg, "traffic", layout, condition, seed, loop_s)


def picture_rules(camera: DemoCamera, width: int, height: int) -> list[dict[str, Any]]:
    """The trial rules of a camera as drawn on its picture, in the form of the file of ``rules run``."""
    stage = lay_out(camera, width, height)
    return [_drawn(rule, stage) for rule in TRIALS[camera.scene]]


def _drawn(rule: TrialRule, stage: Stage) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": rule.id, "kind": rule.kind, "classes": list(rule.classes)}
    fields |= {"min_s": rule.min_s, "cool_down_s": rule.cool_down_s}
    if rule.area_m:
        fields["polygon"] = _on_picture(rule.area_m, stage.camera)
    if rule.line_m:
        fields["line"] = _on_picture(rule.line_m, stage.camera)
    if rule.way_m:
        fields["direction"] = _way(rule, stage.camera)
    if rule.group:
        fields["lamp"] = _lamp(rule.group, stage)
    return fields


def _on_picture(points: tuple[Metres, ...], camera: Pinhole) -> list[list[float]]:
    uv, _depth = camera.project(np.array([(x, y, 0.0) for x, y in points]))
    shares: list[list[float]] = np.clip(uv / (camera.width, camera.height), 0.0, 1.0).tolist()
    return shares


def _way(rule: TrialRule, camera: Pinhole) -> list[float]:
    """The way on the picture at the middle of the rule's shape."""
    assert rule.way_m is not None
    middle = np.mean(rule.area_m or rule.line_m, axis=0)
    ahead = middle + np.array(rule.way_m)
    (u0, v0), (u1, v1) = _on_picture((tuple(middle.tolist()), tuple(ahead.tolist())), camera)
    return [u1 - u0, v1 - v0]


def _lamp(group: str, stage: Stage) -> list[list[float]]:
    """Outline of the nearest head of a signal group that the camera sees whole."""
    camera = stage.camera
    heads = sorted((head for head in stage.heads if head.group == group), key=lambda head: head.y)
    outlines = (_outline(head, camera) for head in heads)
    return next(outline for outline in outlines if all(0 < u < 1 and 0 < v < 1 for u, v in outline))


def _outline(head: SignalHead, camera: Pinhole) -> list[list[float]]:
    corners = [
        (head.x + side * _LAMP_HALF_M, head.y, head.z + up)
        for side, up in ((-1, _LAMP_ABOVE_M), (1, _LAMP_ABOVE_M), (1, -_LAMP_BELOW_M), (-1, -_LAMP_BELOW_M))
    ]
    uv, _depth = camera.project(np.array(corners))
    shares: list[list[float]] = (uv / (camera.width, camera.height)).tolist()
    return shares
