"""The wall's state as one frozen value, and every move on it as a pure function. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from ioc_desktop.panels.wall.model import Cells, WallMemory
from ioc_desktop.ui.video.layouts import DEFAULT, LAYOUTS, Cell, Layout

if TYPE_CHECKING:
    from ioc_desktop.kernel.cameras.model import Camera

Direction = Literal["left", "right", "up", "down"]
_LONGEST_NUMBER = 5


@dataclass(frozen=True)
class State:
    """What the wall shows.

    Attributes:
        cameras: all cameras by call number.
        layout_key: key of ``LAYOUTS``.
        page: from 0.
        cells: cameras by place over all pages; None = all cameras by call number.
        selected: place on the page, None for none.
        enlarged: the camera that fills the wall, None for none.
        boxes: whether what the model sees is drawn.
        exact: whether pictures wait until the model has seen them, so that boxes fit; else boxes move on to them.
        tree: whether the camera tree is open.
        typed: digits of a call number on their way.
        loaded: whether cameras and memory were read.
    """

    cameras: tuple[Camera, ...] = ()
    layout_key: str = DEFAULT
    page: int = 0
    cells: Cells | None = None
    selected: int | None = None
    enlarged: UUID | None = None
    boxes: bool = True
    exact: bool = False
    tree: bool = True
    typed: str = ""
    loaded: bool = False

    # What is seen

    @property
    def layout(self) -> Layout:
        return LAYOUTS[self.layout_key]

    @property
    def per_page(self) -> int:
        return len(self.layout.cells)

    @property
    def placed(self) -> Cells:
        """Cameras by place over all pages, without those that no longer exist and without free places at the end."""
        if self.cells is None:
            return tuple(camera.id for camera in self.cameras)
        known = {camera.id for camera in self.cameras}
        cells = [cell if cell in known else None for cell in self.cells]
        while cells and cells[-1] is None:
            cells.pop()
        return tuple(cells)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.placed) // self.per_page))

    @property
    def on_page(self) -> Cells:
        """The page's places, as many as the layout has."""
        start = self.page * self.per_page
        shown = self.placed[start : start + self.per_page]
        return (*shown, *(None,) * (self.per_page - len(shown)))

    @property
    def selected_camera(self) -> UUID | None:
        """The camera in the selected place."""
        return None if self.selected is None else self.on_page[self.selected]

    def camera(self, camera_id: UUID | None) -> Camera | None:
        return next((camera for camera in self.cameras if camera.id == camera_id), None)

    def numbered(self, number: int) -> Camera | None:
        """The camera with a call number."""
        return next((camera for camera in self.cameras if camera.number == number), None)

    @property
    def memory(self) -> WallMemory:
        """What the account finds again."""
        return WallMemory(self.layout_key, self.page, self.cells, self.boxes, self.tree, self.exact)

    # Moves

    def remembering(self, memory: WallMemory) -> State:
        """The state an account left."""
        return replace(
            self,
            layout_key=memory.layout,
            page=memory.page,
            cells=memory.cells,
            boxes=memory.boxes,
            exact=memory.exact,
            tree=memory.tree,
        )

    def with_cameras(self, cameras: Sequence[Camera]) -> State:
        """Cameras were read again; what is gone is forgotten."""
        ordered = tuple(sorted(cameras, key=lambda camera: camera.number))
        fresh = replace(self, cameras=ordered, loaded=True)
        return replace(fresh, enlarged=fresh.enlarged if fresh.camera(fresh.enlarged) else None).in_bounds()

    def in_bounds(self) -> State:
        """Page and selection that exist."""
        selected = self.selected if self.selected is not None and self.selected < self.per_page else None
        return replace(self, page=max(0, min(self.page, self.pages - 1)), selected=selected)

    def with_layout(self, key: str) -> State:
        """Another layout; the selected camera stays selected and in view."""
        keep = self.selected_camera
        first = self.page * self.per_page
        fresh = replace(self, layout_key=key, enlarged=None, selected=None)
        if keep is not None:
            return fresh.showing(keep)
        return replace(fresh, page=first // fresh.per_page).in_bounds()

    def showing(self, camera_id: UUID) -> State:
        """Turn to the page of a placed camera and select it."""
        if camera_id not in self.placed:
            return self
        page, slot = divmod(self.placed.index(camera_id), self.per_page)
        return replace(self, page=page, selected=slot)

    def turned(self, step: int) -> State:
        """So many pages on; stops at the ends."""
        return self.at_page(self.page + step)

    def at_page(self, page: int) -> State:
        target = max(0, min(page, self.pages - 1))
        return self if target == self.page else replace(self, page=target, selected=None, enlarged=None)

    def selecting(self, slot: int | None) -> State:
        return replace(self, selected=slot)

    def moved(self, direction: Direction) -> State:
        """The selection goes to the neighbour on that side; the first key press selects the first place."""
        if self.selected is None:
            return replace(self, selected=0)
        slot = neighbour(self.layout, self.selected, direction)
        return self if slot is None else replace(self, selected=slot)

    def placing(self, camera_id: UUID, slot: int) -> State:
        """Put a camera into a place of the page.

        A camera that is on the wall already changes places with what was there; else it takes its place.
        """
        cells = list(self.placed)
        target = self.page * self.per_page + slot
        cells.extend([None] * (target + 1 - len(cells)))
        if camera_id in cells:
            source = cells.index(camera_id)
            cells[source] = cells[target]
        cells[target] = camera_id
        return replace(self, cells=tuple(cells), selected=slot, enlarged=None)

    def placing_anywhere(self, camera_id: UUID) -> State:
        """Show a camera: where it is, else in the selected place if free, else in the first free one."""
        if camera_id in self.placed:
            return replace(self.showing(camera_id), enlarged=None)
        if self.selected is not None and self.on_page[self.selected] is None:
            return self.placing(camera_id, self.selected)
        if None in self.on_page:
            return self.placing(camera_id, self.on_page.index(None))
        cells = list(self.placed)
        place = cells.index(None) if None in cells else len(cells)
        page, slot = divmod(place, self.per_page)
        return replace(self, page=page).placing(camera_id, slot)

    def swapping(self, slot: int, other: int) -> State:
        """Two places of the page change their cameras; the selection goes along."""
        cells = list(self.placed)
        first = self.page * self.per_page
        cells.extend([None] * (first + max(slot, other) + 1 - len(cells)))
        cells[first + slot], cells[first + other] = cells[first + other], cells[first + slot]
        return replace(self, cells=tuple(cells), selected=other)

    def removing(self, slot: int) -> State:
        """Free a place of the page."""
        if self.on_page[slot] is None:
            return self
        cells = list(self.placed)
        cells[self.page * self.per_page + slot] = None
        return replace(self, cells=tuple(cells)).in_bounds()

    def by_number(self) -> State:
        """Back to all cameras by call number."""
        return replace(self, cells=None, page=0, selected=None, enlarged=None)

    def enlarging(self, slot: int | None) -> State:
        """Let the camera in a place fill the wall, or (None) show the layout again."""
        camera_id = None if slot is None else self.on_page[slot]
        selected = self.selected if slot is None else slot
        return replace(self, enlarged=camera_id, selected=selected)

    def typing(self, digit: str) -> State:
        return replace(self, typed=(self.typed + digit)[-_LONGEST_NUMBER:])

    def forgetting_digits(self) -> State:
        return replace(self, typed="")

    def toggling_boxes(self) -> State:
        return replace(self, boxes=not self.boxes)

    def toggling_exact(self) -> State:
        return replace(self, exact=not self.exact)

    def toggling_tree(self) -> State:
        return replace(self, tree=not self.tree)

    def jumped(self) -> State:
        """Go to the camera whose call number was typed; the digits are used up either way."""
        camera = self.numbered(int(self.typed)) if self.typed else None
        state = replace(self, typed="")
        if camera is None:
            return state
        if state.enlarged is not None and camera.id in state.placed:
            return replace(state.showing(camera.id), enlarged=camera.id)
        return state.placing_anywhere(camera.id)


def neighbour(layout: Layout, slot: int, direction: Direction) -> int | None:
    """The place on that side, on the same row or column of the grid; None at the edge."""
    cell = layout.cells[slot]
    column, row = {
        "left": (cell.column - 1, cell.row),
        "right": (cell.column + cell.span, cell.row),
        "up": (cell.column, cell.row - 1),
        "down": (cell.column, cell.row + cell.span),
    }[direction]
    return next((place for place, other in enumerate(layout.cells) if _covers(other, column, row)), None)


def _covers(cell: Cell, column: int, row: int) -> bool:
    return cell.column <= column < cell.column + cell.span and cell.row <= row < cell.row + cell.span
