"""What the page of rules shows and does. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.core.events import Event
from ioc_desktop.core.text import fold
from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.kernel.rules.service import CameraRule
from ioc_desktop.panels.rules.drawing import Sketch
from ioc_desktop.panels.rules.stored import drafted, sketch_of, sketched
from ioc_desktop.vision.rules.kinds import NEEDS
from ioc_desktop.vision.rules.model import Rule, RuleKind, RuleProblem, Severity
from ioc_desktop.vision.rules.picture_sizes import Size
from ioc_desktop.vision.rules.stored import readable
from ioc_desktop.vision.rules.validation import check_rule

if TYPE_CHECKING:
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.kernel.rules.service import RuleService
    from ioc_desktop.ui.runner import Runner

_USUAL_ASPECT = 16 / 9
_QUIET = frozenset({RuleKind.LINE_CROSSING, RuleKind.PLATE_READ})
"""What they see is kept without alarming anybody."""


@dataclass(frozen=True)
class Edited:
    """The rule in hand.

    Attributes:
        serial: another each time that something is taken in hand: then fields are filled anew.
        stored: what the database has; None for a new one.
    """

    rule: Rule
    sketch: Sketch
    serial: int
    stored: CameraRule | None = None

    @property
    def whole(self) -> Rule:
        """The rule with its shapes."""
        return sketched(self.rule, self.sketch)


@dataclass(frozen=True)
class State:
    """Everything on the page.

    Attributes:
        counts: camera → rules, and how many of them are armed.
        rules: of the chosen camera.
        is_dirty: the rule in hand differs from what is stored.
    """

    cameras: Sequence[Camera] = ()
    counts: dict[UUID, tuple[int, int]] = field(default_factory=dict)
    camera: Camera | None = None
    rules: Sequence[CameraRule] = ()
    edited: Edited | None = None
    is_dirty: bool = False
    is_loaded: bool = False
    filter: str = ""

    @property
    def shown_cameras(self) -> list[Camera]:
        wanted = fold(self.filter).split()
        return [camera for camera in self.cameras if all(word in camera.search_key for word in wanted)]


class RulesPresenter:
    """One page's work. Window thread; the database is asked through the runner.

    Attributes:
        changed: the new state.
    """

    def __init__(self, *, rules: RuleService, cameras: CameraService, runner: Runner) -> None:
        self._rules, self._cameras, self._runner = rules, cameras, runner
        self.state = State()
        self._serial = 0
        self.changed: Event[State] = Event()

    # ------------------------------------------------------------------ reading

    async def load(self) -> None:
        """Read cameras and rules again; what is in hand stays in hand.

        Raises:
            ExpectedError: ``store.*``.
        """
        camera_id = self.state.camera.id if self.state.camera else None
        cameras, counts, rules = await self._runner.read(lambda: self._read(camera_id), latest="rules.page")
        camera = next((each for each in cameras if each.id == camera_id), None)
        self._put(replace(self.state, cameras=cameras, counts=counts, camera=camera, rules=rules, is_loaded=True))

    def _read(self, camera_id: UUID | None) -> tuple[list[Camera], dict[UUID, tuple[int, int]], list[CameraRule]]:
        rules = self._rules.of_camera(camera_id) if camera_id else []
        return self._cameras.list(), self._rules.counts(), rules

    async def choose_camera(self, camera_id: UUID) -> None:
        """Show a camera with its rules; the first is taken in hand."""
        camera = next((each for each in self.state.cameras if each.id == camera_id), None)
        self._put(replace(self.state, camera=camera, rules=(), edited=None, is_dirty=False))
        await self.load()
        if self.state.edited is None and self.state.rules:
            self.open(self.state.rules[0].id)

    def search(self, text: str) -> None:
        self._put(replace(self.state, filter=text))

    def open(self, rule_id: UUID) -> None:
        """Take a stored rule in hand."""
        stored = next((each for each in self.state.rules if each.id == rule_id), None)
        if stored is not None:
            rule = readable(stored)
            self._take(Edited(rule, sketch_of(rule), self._next(), stored), is_dirty=False)

    # ------------------------------------------------------------------ changing

    def start(self, kind: RuleKind, name: str) -> None:
        """A new rule; its main shape is to be drawn."""
        severity = Severity.INFO if kind in _QUIET else Severity.MEDIUM
        rule = Rule(id="", kind=kind, name=name, severity=severity)
        self._take(Edited(rule, first_sketch(kind), self._next()), is_dirty=True)

    def change(self, rule: Rule) -> None:
        """The form says something else; another kind wants other shapes."""
        edited = self.state.edited
        if edited is None or (rule == edited.rule):
            return
        sketch = edited.sketch
        if rule.kind is not edited.rule.kind:
            sketch = fitting(rule.kind, sketch)
        self._take(replace(edited, rule=rule, sketch=sketch), is_dirty=True)

    def draw(self, sketch: Sketch) -> None:
        """The shapes are others; a whole shape of a kind that needs a direction gets an arrow to be turned."""
        edited = self.state.edited
        if edited is None:
            return
        if NEEDS[edited.rule.kind].direction and sketch.direction is None:
            sketch = sketch.pointing(aspect=_USUAL_ASPECT, one_way=sketch.middle() is not None)
        if sketch != edited.sketch:
            self._take(replace(edited, sketch=sketch), is_dirty=True)

    def problems(self, labels: Sequence[str], size: Size) -> list[RuleProblem]:
        """What is wrong with the rule in hand, for a model of these classes and a picture of this size."""
        edited = self.state.edited
        return check_rule(edited.whole, labels, size) if edited is not None else []

    async def save(self, size: Size, *, is_armed: bool, watched: Size = (0, 0)) -> None:
        """Store the rule in hand. What was drawn anew was drawn on the pictures that are there now.

        Args:
            size: of the picture that is drawn on.
            watched: of the small stream's picture, where that is what the rule looks at; (0, 0) unknown or none.

        Raises:
            ExpectedError: ``rule.*``, ``store.*``.
        """
        edited, camera = self.state.edited, self.state.camera
        if edited is None or camera is None:
            return
        is_new = edited.stored is None or sketch_of(readable(edited.stored)) != edited.sketch
        rule = edited.whole
        if is_new or not all(rule.picture_size):
            rule = fitted(rule, size, watched)
        draft = drafted(rule, camera.id, is_armed=is_armed)
        stored = edited.stored
        if stored is None:
            saved = await self._runner.write(lambda: self._rules.add(draft))
        else:
            saved = await self._runner.write(lambda: self._rules.update(stored.id, draft))
        self._take(Edited(rule, edited.sketch, edited.serial, saved), is_dirty=False)
        await self.load()

    async def accept(self, size: Size, watched: Size = (0, 0)) -> None:
        """A person has looked: what is stored of the rule in hand fits the pictures as they are now.

        Other changes in hand stay there, not saved.

        Raises:
            ExpectedError: ``rule.*``, ``store.*``.
        """
        edited, camera = self.state.edited, self.state.camera
        if edited is None or edited.stored is None or camera is None:
            return
        stored = edited.stored
        draft = drafted(fitted(readable(stored), size, watched), camera.id, is_armed=stored.is_armed)
        saved = await self._runner.write(lambda: self._rules.update(stored.id, draft))
        self._take(replace(edited, rule=fitted(edited.rule, size, watched), stored=saved), is_dirty=self.state.is_dirty)
        await self.load()

    def revert(self) -> None:
        """Back to what is stored; a new rule is dropped."""
        edited = self.state.edited
        if edited is not None and edited.stored is not None:
            self.open(edited.stored.id)
        else:
            self._put(replace(self.state, edited=None, is_dirty=False))

    async def remove(self) -> CameraRule | None:
        """Forget the rule in hand; what ``bring_back`` takes."""
        edited = self.state.edited
        stored = edited.stored if edited is not None else None
        self._put(replace(self.state, edited=None, is_dirty=False))
        if stored is not None:
            await self._runner.write(lambda: self._rules.remove(stored.id))
            await self.load()
        return stored

    async def bring_back(self, rule: CameraRule) -> None:
        """Store a removed rule again."""
        await self._runner.write(lambda: self._rules.add(rule))
        await self.load()

    def _next(self) -> int:
        self._serial += 1
        return self._serial

    def _take(self, edited: Edited, *, is_dirty: bool) -> None:
        self._put(replace(self.state, edited=edited, is_dirty=is_dirty))

    def _put(self, state: State) -> None:
        self.state = state
        self.changed.emit(state)


def fitted(rule: Rule, size: Size, watched: Size) -> Rule:
    """The rule as drawn on pictures of these sizes; an unknown size changes nothing."""
    return replace(
        rule,
        picture_size=size if all(size) else rule.picture_size,
        accepted_size=watched if all(watched) else rule.accepted_size,
    )


def first_sketch(kind: RuleKind) -> Sketch:
    """An empty drawing that waits for the kind's main shape."""
    shape = NEEDS[kind].shape
    if shape == "line":
        return Sketch().starting("line")
    return Sketch().starting("polygon") if shape == "polygon" else Sketch()


def fitting(kind: RuleKind, sketch: Sketch) -> Sketch:
    """What of a drawing serves another kind; its main shape is asked for when it is missing."""
    needs = NEEDS[kind]
    kept = replace(
        sketch,
        polygon=sketch.polygon if "polygon" in needs.shape else (),
        line=sketch.line if needs.shape == "line" else (),
        lamp=sketch.lamp if needs.signal else (),
        pending=None,
    )
    has_main = kept.line if needs.shape == "line" else kept.polygon
    return kept if has_main else replace(first_sketch(kind), lamp=kept.lamp)
