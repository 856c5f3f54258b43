"""Lies over the camera's picture and lets a rule's shapes be drawn with mouse, finger and keyboard."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ioc_desktop.panels.rules.canvas_ink import paint_faint, paint_sketch
from ioc_desktop.panels.rules.drawing import LEAST, Handle, Point, Sketch

_REACH_PX = 16
"""Half of what a finger covers; generous for a mouse."""
_STEP_PX = 1
_LEAP_PX = 10
_MOST_UNDO = 100
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class RuleCanvas(QWidget):
    """Transparent. While a part is pending every press sets a point; otherwise points are dragged.

    Keys: Enter closes the shape, Backspace takes the last point back, Delete removes the chosen point, arrows move it,
    Tab chooses the next, Esc gives up, Ctrl+Z undoes.

    Signals:
        sketched(object): the ``Sketch`` that a person made of the shown one.
    """

    sketched = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.sketch = Sketch()
        self.chosen: Handle | None = None
        self._picture = QRectF()
        self._others: Sequence[Sketch] = ()
        self._words = ""
        self._past: list[Sketch] = []
        self._before: Sketch | None = None
        self._pointer: Point | None = None
        self._enabled = False

    # ------------------------------------------------------------------ what is shown

    def lie_over(self, picture: QRectF) -> None:
        """Where the picture is, in this widget's coordinates."""
        if picture != self._picture:
            self._picture = picture
            self.update()

    def show_sketch(self, sketch: Sketch, others: Sequence[Sketch] = (), *, editable: bool) -> None:
        """Show another rule's shapes; what was done before can no longer be undone."""
        self.sketch, self._others, self._enabled = sketch, others, editable
        self.chosen, self._before = None, None
        self._past.clear()
        self.update()

    def replace_sketch(self, sketch: Sketch) -> None:
        """A change from outside, such as a button: it can be undone like one by hand."""
        self._change(sketch)

    def say(self, words: str) -> None:
        """A line at the top of the picture; empty for none."""
        if words != self._words:
            self._words = words
            self.update()

    @property
    def aspect(self) -> float:
        """Width ÷ height of the picture."""
        return self._picture.width() / self._picture.height() if self._picture.height() else 16 / 9

    # ------------------------------------------------------------------ mouse and finger

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        if not self._enabled or event.button() != Qt.MouseButton.LeftButton:
            return
        point = self._share(event.position())
        if self.sketch.pending is not None:
            self._set_point(point)
            return
        self.chosen = self.sketch.handle_at(point, self._distance, _REACH_PX)
        self._before = self.sketch
        edge = None if self.chosen else self.sketch.edge_at(point, self._distance, _REACH_PX)
        if edge is not None:
            part, index, foot = edge
            self.sketch = self.sketch.inserting(part, index, foot)
            self.chosen = Handle(part, index)
        self.update()

    def _set_point(self, point: Point) -> None:
        """The next point; a press on the first one closes the shape."""
        part = self.sketch.pending
        assert part is not None
        points = self.sketch.points(part)
        closes = len(points) >= LEAST[part] and self._distance(point, points[0]) <= _REACH_PX
        self._change(self.sketch.finishing() if closes else self.sketch.adding(point))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = self._share(event.position())
        if self._before is not None and self.chosen is not None:
            self.sketch = self.sketch.moving(self.chosen, self._pointer)
        if self._enabled:
            self._point()
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        before, self._before = self._before, None
        if before is not None and before != self.sketch:
            now, self.sketch = self.sketch, before
            self._change(now)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Close the shape; the second press of the double click has set a point at the same place."""
        if self._enabled and self.sketch.pending is not None:
            self._change(self.sketch.finishing())

    def leaveEvent(self, event: object) -> None:
        del event
        self._pointer = None
        self.update()

    def _point(self) -> None:
        if self.sketch.pending is not None:
            self.setCursor(Qt.CursorShape.CrossCursor)
            return
        assert self._pointer is not None
        over = self.sketch.handle_at(self._pointer, self._distance, _REACH_PX)
        self.setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor)

    # ------------------------------------------------------------------ keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._enabled or not (self._handle_drawing(event) or self._handle_chosen(event)):
            super().keyPressEvent(event)

    def _handle_drawing(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo()
        if self.sketch.pending is None:
            return False
        if event.key() in _ENTER:
            self._change(self.sketch.finishing())
        elif event.key() == Qt.Key.Key_Backspace:
            self._change(self.sketch.stepping_back())
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            return False
        return True

    def _handle_chosen(self, event: QKeyEvent) -> bool:
        if self.sketch.pending is not None or self.chosen is None:
            return False
        if event.key() == Qt.Key.Key_Delete:
            self._change(self.sketch.removing(self.chosen))
            self.chosen = None
            return True
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            return False
        length = _LEAP_PX if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP_PX
        self._nudge(step[0] * length, step[1] * length)
        return True

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802  (Qt's name and signature)
        """Tab walks through the points first."""
        handles = [handle for handle, _ in self.sketch.handles()] if self._enabled else []
        if self.sketch.pending is not None or not handles:
            return super().focusNextPrevChild(next)
        at = handles.index(self.chosen) if self.chosen in handles else (-1 if next else len(handles))
        at += 1 if next else -1
        self.chosen = handles[at] if 0 <= at < len(handles) else None
        self.update()
        return True if self.chosen is not None else super().focusNextPrevChild(next)

    def _nudge(self, right_px: float, down_px: float) -> None:
        place = dict(self.sketch.handles()).get(self.chosen) if self.chosen else None
        if place is not None and self.chosen is not None and not self._picture.isEmpty():
            moved = (place[0] + right_px / self._picture.width(), place[1] + down_px / self._picture.height())
            self._change(self.sketch.moving(self.chosen, moved))

    def _give_up(self) -> None:
        """Back to before the pending part was begun."""
        while self._past and self.sketch.pending is not None:
            self.sketch = self._past.pop()
        self._tell()

    def undo(self) -> bool:
        """Take the last change back; whether there was one."""
        if not self._past:
            return False
        self.sketch = self._past.pop()
        self._tell()
        return True

    # ------------------------------------------------------------------ inside

    def _change(self, sketch: Sketch) -> None:
        if sketch != self.sketch:
            self._past = [*self._past, self.sketch][-_MOST_UNDO:]
            self.sketch = sketch
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.sketched.emit(self.sketch)

    def _share(self, place: QPointF) -> Point:
        """A place of the widget in 0–1 of the picture."""
        area = self._picture
        if area.isEmpty():
            return (0.0, 0.0)
        return ((place.x() - area.x()) / area.width(), (place.y() - area.y()) / area.height())

    def _distance(self, one: Point, other: Point) -> float:
        """Pixels on the screen."""
        return math.hypot((one[0] - other[0]) * self._picture.width(), (one[1] - other[1]) * self._picture.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for other in self._others:
            paint_faint(painter, self._picture, other)
        paint_sketch(painter, self._picture, self.sketch, chosen=self.chosen, pointer=self._pointer, words=self._words)
