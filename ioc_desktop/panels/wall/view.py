"""The wall panel: header, camera tree, surface; renders the presenter's state and passes wishes on."""

from __future__ import annotations

import asyncio
import logging
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.panels.wall.header_view import WallHeader
from ioc_desktop.panels.wall.keys_view import ARROWS, Echo, digit_of, is_typing
from ioc_desktop.panels.wall.presenter import WallPresenter
from ioc_desktop.panels.wall.state import State
from ioc_desktop.panels.wall.tree_view import CameraTreePane
from ioc_desktop.ui.errors import show_error
from ioc_desktop.ui.panel import FirstContext
from ioc_desktop.ui.shell.hotkeys import Hotkey
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.video.content import TilePicture
from ioc_desktop.ui.video.face_cover import cover_for
from ioc_desktop.ui.video.interaction import TILE_MIME, InteractiveSurface
from ioc_desktop.ui.video.layouts import LAYOUTS
from ioc_desktop.ui.video.sources import call_number
from ioc_desktop.ui.video.tile import Kind
from ioc_desktop.ui.widgets.states import EmptyState

_log = logging.getLogger(__name__)
_SAVE_AFTER_MS = 500
_STATES_MS = 500
_PAGE_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class WallView(QWidget):
    """Opened by the shell with the panel's context.

    Signals:
        cameras_changed: carries the service's event from the writer's thread to this one.
    """

    cameras_changed = Signal()

    def __init__(self, context: FirstContext) -> None:
        super().__init__()
        self._context = context
        self.presenter = WallPresenter(
            cameras=context.cameras, preferences=context.preferences, session=context.session, runner=context.runner
        )
        self.header = WallHeader()
        self.tree = CameraTreePane()
        self.surface = InteractiveSurface(context.video, context.theme, vision=context.vision, clock=context.clock)
        self.echo = Echo(self.surface)
        self.empty = EmptyState("camera", "", action="…", on_action=lambda: context.go_to("cameras"))
        self.pages = QStackedWidget()
        self._wall = False
        self._stale = True
        self._save_soon = QTimer(self, interval=_SAVE_AFTER_MS, singleShot=True)
        self._states = QTimer(self, interval=_STATES_MS)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.surface)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._use_settings()

    def _lay_out(self) -> None:
        self.pages.addWidget(self.surface)
        self.pages.addWidget(self.empty)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.tree)
        body.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        presenter, header, surface = self.presenter, self.header, self.surface
        presenter.changed.connect(self._render)
        presenter.to_save.connect(lambda _none: self._save_soon.start())
        self._save_soon.timeout.connect(self._save)
        self._states.timeout.connect(self._show_states)
        header.tree_requested.connect(self._toggle_tree)
        header.layout_chosen.connect(lambda key: presenter.apply(self.state.with_layout(key)))
        header.page_turned.connect(lambda step: presenter.apply(self.state.turned(step)))
        header.boxes_requested.connect(self._toggle_boxes)
        header.exact_requested.connect(self._toggle_exact)
        header.wall_requested.connect(self._ask_wall_mode)
        self.tree.camera_activated.connect(lambda camera: presenter.apply(self.state.placing_anywhere(camera)))
        self.tree.tile_dropped.connect(self._remove)
        surface.slot_pressed.connect(self._select)
        surface.slot_activated.connect(self._toggle_enlarged)
        surface.camera_dropped.connect(self._place)
        surface.tile_dropped.connect(lambda slot, other: presenter.apply(self.state.swapping(slot, other)))
        surface.menu_requested.connect(self._open_menu)
        surface.failed.connect(lambda error: show_error(self, error))
        self.echo.forget.timeout.connect(self._forget_digits)
        self.cameras_changed.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        for unhook in (
            self._context.cameras.changed.connect(lambda _none: self.cameras_changed.emit()),
            self._context.settings.changed.connect(lambda _key: self._use_settings()),
        ):
            self.destroyed.connect(lambda _object=None, unhook=unhook: unhook())

    @property
    def state(self) -> State:
        return self.presenter.state

    # Rendering

    def _render(self, state: State) -> None:
        if not state.loaded:
            return
        self.pages.setCurrentWidget(self.surface if state.cameras else self.empty)
        boxes = state.boxes and self._context.settings.current.display.shows_boxes
        self.surface.set_boxes_visible(visible=boxes)
        self.surface.set_exact(exact=boxes and state.exact)
        self.surface.show_wall(
            LAYOUTS["1"] if state.enlarged else state.layout,
            self.presenter.contents(),
            selected=None if state.enlarged else state.selected,
            wall=self._wall,
            editable=self.presenter.may_edit,
        )
        self.tree.show_state(state)
        self.tree.setVisible(state.tree and not self._wall and bool(state.cameras))
        self.header.setVisible(not self._wall)
        self._show_states()

    def _show_states(self) -> None:
        """What changes by itself: how many are live, and the tree's icons."""
        tiles = [self.surface.tile(slot) for slot in range(len(self.surface.places()))]
        cameras = [tile for tile in tiles if tile.content is not None]
        live = sum(tile.look.kind is Kind.LIVE for tile in cameras)
        self.header.show_state(self.state, live, self.surface.hold_s())
        icons = {
            UUID(tile.content.key): (tile.look.caption_icon, tile.look.color)
            for tile in cameras
            if tile.content and tile.look.caption_icon
        }
        self.tree.tree.mark_states(icons)

    def _retranslate(self) -> None:
        self.header.retranslate()
        self.tree.retranslate()
        may_add = self._context.session.may("cameras.manage")
        self.empty.set_words(
            self.tr("Chưa có camera nào"),
            self.tr("Camera đã khai báo sẽ hiện trực tiếp trên tường.")
            if may_add
            else self.tr("Người quản trị khai báo camera trong mục Camera."),
            self.tr("Thêm camera") if may_add else "",
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._render(self.state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._states.start()
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._states.stop()
        if self._save_soon.isActive():
            self._save_soon.stop()
            self._save()

    def _use_settings(self) -> None:
        analysis = self._context.settings.current.analysis
        self.presenter.cover = cover_for(self._context.session, self._context.settings.current)
        self.surface.set_analysis(fps=analysis.fps if analysis.is_on else 0.0, least_score=analysis.confidence)
        self.header.allow_boxes(allowed=self._context.settings.current.display.shows_boxes)
        self._render(self.state)

    # What the shell asks

    def refresh(self) -> None:
        """Read the cameras again (F5), or when the panel is next shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            start(self.presenter.load(), self)

    def set_wall_mode(self, on: bool) -> None:  # noqa: FBT001  (the shell's contract)
        """Only the pictures, at wall scale (F11)."""
        self._wall = on
        self._render(self.state)
        self.surface.setFocus()

    def hotkeys(self) -> list[Hotkey]:
        """What F1 lists for this panel."""
        return [
            Hotkey("0-9 Enter", self.tr("Tới camera theo số")),
            Hotkey("← | ↑ | → | ↓", self.tr("Chuyển ô đang chọn")),
            Hotkey("Enter", self.tr("Phóng to, thu lại")),
            Hotkey("Esc", self.tr("Trở về bố cục")),
            Hotkey("PageUp | PageDown", self.tr("Sang trang trước, trang sau")),
            Hotkey("Del", self.tr("Bỏ camera khỏi ô")),
            Hotkey("B", self.tr("Hiện, ẩn hộp nhận diện")),
            Hotkey("K", self.tr("Khung nhận diện: trực tiếp hay chính xác")),
            Hotkey("I", self.tr("Lập sự vụ từ ô đang chọn")),
            Hotkey("Ctrl Z", self.tr("Hoàn tác sắp xếp")),
        ]

    # Wishes

    def _save(self) -> None:
        writing = self.presenter.save()
        if writing is not None:
            writing.add_done_callback(_report)

    def _toggle_tree(self) -> None:
        self.presenter.apply(self.state.toggling_tree())

    def _toggle_boxes(self) -> None:
        self.presenter.apply(self.state.toggling_boxes())

    def _toggle_exact(self) -> None:
        """Said in the middle of the wall too: in wall mode there is no header."""
        self.presenter.apply(self.state.toggling_exact())
        words = (
            self.tr("Khung chính xác: hình hiện chậm lại")
            if self.state.exact
            else self.tr("Khung trực tiếp: hình hiện ngay")
        )
        self.echo.say(words, wall=self._wall)

    def _ask_wall_mode(self) -> None:
        """As if F11 were pressed: full screen is the shell's business."""
        deck = self.parentWidget()
        toggle = getattr(deck, "toggle_wall", None)
        if callable(toggle):
            toggle()

    def _select(self, slot: int | None) -> None:
        self.surface.setFocus()
        if self.state.enlarged is None:
            self.presenter.apply(self.state.selecting(slot))

    def _toggle_enlarged(self, slot: int) -> None:
        state = self.state
        self.presenter.apply(state.enlarging(None if state.enlarged else slot))

    def _place(self, key: str, slot: int) -> None:
        self.presenter.apply(self.state.placing(UUID(key), slot))

    def _remove(self, slot: int) -> None:
        self.presenter.apply(self.state.removing(slot))

    def _open_menu(self, slot: int, where: QPoint) -> None:
        menu = self.tile_menu(slot)
        if not menu.isEmpty():
            menu.popup(where)

    def tile_menu(self, slot: int) -> QMenu:
        """What can be done with a tile; empty for a free place."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tile = self.surface.tile(slot)
        if tile.content is None:
            return menu
        enlarged = self.state.enlarged is not None
        words = self.tr("Thu lại") if enlarged else self.tr("Phóng to")
        menu.addAction(words, lambda: self._toggle_enlarged(slot))
        if tile.look.kind is not Kind.LIVE:
            menu.addAction(self.tr("Thử lại ngay"), lambda: self.surface.reconnect(slot))
        if self._may_open():
            menu.addAction(self.tr("Lập sự vụ") + "\tI", lambda: self.open_incident(slot))
        if self.presenter.may_edit and not enlarged:
            menu.addAction(self.tr("Bỏ khỏi ô"), lambda: self._remove(slot))
            menu.addSeparator()
            menu.addAction(self.tr("Xếp lại theo số"), lambda: self.presenter.apply(self.state.by_number()))
        return menu

    def open_incident(self, slot: int) -> None:
        """An incident of what this tile shows now, with its picture and its last half minute."""
        tile = self.surface.tile(slot)
        camera = self.presenter.camera(UUID(tile.content.key)) if tile.content is not None else None
        if camera is not None and self._may_open():
            start(self._open_incident(TilePicture(camera, tile.stream, self.surface.snapshot(slot))), self)

    def _may_open(self) -> bool:
        from ioc_desktop.kernel.incidents.model import OPEN  # noqa: PLC0415  (the first pictures do not wait for it)

        return self._context.session.may(OPEN)

    async def _open_incident(self, picture: TilePicture) -> None:
        from ioc_desktop.kernel.incidents.model import TABLE  # noqa: PLC0415  (the same)

        incident = await self._context.opener.from_tile(picture, self._context.session)
        self._context.show_record("incidents", Ref(TABLE, incident.id))

    # A tile dragged out of the surface is taken off the wall

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(TILE_MIME))

    def dropEvent(self, event: QDropEvent) -> None:
        if not self.surface.rect().contains(self.surface.mapFrom(self, event.position().toPoint())):
            event.acceptProposedAction()
            self._remove(int(event.mimeData().data(TILE_MIME).toStdString()))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_typing() or not self._handle_key(event):
            super().keyPressEvent(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key, state, apply = event.key(), self.state, self.presenter.apply
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.presenter.undo()
        if digit := digit_of(event):
            apply(state.typing(digit))
            self.echo.say(self.tr("Camera {number}").format(number=self.state.typed), wall=self._wall)
        elif key in ARROWS and state.enlarged is None:
            apply(state.moved(ARROWS[Qt.Key(key)]))
        elif key in _PAGE_KEYS:
            apply(state.turned(_PAGE_KEYS[Qt.Key(key)]))
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        elif key == Qt.Key.Key_Delete and state.selected is not None and state.enlarged is None:
            self._remove(state.selected)
        else:
            return self._handle_letter(event)
        return True

    def _handle_letter(self, event: QKeyEvent) -> bool:
        """Single letters act while no text is typed."""
        acts = {Qt.Key.Key_B: self._toggle_boxes, Qt.Key.Key_K: self._toggle_exact, Qt.Key.Key_I: self._open_selected}
        act = None if event.modifiers() else acts.get(Qt.Key(event.key()))
        if act is not None:
            act()
        return act is not None

    def _open_selected(self) -> None:
        slot = 0 if self.state.enlarged else self.state.selected
        if slot is not None:
            self.open_incident(slot)

    def _enter(self) -> None:
        state = self.state
        if state.typed:
            self._jump()
        elif state.enlarged is not None:
            self.presenter.apply(state.enlarging(None))
        elif state.selected is not None:
            self.presenter.apply(state.enlarging(state.selected))

    def _jump(self) -> None:
        number = int(self.state.typed)
        known = self.state.numbered(number) is not None
        self.presenter.apply(self.state.jumped())
        missing = self.tr("Không có camera {number}").format(number=call_number(number))
        self.echo.say("" if known else missing, wall=self._wall)

    def _forget_digits(self) -> None:
        self.presenter.apply(self.state.forgetting_digits())

    def _escape(self) -> bool:
        """Digits first, then the enlarged tile; else the key is the shell's."""
        state = self.state
        if state.typed:
            self.presenter.apply(state.forgetting_digits())
            self.echo.say("", wall=self._wall)
        elif state.enlarged is not None:
            self.presenter.apply(state.enlarging(None))
        else:
            return False
        return True


def _report(writing: asyncio.Future[None]) -> None:
    """An arrangement that could not be kept is worth a line in the log, not a disturbance."""
    error = None if writing.cancelled() else writing.exception()
    if error is not None:
        _log.warning("the wall's arrangement was not kept: %s", error)
