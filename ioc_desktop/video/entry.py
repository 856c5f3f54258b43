"""The window's record of one shown stream."""

import math
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.redact import redact
from ioc_desktop.video import reasons
from ioc_desktop.video.health import Facts, judge
from ioc_desktop.video.messages import Analyse
from ioc_desktop.video.status_table import Phase, StatusTable
from ioc_desktop.video.types import StreamSpec, StreamState, StreamStatus, TileRect

_LATENCY_SAMPLES = 4096


@dataclass
class StreamEntry:
    """What is wanted of a stream and what was last seen of it.

    Attributes:
        slot: tile.
        row: in the status table.
        worker: index of the worker that decodes it.
        shown_s: when it was asked for.
        seq: last picture reported to the window.
        generation: of the mosaic in which its tile was last placed.
        painted: pictures reported to the window.
        page: mosaic page of that picture.
        is_quarantined: it once hung its decoder, so it has a worker of its own.
        feed: what its worker was last told about the model.
        remembers: its worker was told to keep its last pictures for clips.
        hold_s: how long its pictures are held back, as its worker was last told.
    """

    slot: int
    spec: StreamSpec
    rect: TileRect
    row: int
    worker: int
    shown_s: float
    seq: int = 0
    generation: int = 0
    painted: int = 0
    page: int = 0
    is_quarantined: bool = False
    reason: ExpectedError | None = None
    state: StreamState = StreamState.CONNECTING
    state_since_s: float = 0.0
    seen: tuple[object, ...] = ()
    feed: Analyse | None = None
    remembers: bool = False
    hold_s: float = 0.0
    latencies_ms: deque[float] = field(default_factory=lambda: deque(maxlen=_LATENCY_SAMPLES))

    def refresh(self, table: StatusTable, now_s: float) -> bool:
        """Judge the stream anew; whether anything shown in words changed."""
        row = table.rows[self.row]
        facts = Facts(
            self.shown_s,
            float(row["last_frame_s"]),
            float(row["same_since_s"]),
            Phase(int(row["phase"])),
            self.reason is not None,
        )
        state = judge(facts, now_s)
        if state != self.state or not self.state_since_s:
            self.state, self.state_since_s = state, now_s
        reason = self.shown_reason()
        seen = (state, reason.code if reason else "", int(row["attempt"]), int(row["width"]), int(row["height"]))
        changed = seen != self.seen
        self.seen = seen
        return changed

    def shown_reason(self) -> ExpectedError | None:
        """A reason for every state that needs one, known or not."""
        match self.state:
            case StreamState.FROZEN:
                return reasons.frozen()
            case StreamState.LIVE | StreamState.CONNECTING | StreamState.OFF:
                return None
            case _:
                return self.reason or reasons.stalled()

    def shown(self, table: StatusTable, page: int) -> tuple[int, float]:
        """Number and own time of the picture in a page of the mosaic."""
        row = table.rows[self.row]
        return int(row["shown_no"][page]), float(row["shown_pts_s"][page])

    def size(self, table: StatusTable) -> tuple[int, int]:
        """Width, height of the newest picture."""
        return int(table.rows[self.row]["width"]), int(table.rows[self.row]["height"])

    def status(self, table: StatusTable, now_s: float) -> StreamStatus:
        row = table.rows[self.row]
        last_frame_s, latency_ms = float(row["last_frame_s"]), float(row["latency_ms"])
        frame_no, pts_s = self.shown(table, int(row["page"]))
        return StreamStatus(
            stream_id=self.spec.id,
            state=self.state,
            reason=self.shown_reason(),
            attempt=int(row["attempt"]),
            state_since=self.state_since_s,
            last_frame_age_s=max(0.0, now_s - last_frame_s) if last_frame_s else None,
            frame_no=frame_no,
            pts_s=pts_s,
            decoded=int(row["decoded"]),
            dropped=int(row["dropped"]),
            reconnects=max(0, int(row["connections"]) - 1),
            codec=bytes(row["codec"]).decode("ascii", "replace"),
            width=int(row["width"]),
            height=int(row["height"]),
            fps=float(row["fps"]),
            latency_ms=None if math.isnan(latency_ms) else latency_ms,
        )

    def note_stuck(self, table: StatusTable) -> None:
        """Its decoder hangs: the next one begins anew."""
        row = table.rows[self.row]
        row["deadline_s"], row["phase"] = 0.0, Phase.WAITING
        row["attempt"] += 1
        self.reason = reasons.stuck()

    def statistics(self, table: StatusTable, now_s: float) -> dict[str, object]:
        """This tile's part of ``--stats``."""
        status = self.status(table, now_s)
        age_s = status.last_frame_age_s
        p50, p95 = np.percentile(self.latencies_ms, (50, 95)) if self.latencies_ms else (None, None)
        return {
            "source": redact(self.spec.url),
            "state": status.state.name.lower(),
            "decoded": status.decoded,
            "painted": self.painted,
            "dropped": status.dropped,
            "reconnects": status.reconnects,
            "last_frame_age_ms": None if age_s is None else round(age_s * 1000),
            "latency_ms_p50": None if p50 is None else round(float(p50), 1),
            "latency_ms_p95": None if p95 is None else round(float(p95), 1),
        }
