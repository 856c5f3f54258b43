"""How late the window's event loop is: a 10 ms timer and the lateness of each of its beats."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer

PERIOD_MS = 10
_PERIOD_S = PERIOD_MS / 1000
_CAPACITY = 60_000


class Heartbeat(QObject):
    """Starts beating at once; ``stop`` ends it. Keeps the last ten minutes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late_ms = np.zeros(_CAPACITY, np.float32)
        self._beats = 0
        self._expected_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.start()

    def start(self) -> None:
        """Forget all beats and begin anew."""
        self._beats = 0
        self._expected_s = time.monotonic() + _PERIOD_S
        self._timer.start(PERIOD_MS)

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now_s = time.monotonic()
        late_s = max(0.0, now_s - self._expected_s)
        self._late_ms[self._beats % _CAPACITY] = late_s * 1000
        self._beats += 1
        # Qt keeps the rhythm and leaves out the beats that were missed altogether.
        self._expected_s += (late_s // _PERIOD_S + 1) * _PERIOD_S

    def summary(self) -> dict[str, float]:
        """``{"p50", "p99", "max"}`` in ms, zeros before the first beat."""
        late = self._late_ms[: min(self._beats, _CAPACITY)]
        if late.size == 0:
            return {"p50": 0.0, "p99": 0.0, "max": 0.0}
        p50, p99 = np.percentile(late, (50, 99))
        return {"p50": round(float(p50), 2), "p99": round(float(p99), 2), "max": round(float(late.max()), 2)}
