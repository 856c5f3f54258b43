"""Between a rule with its drawing and the row that keeps it. No Qt."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from ioc_desktop.kernel.rules.service import RuleDraft
from ioc_desktop.panels.rules.drawing import Sketch
from ioc_desktop.vision.rules.fields import rule_fields
from ioc_desktop.vision.rules.model import Rule


def drafted(rule: Rule, camera_id: UUID, *, is_armed: bool) -> RuleDraft:
    """What is to be stored of a rule; what the row has columns for is left out of its definition."""
    fields = {
        name: value for name, value in rule_fields(rule).items() if name not in {"id", "kind", "name", "severity"}
    }
    return RuleDraft(
        camera_id=camera_id,
        name=rule.name,
        kind=rule.kind.value,
        severity=rule.severity.value,
        is_armed=is_armed,
        definition=fields,
    )


def sketch_of(rule: Rule) -> Sketch:
    """A rule's shapes, to be drawn on."""
    return Sketch(rule.polygon, rule.line, rule.lamp, rule.direction)


def sketched(rule: Rule, sketch: Sketch) -> Rule:
    """A rule with the shapes that were drawn; an unfinished one is left out."""
    whole = replace(sketch, pending=None)
    if sketch.pending is not None:
        whole = whole.starting(sketch.pending)
    return replace(rule, polygon=whole.polygon, line=whole.line, lamp=whole.lamp, direction=sketch.direction)
