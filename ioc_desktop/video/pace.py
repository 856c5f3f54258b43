"""When a frame is due, and whether the machine is late."""

from dataclasses import dataclass

LATE_S = 0.4
_JUMP_S = 5.0
_FORGET_PER_FRAME_S = 0.0005


@dataclass
class Pacer:
    """Plays a file at the speed it was filmed: maps its own times to ours.

    A jump in the file's times (a repetition, a broken stamp) starts the mapping afresh.
    """

    origin_s: float | None = None
    last_pts_s: float = 0.0
    step_s: float = 0.0

    def due_s(self, pts_s: float, now_s: float) -> float:
        """When to show the frame, on our clock."""
        gap = pts_s - self.last_pts_s
        if self.origin_s is None:
            self.origin_s = now_s - pts_s
        elif not 0 <= gap < _JUMP_S:
            self.origin_s += self.last_pts_s + self.step_s - pts_s
        else:
            self.step_s = gap
        self.last_pts_s = pts_s
        due = self.origin_s + pts_s
        if now_s - due > LATE_S * 2:  # slower than real time: give up the lost time instead of racing
            self.origin_s += now_s - due
            return now_s
        return due


@dataclass
class Lateness:
    """How far behind a live stream we are, against the best seen; the stream's clock may drift and jump."""

    best_s: float | None = None
    last_pts_s: float = 0.0

    def behind_s(self, pts_s: float, now_s: float) -> float:
        """Seconds between this frame's arrival and the earliest that its stamp allows."""
        offset = now_s - pts_s
        jumped = abs(pts_s - self.last_pts_s) > _JUMP_S
        self.last_pts_s = pts_s
        if self.best_s is None or jumped or offset < self.best_s:
            self.best_s = offset
        else:
            self.best_s += _FORGET_PER_FRAME_S
        return offset - self.best_s
