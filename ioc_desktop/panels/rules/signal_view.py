"""Which traffic light a rule obeys, and what it shows now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.vision.rules.model import SignalState, SignalWord
from ioc_desktop.vision.signals.reader import SignalReader

STATES: Mapping[SignalState, str] = MappingProxyType(
    {
        "red": QT_TRANSLATE_NOOP("rules", "đỏ"),
        "yellow": QT_TRANSLATE_NOOP("rules", "vàng"),
        "green": QT_TRANSLATE_NOOP("rules", "xanh"),
        "unknown": QT_TRANSLATE_NOOP("rules", "chưa rõ"),
    }
)


class SignalField(FormField):
    """The lamp on the picture, or a signal of the controller's feed by its id; under it the state now.

    Signals:
        chosen(): a person wants another one.
    """

    chosen = Signal()

    def __init__(self) -> None:
        self.box = QComboBox()
        super().__init__(self.tr("Đèn tín hiệu"), self.box)
        self.box.activated.connect(lambda _place: self.chosen.emit())

    @property
    def signal(self) -> str:
        """Id of the signal; "" for the lamp on the picture."""
        return str(self.box.currentData() or "")

    def show_signal(self, signal: str, offered: Iterable[str] = ()) -> None:
        """Fill the list with what the feed offers; what is chosen stays, offered or not."""
        names = sorted({*offered, signal} - {""})
        if [self.box.itemData(place) for place in range(self.box.count())] != ["", *names]:
            with QSignalBlocker(self.box):
                self.box.clear()
                self.box.addItem(self.tr("Đèn khoanh trên hình"), "")
                for name in names:
                    self.box.addItem(self.tr("{id}, tủ điều khiển").format(id=name), name)
        self.box.setCurrentIndex(max(0, self.box.findData(signal)))

    def tell_lamp(self, state: SignalState) -> None:
        """What the lamp on the picture shows."""
        words = self.tr("Đang thấy: chưa rõ màu. Không rõ thì không báo ai.")
        self.set_hint(self.tr("Đang thấy: {state}").format(state=_state(state)) if state != "unknown" else words)

    def tell_feed(self, reader: SignalReader) -> None:
        """What the feed says of the chosen signal."""
        told = reader.now(self.signal)
        if told is not None:
            self.set_hint(self._told(*told))
        elif reader.problem is not None:
            self.set_hint(tr_error(reader.problem))
        elif not reader.source:
            self.set_hint(self.tr("Chưa đặt nguồn tín hiệu đèn trong Cài đặt, mục Phân tích. Luật không báo ai."))
        else:
            self.set_hint(self.tr("Chưa có tin mới của đèn này. Không có tin thì không báo ai."))

    def _told(self, word: SignalWord, age_s: float) -> str:
        if word.since_s is None:
            return self.tr("Đang báo: {state}").format(state=_state(word.state))
        seconds = max(0, round(word.heard_s - word.since_s + age_s))
        return self.tr("Đang báo: {state}, đã {n} giây").format(state=_state(word.state), n=seconds)


def _state(state: SignalState) -> str:
    return QCoreApplication.translate("rules", STATES[state])
