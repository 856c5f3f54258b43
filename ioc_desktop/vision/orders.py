"""Who is to be watched by which rules, as the window knows it; what of it the vision process has not been told yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ioc_desktop.vision.rules.constants import USUAL_FPS
from ioc_desktop.vision.rules.model import Rule
from ioc_desktop.vision.worker import Watch


@dataclass(frozen=True)
class Assignment:
    """Whose pictures come in a slot.

    Attributes:
        stream: identity of the pictures.
        camera: key under which rules are armed and events are told.
        fps: pictures a second.
        is_armed: whether the camera's rules run on these pictures.
    """

    stream: str
    camera: str
    fps: float = USUAL_FPS
    is_armed: bool = True


class Orders:
    """Window thread. ``take`` gives what has changed since the last call, to each device what is its own.

    Attributes:
        version: another number after every ``assign``.
    """

    def __init__(self) -> None:
        self.version = 0
        self._rules: dict[str, tuple[Rule, ...]] = {}
        self._slots: dict[int, Assignment] = {}
        self._told: dict[int, dict[int, Watch]] = {}

    def arm(self, rules: Mapping[str, tuple[Rule, ...]]) -> None:
        """Camera → the rules that watch it; cameras that are left out are watched by none."""
        self._rules = {camera: tuple(each) for camera, each in rules.items() if each}

    def armed(self, camera: str) -> tuple[Rule, ...]:
        """The rules that watch a camera."""
        return self._rules.get(camera, ())

    @property
    def cameras(self) -> frozenset[str]:
        """Those that some rule watches."""
        return frozenset(self._rules)

    def assign(self, slots: Mapping[int, Assignment]) -> None:
        """Whose pictures come in which slot from now on; slots that are left out rest."""
        self._slots = dict(slots)
        self.version += 1

    def camera(self, slot: int) -> str | None:
        """Whose pictures come in a slot."""
        assignment = self._slots.get(slot)
        return assignment.camera if assignment else None

    def take(self, device: int = 0, slots: Collection[int] | None = None) -> list[Watch]:
        """Orders to be sent now to a device that looks at these slots; at all when None."""
        wanted = {
            slot: Watch(slot, each.stream, each.camera, self.armed(each.camera) if each.is_armed else (), each.fps)
            for slot, each in self._slots.items()
            if slots is None or slot in slots
        }
        told = self._told.get(device, {})
        for slot in told.keys() - wanted.keys():
            wanted[slot] = Watch(slot, "", "")
        changed = [order for slot, order in wanted.items() if told.get(slot) != order]
        self._told[device] = wanted
        return changed

    def repeat(self, device: int = 0) -> None:
        """A new process knows nothing: everything is to be told again."""
        self._told.pop(device, None)
