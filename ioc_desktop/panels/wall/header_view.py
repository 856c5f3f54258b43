"""The wall's header: layout picker, pages, boxes and how they are placed, full screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ioc_desktop.panels.wall.state import State
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.video.layouts import LAYOUTS, Layout
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, IconButton, label, set_style_property

_ICON_PX = 20
_SEGMENT_PX = 36
# Narrower, the button for exact boxes is an icon: with pages and summary the words would widen the window.
_WORDS_FROM_PX = 1380


class LayoutPicker(SegmentedButtons):
    """One small drawn grid per layout."""

    def __init__(self) -> None:
        super().__init__([(key, "") for key in LAYOUTS], small=True)
        for key in LAYOUTS:
            button = self.button(key)
            button.setFixedWidth(_SEGMENT_PX)
            button.setStyleSheet("padding: 0;")
            button.setIconSize(QSize(_ICON_PX, _ICON_PX))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._dress()

    def _dress(self) -> None:
        for key, layout in LAYOUTS.items():
            words = self.tr("Bố cục {name}").format(name=layout.title)
            self.button(key).setIcon(QIcon(_grid(layout)))
            self.button(key).setToolTip(words)
            self.button(key).setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.LanguageChange}:
            self._dress()


def _grid(layout: Layout) -> QPixmap:
    """The layout itself, small: a block per tile, as far as blocks can be told apart."""
    scale = 2
    side = _ICON_PX * scale
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(themes.current().color("text.secondary"))
    inset, gap = 2.0, 4.0 if layout.columns < 4 else 3.0 if layout.columns < 6 else 2.0
    unit = (side - 2 * inset - (layout.columns - 1) * gap) / layout.columns
    for cell in layout.cells:
        length = cell.span * unit + (cell.span - 1) * gap
        place = QRectF(inset + cell.column * (unit + gap), inset + cell.row * (unit + gap), length, length)
        painter.drawRect(place)
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


class PageControl(QWidget):
    """Previous, "Trang 2/3", next; hidden while there is one page.

    Signals:
        turned(int): pages to go on.
    """

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.words = label("", "label")
        self.back = IconButton("mdi6.chevron-left", "", small=True, clicked=lambda: self.turned.emit(-1))
        self.on = IconButton("mdi6.chevron-right", "", small=True, clicked=lambda: self.turned.emit(1))
        for widget in (self.back, self.words, self.on):
            row.addWidget(widget)
        for button in (self.back, self.on):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_page(self, page: int, pages: int) -> None:
        self.setVisible(pages > 1)
        self.back.set_tip(self.tr("Trang trước (PageUp)"))
        self.on.set_tip(self.tr("Trang sau (PageDown)"))
        self.words.setText(self.tr("Trang {page}/{pages}").format(page=page + 1, pages=pages))
        self.back.setEnabled(page > 0)
        self.on.setEnabled(page < pages - 1)


class WallHeader(Header):
    """Renders ``State``; reports wishes.

    Signals:
        tree_requested(): open or close the camera tree.
        layout_chosen(str): key of a layout.
        page_turned(int): pages to go on.
        boxes_requested(): draw boxes or don't.
        exact_requested(): let pictures wait for their boxes or don't.
        wall_requested(): full screen.
    """

    tree_requested = Signal()
    layout_chosen = Signal(str)
    page_turned = Signal(int)
    boxes_requested = Signal()
    exact_requested = Signal()
    wall_requested = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.tree = IconButton("mdi6.dock-left", "", small=True, clicked=self.tree_requested.emit)
        self._row.insertWidget(0, self.tree)
        self.pages = PageControl()
        self.layouts = LayoutPicker()
        self.boxes = Button("", "quiet", small=True, clicked=self.boxes_requested.emit)
        self.exact = Button("", "quiet", small=True, clicked=self.exact_requested.emit)
        self.boxes.setCheckable(True)
        self.exact.setCheckable(True)
        self.wall = Button("", small=True, icon="mdi6.fullscreen", clicked=self.wall_requested.emit)
        for widget in (self.pages, self.layouts, self.boxes, self.exact, self.wall):
            self.add_action(widget)
        for button in (self.tree, self.boxes, self.exact, self.wall):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pages.turned.connect(self.page_turned)
        self.layouts.changed.connect(self.layout_chosen)
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language of the screen; ``show_state`` follows."""
        self.title.setText(self.tr("Tường"))
        self.boxes.setText(self.tr("Hộp nhận diện"))
        self.exact.setAccessibleName(self.tr("Khung chính xác"))
        self._word_exact()
        live = self.tr("Trực tiếp: hình hiện ngay, khung được dời theo đà chuyển động.")
        exact = self.tr("Chính xác: hình hiện chậm lại bằng thời gian phân tích, khung đúng vào hình (K)")
        self.exact.setToolTip(f"{live}\n{exact}")
        self.allow_boxes(allowed=self.boxes.isEnabled())
        self.wall.setText(self.tr("Toàn màn hình"))
        self.wall.setToolTip(self.tr("Bật chế độ tường (F11)"))
        self.tree.set_tip(self.tr("Mở hoặc gập danh sách camera"))

    def allow_boxes(self, *, allowed: bool) -> None:
        """Boxes may be switched off for this machine in the settings."""
        self.boxes.setEnabled(allowed)
        shown = self.tr("Hiện hoặc ẩn hộp nhận diện (B)")
        self.boxes.setToolTip(shown if allowed else self.tr("Khung nhận diện đang tắt trong mục Cài đặt"))

    def show_state(self, state: State, live: int, hold_s: float = 0.0) -> None:
        """Render a state; ``live`` tiles of the page have a picture, the latest is held back by ``hold_s``."""
        shown = 1 if state.enlarged else sum(cell is not None for cell in state.on_page)
        self.summary.setText(self._summary(live, shown, hold_s) if shown else "")
        self.layouts.select(state.layout_key)
        self.pages.show_page(state.page, state.pages)
        self.boxes.setChecked(state.boxes)
        self.boxes.set_icon("mdi6.checkbox-marked-outline" if state.boxes else "mdi6.checkbox-blank-outline")
        self.exact.setEnabled(state.boxes and self.boxes.isEnabled())
        self.exact.setChecked(state.exact)
        self.exact.set_icon("mdi6.crosshairs" if state.exact else "mdi6.crosshairs-off")
        set_style_property(self.tree, "framed", state.tree)

    def _summary(self, live: int, shown: int, hold_s: float) -> str:
        if not hold_s:
            return self.tr("{live}/{shown} đang phát").format(live=live, shown=shown)
        late = QLocale(QLocale.Language.Vietnamese).toString(hold_s, "f", 1)
        return self.tr("{live}/{shown} · chậm {seconds} giây").format(live=live, shown=shown, seconds=late)

    def _word_exact(self) -> None:
        self.exact.setText(self.tr("Khung chính xác") if self.width() >= _WORDS_FROM_PX else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._word_exact()
