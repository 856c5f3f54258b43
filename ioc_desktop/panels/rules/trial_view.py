"""The strip under the picture: try the rule, see what it would have said."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.panels.rules.trial import Found, LiveTrial, Trial, on_file, on_recent
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.labels import Button, label, set_tone
from ioc_desktop.vision.labels import label as class_label
from ioc_desktop.vision.rules.model import Rule
from ioc_desktop.vision.rules.validation import check_rule

if TYPE_CHECKING:
    from ioc_desktop.panels.rules.stage_view import Stage
    from ioc_desktop.ui.panel import PanelContext

_LIST_PX = 148
_MOST_LINES = 200
_LEAST_S = 5.0
_LIVE_MS = 250


class TrialPane(QWidget):
    """Says what the rule in hand would have said. A trial can be given up; it changes nothing."""

    def __init__(self, context: PanelContext, stage: Stage) -> None:
        super().__init__()
        self._context, self._stage = context, stage
        self._rule: Rule | None = None
        self._camera = ""
        self._task: asyncio.Task[object] | None = None
        self._live: LiveTrial | None = None
        self._beat = QTimer(self, interval=_LIVE_MS)
        self._beat.timeout.connect(self._run_live)
        self.words = label(tone="secondary", wrap=True)
        self.recent = Button("", clicked=self.try_recent)
        self.file = Button("", icon="action.import", clicked=self.ask_file)
        self.stop = Button("", clicked=self.give_up)
        self.found = QListWidget()
        self.found.setProperty("surface", "1")
        self.found.setFixedHeight(_LIST_PX)
        self.found.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for button in (self.recent, self.file, self.stop):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.found)
        self.retranslate()

    # ------------------------------------------------------------------ showing

    def show_rule(self, rule: Rule | None, camera: str) -> None:
        """The rule in hand and the key of its camera; what was found with another rule is taken away."""
        if (rule, camera) != (self._rule, self._camera):
            self._rule, self._camera = rule, camera
            self.give_up()
            self._say(self.tr("Thử luật trước khi cho canh: xem nó sẽ báo gì."))
            self._begin_live()
        self._enable()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._beat.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._beat.stop()

    def _begin_live(self) -> None:
        """The rule in hand runs on the live picture from now on, if it can."""
        ready = self._rule is not None and not self._errors()
        self._live = LiveTrial(self._rule, self._labels()) if ready and self._rule is not None else None
        self._stage.canvas.say("")

    def _run_live(self) -> None:
        if self._live is not None:
            said = self._live.feed(self._context.vision.recent.of(self._camera), self._stage.canvas.aspect)
            self._stage.canvas.say(self.tr("Chạy thử trên hình trực tiếp: báo {n} lần").format(n=said))

    def _enable(self) -> None:
        busy = self._task is not None
        ready = self._rule is not None and not self._errors()
        for button in (self.recent, self.file):
            button.setVisible(not busy)
            button.setEnabled(ready)
        self.stop.setVisible(busy)

    def _errors(self) -> bool:
        assert self._rule is not None
        return any(each.severity == "error" for each in check_rule(self._rule, self._labels(), self._stage.size_px))

    def _labels(self) -> list[str]:
        return [each.name for each in self._context.vision.labels]

    def _say(self, text: str, *, is_fault: bool = False, found: Sequence[str] = ()) -> None:
        self.words.setText(text)
        set_tone(self.words, "critical" if is_fault else "secondary")
        self.found.clear()
        self.found.addItems(list(found))
        self.found.setVisible(bool(found))

    def retranslate(self) -> None:
        self.recent.setText(self.tr("Thử 1 phút vừa qua"))
        self.file.setText(self.tr("Thử trên tệp…"))
        self.stop.setText(self.tr("Hủy"))

    # ------------------------------------------------------------------ trying

    def try_recent(self) -> None:
        """On what the model saw of this camera in the last minute."""
        results, rule = self._context.vision.recent.of(self._camera), self._rule
        if rule is None:
            return
        if not results or results[-1].pts_s - results[0].pts_s < _LEAST_S:
            self._say(self.tr("Chưa có đủ hình của camera này. Để hình chạy vài giây rồi thử lại."))
            return
        labels = self._labels()
        aspect = self._stage.canvas.aspect

        async def go() -> None:
            self._show(await self._context.runner.read(lambda: on_recent(rule, labels, results, aspect)))

        self._start(go())

    def ask_file(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Chọn tệp hình để thử luật"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tệp hình (*.mp4 *.mkv *.avi *.mov *.ts)"), self.tr("Mọi tệp (*)")])
        dialog.fileSelected.connect(lambda name: self.try_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def try_file(self, path: Path) -> None:
        """On a video file, with the model in use."""
        rule, vision = self._rule, self._context.vision
        if rule is None:
            return
        self._say(self.tr("Đang xem tệp {name}…").format(name=path.name))
        model = vision.model if vision.mode == "detector" else ""

        async def go() -> None:
            self._show(await on_file(rule, path, model, self._progress))

        self._start(go())

    def _progress(self, words: str) -> None:
        self.words.setText(words)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._task = tasks.start(work, self, self._refused)
        self._task.add_done_callback(self._done)
        self._enable()

    def _done(self, task: asyncio.Task[object]) -> None:
        if task is self._task:
            self._task = None
            self._enable()

    def give_up(self) -> None:
        """End the trial that runs."""
        if self._task is not None:
            self._task.cancel()
            self._say(self.tr("Đã hủy lần thử."))

    def _refused(self, error: ExpectedError) -> None:
        self._say(tr_error(error), is_fault=True)

    def _show(self, trial: Trial) -> None:
        lines = [self._line(event) for event in trial.events[:_MOST_LINES]]
        counts = ", ".join(f"{_class(name)} {count}" for name, count in trial.counts.items() if count)
        seconds = round(trial.seconds)
        if not lines and not counts:
            self._say(self.tr("Trong {n} giây hình, luật không báo gì.").format(n=seconds))
        elif counts:
            words = self.tr("Trong {n} giây hình: {counts}.").format(n=seconds, counts=counts)
            self._say(words, found=lines)
        else:
            self._say(self.tr("Trong {n} giây hình, luật báo {k} lần.").format(n=seconds, k=len(lines)), found=lines)

    def _line(self, event: Found) -> str:
        start, lasted = timedelta(seconds=round(event.start_s)), event.end_s - event.start_s
        words = self.tr("{at}   {what}, kéo dài {n} giây")
        return words.format(at=str(start)[2:], what=_class(event.category), n=f"{lasted:.1f}".replace(".", ","))


def _class(name: str) -> str:
    return QCoreApplication.translate("classes", class_label(name).vi) if name else "–"
