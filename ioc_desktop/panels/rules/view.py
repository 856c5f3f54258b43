"""The page of rules: cameras and their rules at the left, the live picture to draw on, the numbers at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.panels.rules.drawing import Part, Sketch
from ioc_desktop.panels.rules.form_view import RuleForm
from ioc_desktop.panels.rules.lists_view import SidePane
from ioc_desktop.panels.rules.presenter import RulesPresenter, State
from ioc_desktop.panels.rules.stage_view import Stage
from ioc_desktop.panels.rules.stored import sketch_of
from ioc_desktop.panels.rules.trial import shown_by
from ioc_desktop.panels.rules.trial_view import TrialPane
from ioc_desktop.ui import rule_words as words
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.shell.hotkeys import Hotkey
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.video.face_cover import cover_for
from ioc_desktop.ui.video.sources import CameraSource, read_sources, tile_content
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, line
from ioc_desktop.ui.widgets.states import EmptyState
from ioc_desktop.ui.widgets.toast import toast
from ioc_desktop.vision.rules.kinds import NEEDS
from ioc_desktop.vision.rules.model import Point, Rule, RuleKind
from ioc_desktop.vision.rules.picture_sizes import Shown, Size, outgrown
from ioc_desktop.vision.rules.stored import readable
from ioc_desktop.vision.rules.validation import resized

if TYPE_CHECKING:
    from ioc_desktop.core.errors import ExpectedError
    from ioc_desktop.kernel.rules.service import CameraRule

_FORM_PX = 376
_LOOK_MS = 1000


class RulesView(QWidget):
    """Opened by the shell with the panel's context.

    Signals:
        arrived(): rules or cameras changed in the database; carried over from the thread that wrote them.
    """

    arrived = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self.presenter = RulesPresenter(rules=context.rules, cameras=context.cameras, runner=context.runner)
        self._may = context.session.may("rules.manage")
        self._sources: dict[UUID, CameraSource] = {}
        self._serial = 0
        self.header = Header("")
        self.side = SidePane()
        self.stage = Stage(context.video, context.theme, context.vision, context.clock)
        self.form = RuleForm()
        self.trial = TrialPane(context, self.stage)
        self.empty = EmptyState("camera", "", action="…", on_action=lambda: context.go_to("cameras"))
        self.hint = EmptyState("mdi6.vector-polygon", "")
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._tell_signal)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _make_buttons(self) -> None:
        self.remove = Button("", clicked=self._ask_remove)
        self.revert = Button("", clicked=self.presenter.revert)
        self.arm = Button("", clicked=self._arm)
        self.save = Button("", "primary", clicked=self._save)
        for button in (self.remove, self.revert, self.arm, self.save):
            self.header.add_action(button)

    def _lay_out(self) -> None:
        right = QWidget()
        right.setFixedWidth(_FORM_PX)
        pane = QVBoxLayout(right)
        pane.setContentsMargins(0, 0, 0, 0)
        pane.setSpacing(0)
        self.right = QStackedWidget()
        self.right.addWidget(self.form)
        self.right.addWidget(self.hint)
        pane.addWidget(self.right)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.stage, 1)
        middle.addWidget(line())
        middle.addWidget(self.trial)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.side)
        body.addWidget(line(vertical=True))
        body.addLayout(middle, 1)
        body.addWidget(line(vertical=True))
        body.addWidget(right)
        whole = QFrame()
        whole.setLayout(body)
        body.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        self.pages.addWidget(whole)
        self.pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        presenter, canvas = self.presenter, self.stage.canvas
        presenter.changed.connect(self._render)
        self.side.searched.connect(presenter.search)
        self.side.camera_chosen.connect(self._leave_for(lambda camera: start(presenter.choose_camera(camera), self)))
        self.side.rule_chosen.connect(self._leave_for(presenter.open))
        self.side.add_requested.connect(self._leave_for(lambda _none=None: self._ask_kind()))
        self.form.changed.connect(lambda: presenter.change(self.form.rule()))
        self.form.draw_requested.connect(self._draw)
        self.form.one_way_requested.connect(self._turn)
        self.form.fits_requested.connect(lambda: start(self._accept(), self))
        self.stage.resized.connect(lambda: self._show_doubts(self.presenter.state))
        canvas.sketched.connect(presenter.draw)
        self.arrived.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        for unhook in (
            self._context.rules.changed.connect(lambda _none: self.arrived.emit()),
            self._context.cameras.changed.connect(lambda _none: self.arrived.emit()),
            self._context.vision.sizes.changed.connect(lambda _camera: self._show_doubts(self.presenter.state)),
        ):
            self.destroyed.connect(lambda _object=None, unhook=unhook: unhook())

    # ------------------------------------------------------------------ rendering

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        analysis = self._context.settings.current.analysis
        fps = analysis.fps if analysis.is_on else 0.0
        self.stage.surface.set_analysis(fps=fps, least_score=analysis.confidence)
        self._look.start()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.stop()

    def refresh(self) -> None:
        """Read again (F5)."""
        if self.isVisible():
            start(self._load(), self)

    async def _load(self) -> None:
        cameras = self._context.cameras
        sources = await self._context.runner.read(lambda: read_sources(cameras), latest="rules.sources")
        self._sources = {source.camera.id: source for source in sources}
        await self.presenter.load()
        state = self.presenter.state
        if state.camera is None and state.cameras:
            watched = next((each.id for each in state.cameras if each.id in state.counts), state.cameras[0].id)
            await self.presenter.choose_camera(watched)

    def _render(self, state: State) -> None:
        if not state.is_loaded:
            return
        self.pages.setCurrentIndex(0 if state.cameras else 1)
        camera_id = state.camera.id if state.camera else None
        self.side.show_cameras(state.shown_cameras, state.counts, camera_id)
        self._show_camera(state)
        self._show_edited(state)
        self._show_list(state)
        self._show_buttons(state)
        self._show_words(state)

    def _show_list(self, state: State) -> None:
        edited, camera = state.edited, state.camera
        chosen = edited.stored.id if edited and edited.stored else None
        found = {rule.id: self._doubt(readable(rule)) for rule in state.rules}
        self.side.show_rules(
            state.rules,
            chosen,
            may_add=self._may,
            has_camera=camera is not None,
            doubts={rule: tr_error(doubt) for rule, doubt in found.items() if doubt is not None},
        )

    def _show_doubts(self, state: State) -> None:
        """The camera's picture is another than before."""
        if state.is_loaded:
            self._show_list(state)
            self._show_faults()

    def _doubt(self, rule: Rule) -> ExpectedError | None:
        """That a rule was drawn for another picture than the one that is drawn on, or that is looked at."""
        camera = self.presenter.state.camera
        watched = self._context.vision.sizes.of(str(camera.id)) if camera else None
        for shown in (Shown(self.stage.size_px) if all(self.stage.size_px) else None, watched):
            drawn = outgrown(rule, shown)
            if shown is not None and drawn is not None:
                return resized(rule, drawn, shown.size)
        return None

    def _watched_px(self) -> Size:
        """Size of the small picture that the camera's rules look at; (0, 0) where it is not known or not another."""
        camera = self.presenter.state.camera
        shown = self._context.vision.sizes.of(str(camera.id)) if camera else None
        return shown.size if shown is not None and not shown.is_drawn_on else (0, 0)

    def _tell_signal(self) -> None:
        """What the light shows now that the rule in hand obeys."""
        edited, reader, field = self.presenter.state.edited, self._context.vision.signals, self.form.signal
        if edited is None or not NEEDS[edited.rule.kind].signal:
            return
        field.show_signal(edited.rule.signal, reader.words.signals)
        if edited.rule.signal:
            field.tell_feed(reader)
        else:
            start(self._read_lamp(edited.whole.lamp), self)

    async def _read_lamp(self, lamp: tuple[Point, ...]) -> None:
        pixels = self.stage.pixels()
        if pixels is None or not lamp:
            self.form.signal.set_hint("")
            return
        self.form.signal.tell_lamp(await self._context.runner.read(lambda: shown_by(pixels, lamp), latest="rules.lamp"))

    async def _accept(self) -> None:
        await self.presenter.accept(self.stage.size_px, self._watched_px())
        toast(self, self.tr("Đã nhận độ phân giải mới của camera"))

    def _show_camera(self, state: State) -> None:
        source = self._sources.get(state.camera.id) if state.camera else None
        cover = cover_for(self._context.session, self._context.settings.current)
        self.stage.show_content(tile_content(source, enlarged=True, cover=cover) if source else None)

    def _show_edited(self, state: State) -> None:
        """Form and canvas are filled when another rule is taken in hand, not while one is changed."""
        edited, canvas = state.edited, self.stage.canvas
        self.right.setCurrentIndex(0 if edited else 1)
        if edited is None:
            canvas.show_sketch(Sketch(), self._others(state), editable=False)
        elif edited.serial != self._serial:
            self.form.show_rule(edited.rule, editable=self._may)
            canvas.show_sketch(edited.sketch, self._others(state), editable=self._may)
        elif canvas.sketch != edited.sketch:
            canvas.replace_sketch(edited.sketch)
        if edited is not None:
            self.form.show_one_way(on=edited.sketch.direction is not None)
        self._serial = edited.serial if edited else 0
        self.trial.show_rule(edited.whole if edited else None, str(state.camera.id) if state.camera else "")
        self._show_faults()

    def _others(self, state: State) -> list[Sketch]:
        stored = state.edited.stored if state.edited else None
        return [sketch_of(readable(rule)) for rule in state.rules if stored is None or rule.id != stored.id]

    def _show_faults(self) -> None:
        """The first fault of the drawing and of the name, as soon as the drawing is not in the middle of it."""
        edited = self.presenter.state.edited
        if edited is None or edited.sketch.pending is not None:
            self.form.show_faults("", "")
            return
        faults = [each.error for each in self.presenter.problems(self._labels(), (0, 0))]
        is_as_stored = edited.stored is not None and sketch_of(readable(edited.stored)) == edited.sketch
        doubt = self._doubt(edited.whole) if is_as_stored else None
        nameless = "" if edited.rule.name.strip() else self.tr("Luật chưa có tên. Nhập tên.")
        fault = next(iter(faults), doubt)
        may_accept = doubt is not None and self._may
        self.form.show_faults(nameless, tr_error(fault) if fault else "", is_outgrown=may_accept)

    def _labels(self) -> list[str]:
        return [label.name for label in self._context.vision.labels]

    def _show_buttons(self, state: State) -> None:
        edited = state.edited
        stored = edited.stored if edited else None
        self.arm.setText(self.tr("Cho nghỉ") if stored and stored.is_armed else self.tr("Cho canh"))
        self.arm.setEnabled(self._may and edited is not None)
        self.remove.setEnabled(self._may and stored is not None)
        self.revert.setEnabled(self._may and state.is_dirty)
        self.save.setEnabled(self._may and state.is_dirty)

    def _show_words(self, state: State) -> None:
        armed = sum(armed for _, armed in state.counts.values())
        summary = self.tr("{n} luật đang canh").format(n=armed) if armed else self.tr("chưa luật nào canh")
        self.header.set_words(self.tr("Luật canh"), summary)

    def retranslate(self) -> None:
        self.side.retranslate()
        self.remove.setText(self.tr("Xóa"))
        self.revert.setText(self.tr("Hoàn lại"))
        self.save.setText(self.tr("Lưu"))
        self.empty.set_words(
            self.tr("Chưa có camera nào"),
            self.tr("Luật được vẽ trên hình của camera. Khai báo camera trước."),
            self.tr("Mở mục Camera"),
        )
        self.hint.set_words(
            self.tr("Chưa chọn luật"), self.tr("Chọn một luật ở bên trái, hoặc thêm luật mới cho camera này.")
        )
        self._show_buttons(self.presenter.state)
        self._show_words(self.presenter.state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._render(self.presenter.state)

    def hotkeys(self) -> list[Hotkey]:
        """What F1 lists for this panel."""
        return [
            Hotkey("Enter", self.tr("Khép vùng đang vẽ")),
            Hotkey("Backspace", self.tr("Bỏ điểm vừa vẽ")),
            Hotkey("Tab", self.tr("Chọn điểm kế tiếp")),
            Hotkey("← | ↑ | → | ↓", self.tr("Dời điểm đang chọn")),
            Hotkey("Del", self.tr("Xóa điểm đang chọn")),
            Hotkey("Esc", self.tr("Thôi vẽ")),
            Hotkey("Ctrl Z", self.tr("Hoàn tác nét vẽ")),
        ]

    # ------------------------------------------------------------------ wishes

    def _draw(self, part: Part) -> None:
        self.stage.canvas.replace_sketch(self.stage.canvas.sketch.starting(part))
        self.stage.canvas.setFocus()

    def _turn(self, one_way: bool) -> None:  # noqa: FBT001  (Qt's signal)
        canvas = self.stage.canvas
        canvas.replace_sketch(canvas.sketch.pointing(aspect=canvas.aspect, one_way=one_way))

    def _leave_for(self, go: Callable[..., object]) -> Callable[..., None]:
        """Go elsewhere, after asking once where changes would be lost."""

        def leave(*arguments: object) -> None:
            state = self.presenter.state
            if state.is_dirty and state.edited is not None and not self._may_lose(state.edited.rule.name):
                self._render(state)
                return
            go(*arguments)

        return leave

    def _may_lose(self, name: str) -> bool:
        title = self.tr("Bỏ thay đổi của luật {name}?").format(name=name or self.tr("chưa đặt tên"))
        return ConfirmDialog(self.window(), title, accept=self.tr("Bỏ thay đổi"), reject=self.tr("Ở lại")).ask()

    def _ask_kind(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, title in words.KINDS.items():
            menu.addAction(_tr(title), partial(self.start_rule, kind))
        menu.popup(self.side.add.mapToGlobal(self.side.add.rect().topLeft()))

    def start_rule(self, kind: RuleKind) -> None:
        """A new rule of this kind, to be drawn on the chosen camera."""
        self.presenter.start(kind, _tr(words.KINDS[kind]))
        self.stage.canvas.setFocus()

    def _save(self) -> None:
        stored = self.presenter.state.edited.stored if self.presenter.state.edited else None
        self._store(is_armed=stored.is_armed if stored else False, said=self.tr("Đã lưu luật"))

    def _arm(self) -> None:
        edited = self.presenter.state.edited
        was_armed = bool(edited and edited.stored and edited.stored.is_armed)
        self._store(is_armed=not was_armed, said=self.tr("Luật nghỉ") if was_armed else self.tr("Luật bắt đầu canh"))

    def _store(self, *, is_armed: bool, said: str) -> None:
        """Store what is in hand; a rule with an error is not armed, the sentence says why."""
        found = self.presenter.problems(self._labels(), self.stage.size_px)
        errors = [each.error for each in found if each.severity == "error"]
        if errors and is_armed:
            show_error(self, errors[0])
            return
        start(self._write(is_armed=is_armed, said=said), self)

    async def _write(self, *, is_armed: bool, said: str) -> None:
        await self.presenter.save(self.stage.size_px, is_armed=is_armed, watched=self._watched_px())
        toast(self, said)

    def _ask_remove(self) -> None:
        edited = self.presenter.state.edited
        if edited is not None and edited.stored is not None:
            start(self._remove(), self)

    async def _remove(self) -> None:
        gone = await self.presenter.remove()
        if gone is not None:
            words_gone = self.tr("Đã xóa luật {name}").format(name=gone.name)
            toast(self, words_gone, action=self.tr("Hoàn tác"), on_action=lambda: self._bring_back(gone))

    def _bring_back(self, rule: CameraRule) -> None:
        start(self.presenter.bring_back(rule), self)


def _tr(text: str) -> str:
    return QCoreApplication.translate("rules", text)
