"""The window's side of the video: says what is to be shown, learns what is there. No call waits."""

import logging
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path

import numpy as np

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.clips import Clips, OnClip
from ioc_desktop.video.crew import Crew
from ioc_desktop.video.detail_ring import DetailRing
from ioc_desktop.video.entry import StreamEntry
from ioc_desktop.video.figures import NO_FIGURES, figures
from ioc_desktop.video.layout import Claims, clip
from ioc_desktop.video.messages import (
    Analyse,
    Close,
    Hide,
    Hold,
    Open,
    Place,
    Reason,
    Remember,
    UseBuffer,
    UseDetails,
    UseMosaic,
)  # fmt: skip
from ioc_desktop.video.mosaic import Mosaic
from ioc_desktop.video.probe import Prober
from ioc_desktop.video.remembered import Remembered
from ioc_desktop.video.shared_block import sweep
from ioc_desktop.video.status_table import ROWS, StatusTable
from ioc_desktop.video.types import ClipSpan, ProbeResult, StreamSpec, StreamStatus, TileRect, TileUpdate

_log = logging.getLogger(__name__)

_JUDGE_EVERY_S = 0.1
_WATCH_EVERY_S = 0.25
_SMALLEST_TILE_PX = 8
NO_TILE = -1
"""Slot of a stream that is decoded without being shown."""
NOWHERE = TileRect(0, 0, 0, 0)


class VideoEngine:
    """Decoders in worker processes behind one declarative door; window thread only.

    Args:
        workers: decoding processes; by default 2, or up to 4 where there are cores for them.
        clock: time for states and statistics; monotonic time is compared with that of the workers.
    """

    def __init__(self, *, workers: int | None = None, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._size = workers or min(4, max(2, (os.cpu_count() or 2) // 2))
        self._table: StatusTable | None = None
        self._crew: Crew | None = None
        self._mosaic: Mosaic | None = None
        self._entries: dict[str, StreamEntry] = {}
        self._tiles: dict[str, tuple[int, StreamSpec, TileRect]] = {}
        self._background: dict[str, StreamSpec] = {}
        self._remembered = Remembered()
        self._clips = Clips(lambda worker, order: self._running().send(worker, order))
        self._slots: dict[int, StreamEntry] = {}
        self._rows: dict[int, StreamEntry] = {}
        self._row_numbers = np.empty(0, np.intp)
        self._seen_seqs = np.empty(0, np.uint64)
        self._closing: dict[int, int] = {}
        self._claims = Claims()
        self._next_row = 0
        self._buffer: AnalysisBuffer | None = None
        self._analysed: dict[str, int] = {}
        self._details: DetailRing | None = None
        self._detailed: dict[str, int] = {}
        self._interval_s = 0.2
        self._intervals_s: dict[str, float] = {}
        self._holds_s: dict[str, float] = {}
        self.has_shown = False  # whether ``poll`` has ever reported a picture of a tile
        self._judged_s = 0.0
        self._watched_s = 0.0
        self._prober = Prober()
        self._last_stats: dict[str, object] | None = None

    # ------------------------------------------------------------------ life

    def start(self) -> None:
        """Begin to start the workers; returns at once.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        sweep()
        self._table = StatusTable.create()
        self._crew = Crew(self._table, self._size, self._brief)
        self._crew.start(self._clock.monotonic())

    def stop(self) -> None:
        """End every worker and remove all shared memory, within 3 s; safe to call twice."""
        self._prober.stop()
        if self._crew is None or self._table is None:
            return
        self._last_stats = self.stats()
        self._clips.lose()
        self._crew.end()
        self._crew = None
        self._forget()

    def _forget(self) -> None:
        for shared in (self._table, self._mosaic):
            if shared is not None:
                shared.close()
        self._table, self._mosaic = None, None
        self._entries, self._slots, self._rows, self._closing = {}, {}, {}, {}
        self._tiles, self._background, self._remembered.kept = {}, {}, {}
        self._index_rows()

    # ------------------------------------------------------------------ what to show

    @property
    def mosaic(self) -> Mosaic:
        """The mosaic that updates refer to; ``resize`` makes the first one."""
        if self._mosaic is None:
            raise RuntimeError("resize() first")
        return self._mosaic

    def resize(self, width: int, height: int) -> Mosaic:
        """A new mosaic of this size, px; call ``show`` with the new rectangles afterwards.

        Raises:
            ExpectedError: ``video.shared_memory_full``; the present mosaic stays in use.
        """
        fresh = Mosaic(max(1, width), max(1, height))
        if self._mosaic is not None:
            fresh.generation = self._mosaic.generation + 1
            self._mosaic.close()
        self._mosaic = fresh
        self._announce_mosaic()
        return fresh

    def _announce_mosaic(self) -> None:
        mosaic = self.mosaic
        self._claims.clear()
        if self._crew is not None:
            self._crew.broadcast(self._mosaic_command(mosaic))

    @staticmethod
    def _mosaic_command(mosaic: Mosaic) -> UseMosaic:
        return UseMosaic(mosaic.block.name, mosaic.width, mosaic.height, mosaic.generation)

    def show(self, tiles: Mapping[int, tuple[StreamSpec, TileRect]]) -> None:
        """Make exactly these tiles live: slot → stream and place. Streams not named stop decoding.

        The mosaic's pages may move to other memory (so that late writers of the old layout cannot touch the new
        one): call ``mosaic.page`` at every paint instead of keeping the array. A stream named for two tiles is
        shown in the last one only.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        mosaic = self.mosaic if tiles else self._mosaic
        self._tiles = {
            spec.id: (slot, spec, clip(rect, mosaic.width, mosaic.height))
            for slot, (spec, rect) in tiles.items()
            if mosaic is not None
        }
        self._apply()

    def watch(self, specs: Iterable[StreamSpec], *, remembers: bool = False) -> None:
        """Decode exactly these besides what is shown, without painting them: for a model that looks at them.

        A stream that is also shown is decoded once.

        Args:
            remembers: keep their last half minute in memory, so that ``save_clip`` can be asked of them.
        """
        self._background, self._remembered.watched = {spec.id: spec for spec in specs}, remembers
        self._apply()

    def keep(self, specs: Iterable[StreamSpec]) -> None:
        """Decode and remember exactly these, whatever is shown or watched: for a clip that goes on after its tile."""
        self._remembered.kept = {spec.id: spec for spec in specs}
        self._apply()

    def remember_shown(self, *, wanted: bool) -> None:
        """Keep the last half minute of what is shown too, while those are few (``remembered``)."""
        self._remembered.shown = wanted
        for entry in self._entries.values():
            self._remember(entry)

    def _apply(self) -> None:
        """Open, close and place streams until they are what is wanted."""
        crew = self._running()
        behind = self._remembered.kept | self._background
        hidden = {each.id: (NO_TILE, each, NOWHERE) for each in behind.values()}
        wanted = {**hidden, **self._tiles}
        for stream_id, entry in list(self._entries.items()):
            if stream_id not in wanted or wanted[stream_id][1] != entry.spec:
                self._close(entry)
        for slot, spec, rect in wanted.values():
            entry_or_none = self._entries.get(spec.id)
            entry = entry_or_none or self._open(slot, spec, rect)
            if slot == NO_TILE != entry.slot:
                crew.send(entry.worker, Hide(entry.row))
            entry.slot = slot
            if entry.rect != rect:
                entry.rect, entry.generation = rect, 0
        self._slots = {entry.slot: entry for entry in self._entries.values() if entry.slot != NO_TILE}
        self._place_all(crew)
        self._feed_all()
        for entry in self._entries.values():
            self._remember(entry)
        self._index_rows()

    def _running(self) -> Crew:
        if self._crew is None:
            raise RuntimeError("start() first")
        return self._crew

    def _open(self, slot: int, spec: StreamSpec, rect: TileRect) -> StreamEntry:
        crew, table = self._running(), self._table
        assert table is not None
        row = self._free_row()
        table.clear_row(row)
        worker = min(crew.regulars(), key=self._load)
        entry = StreamEntry(slot, spec, rect, row, worker, self._clock.monotonic())
        self._entries[spec.id] = self._rows[row] = entry
        crew.send(worker, Open(row, spec))
        self._hold(entry)
        return entry

    def _free_row(self) -> int:
        """Rows are taken in turn, so that a thread that ends late does not meet its successor."""
        while self._next_row in self._rows or self._next_row in self._closing:
            self._next_row = (self._next_row + 1) % ROWS
        row = self._next_row
        self._next_row = (row + 1) % ROWS
        return row

    def _load(self, worker: int) -> int:
        return sum(entry.worker == worker for entry in self._entries.values())

    def _close(self, entry: StreamEntry) -> None:
        crew = self._running()
        crew.send(entry.worker, Close(entry.row))
        del self._entries[entry.spec.id], self._rows[entry.row]
        if entry.is_quarantined and not self._load(entry.worker):
            crew.dismiss(entry.worker)
            self._clips.lose(entry.worker)
        elif not entry.is_quarantined:
            self._closing[entry.row] = entry.worker

    def _place_all(self, crew: Crew) -> None:
        entries = [entry for entry in self._entries.values() if entry.slot != NO_TILE]
        if not entries:
            return
        generation = self.mosaic.generation
        if any(entry.generation != generation and self._claims.would_clash(entry.row, entry.rect) for entry in entries):
            self.mosaic.move()
            self._announce_mosaic()
        for entry in entries:
            if entry.generation != self.mosaic.generation:
                self._place(crew, entry)

    def _place(self, crew: Crew, entry: StreamEntry) -> None:
        entry.generation = self.mosaic.generation
        self._claims.add(entry.row, entry.rect)
        if min(entry.rect.width, entry.rect.height) >= _SMALLEST_TILE_PX:
            crew.send(entry.worker, Place(entry.row, entry.rect))

    def _index_rows(self) -> None:
        self._row_numbers = np.array(list(self._rows), np.intp)
        self._seen_seqs = np.array([entry.seq for entry in self._rows.values()], np.uint64)

    # ------------------------------------------------------------------ analysis

    def analyse(
        self,
        streams: Mapping[str, int],
        buffer: AnalysisBuffer | None,
        fps: float,
        rates: Mapping[str, float] | None = None,
    ) -> None:
        """Let these decoded streams feed the model.

        Args:
            streams: stream id → slot of the buffer.
            buffer: where their pictures go.
            fps: pictures of each a second, at most; 0 for none.
            rates: stream id → another rate than ``fps``.
        """
        if buffer is not self._buffer:
            self._buffer = buffer
            self._running().broadcast(self._buffer_command())
        self._analysed = dict(streams) if buffer is not None and fps > 0 else {}
        self._interval_s = 1.0 / fps if fps > 0 else 1.0
        self._intervals_s = {stream_id: 1.0 / rate for stream_id, rate in (rates or {}).items() if rate > 0}
        self._feed_all()

    def keep_details(self, streams: Mapping[str, int], ring: DetailRing) -> None:
        """Keep whole what the model sees of these streams: stream id → slot of the ring. Others keep nothing."""
        if ring is not self._details:
            self._details = ring
            self._running().broadcast(UseDetails(ring.name, ring.size))
        self._detailed = dict(streams)
        self._feed_all()

    def _buffer_command(self) -> UseBuffer:
        return UseBuffer(self._buffer.name, self._buffer.size) if self._buffer else UseBuffer("", 0)

    def _feed_all(self) -> None:
        for entry in self._entries.values():
            self._feed(entry)

    def _feed(self, entry: StreamEntry) -> None:
        interval_s = self._intervals_s.get(entry.spec.id, self._interval_s)
        stream_id = entry.spec.id
        detail = self._detailed.get(stream_id, -1)
        command = Analyse(entry.row, self._analysed.get(stream_id, -1), interval_s, detail)
        if entry.feed != command:
            entry.feed = command
            self._running().send(entry.worker, command)

    # ------------------------------------------------------------------ clips

    def save_clip(self, stream_id: str, span: ClipSpan, path: Path, answered: OnClip) -> int:
        """Write what a watched stream sends in a span as MP4, as it is, once the span is over.

        Args:
            answered: told how it went, once and always, in a later ``tend`` or ``poll``.

        Returns:
            The clip's number, for ``end_clip``.
        """
        return self._clips.ask(self._entries.get(stream_id), span, path, answered)

    def end_clip(self, clip: int, end_s: float) -> None:
        """Its end is known better now; monotonic clock."""
        self._clips.change_end(clip, end_s)

    def _remember(self, entry: StreamEntry) -> None:
        shown = len(self._tiles) if entry.slot != NO_TILE else None
        wanted = self._remembered.wants(entry.spec.id, is_watched=entry.spec.id in self._background, shown=shown)
        if entry.remembers != wanted:
            entry.remembers = wanted
            self._running().send(entry.worker, Remember(entry.row, wanted))

    def hold_back(self, holds_s: Mapping[str, float]) -> None:
        """Show these streams' pictures so many seconds after they were decoded, all others at once."""
        self._holds_s = dict(holds_s)
        for entry in self._entries.values():
            self._hold(entry)

    def _hold(self, entry: StreamEntry) -> None:
        hold_s = self._holds_s.get(entry.spec.id, 0.0)
        if entry.hold_s != hold_s:
            entry.hold_s = hold_s
            self._running().send(entry.worker, Hold(entry.row, hold_s))

    # ------------------------------------------------------------------ what is there

    def tend(self) -> None:
        """Hear what workers say and replace those that died; a few times a second where nobody calls ``poll``."""
        if self._table is not None and self._crew is not None:
            self._tend(self._table, self._crew, self._clock.monotonic())

    def _tend(self, table: StatusTable, crew: Crew, now_s: float) -> None:
        for message in crew.messages():
            if not isinstance(message, Reason):
                self._clips.take(message)
            elif (entry := self._rows.get(message.row)) is not None:
                entry.reason = message.reason
        self._clips.tell()
        if now_s - self._watched_s >= _WATCH_EVERY_S:
            self._watched_s = now_s
            self._end_stuck(table, crew, now_s)
            crew.watch(now_s)

    def poll(self) -> list[TileUpdate]:
        """What changed since the last call; for one 16 ms timer of the window."""
        table, crew = self._table, self._crew
        if table is None or crew is None:
            return []
        now_s = self._clock.monotonic()
        self._tend(table, crew, now_s)
        painted = self._new_pictures(table, now_s)
        judged: set[int] = set()
        if now_s - self._judged_s >= _JUDGE_EVERY_S:
            self._judged_s = now_s
            judged = {row for row, entry in self._rows.items() if entry.refresh(table, now_s)}
        shown = [row for row in painted | judged if self._rows[row].slot != NO_TILE]
        self.has_shown = self.has_shown or not painted.isdisjoint(shown)
        return [self._update(table, row, painted=row in painted, judged=row in judged) for row in shown]

    def _update(self, table: StatusTable, row: int, *, painted: bool, judged: bool) -> TileUpdate:
        entry = self._rows[row]
        frame_no, pts_s = entry.shown(table, entry.page)
        return TileUpdate(entry.slot, entry.page, frame_no, painted, judged, pts_s)

    def _new_pictures(self, table: StatusTable, now_s: float) -> set[int]:
        seqs = table.rows["seq"][self._row_numbers]
        changed = np.flatnonzero(seqs != self._seen_seqs)
        painted = set()
        for place in changed.tolist():
            row = int(self._row_numbers[place])
            if self._take(table, self._rows[row], int(seqs[place]), now_s):
                self._seen_seqs[place] = seqs[place]
                painted.add(row)
        return painted

    def _take(self, table: StatusTable, entry: StreamEntry, seq: int, now_s: float) -> bool:
        rows, row = table.rows, entry.row
        if self._mosaic is None or rows["generation"][row] != self._mosaic.generation:
            return False
        entry.seq, entry.page = seq, int(rows["page"][row])
        entry.painted += 1
        latency_ms = float(rows["latency_ms"][row])
        if not np.isnan(latency_ms):
            entry.latencies_ms.append(latency_ms + max(0.0, now_s - float(rows["published_s"][row])) * 1000)
        return True

    def status(self, slot: int) -> StreamStatus:
        """All about the stream in a slot; ``OFF`` for an empty slot."""
        entry = self._slots.get(slot)
        if entry is None or self._table is None:
            return StreamStatus()
        return entry.status(self._table, self._clock.monotonic())

    def size_of(self, stream_id: str) -> tuple[int, int]:
        """Width, height of a stream's newest picture, shown or not; (0, 0) before the first."""
        entry, table = self._entries.get(stream_id), self._table
        return entry.size(table) if entry is not None and table is not None else (0, 0)

    def stats(self) -> dict[str, object]:
        """``figures`` of now; after ``stop``, as they were at the end."""
        table, crew = self._table, self._crew
        if table is None or crew is None:
            return self._last_stats or NO_FIGURES
        return figures(self._slots, table, crew, self._clock.monotonic())

    def worker_pids(self) -> list[int]:
        """Process ids of the decoders that run now."""
        return self._crew.pids() if self._crew is not None else []

    def probe(self, spec: StreamSpec) -> "Future[ProbeResult]":
        """Test a source in a process of its own, 10 s at most; the future may carry an ExpectedError.

        Its callbacks run on a thread of the engine, not on the window's.
        """
        return self._prober.probe(spec)

    # ------------------------------------------------------------------ health of workers

    def _end_stuck(self, table: StatusTable, crew: Crew, now_s: float) -> None:
        deadlines = table.rows["deadline_s"]
        for row, worker in list(self._closing.items()):
            if not deadlines[row]:
                del self._closing[row]
            elif now_s > deadlines[row]:
                del self._closing[row]
                crew.kill(worker)
        for entry in self._rows.values():
            if 0 < deadlines[entry.row] < now_s:
                self._isolate(table, crew, entry, now_s)

    def _isolate(self, table: StatusTable, crew: Crew, entry: StreamEntry, now_s: float) -> None:
        """A thread does not come back: its worker must go, and the stream may not harm others again."""
        _log.warning("stream %s hangs its decoder; its worker is replaced", entry.spec.label or entry.spec.id)
        crew.kill(entry.worker)
        entry.note_stuck(table)
        if not entry.is_quarantined:
            entry.is_quarantined = True
            entry.worker = -1
            entry.worker = crew.quarantine(now_s, self._load)
            self._brief(entry.worker)

    def _brief(self, worker: int) -> None:
        """Tell a fresh worker everything it has to do."""
        crew, table = self._running(), self._table
        assert table is not None
        self._clips.lose(worker)
        if self._mosaic is not None:
            crew.send(worker, self._mosaic_command(self._mosaic))
        if self._buffer is not None:
            crew.send(worker, self._buffer_command())
        if self._details is not None:
            crew.send(worker, UseDetails(self._details.name, self._details.size))
        for entry in self._entries.values():
            if entry.worker == worker:
                table.rows["deadline_s"][entry.row] = 0.0
                crew.send(worker, Open(entry.row, entry.spec))
                if entry.slot != NO_TILE:
                    self._place(crew, entry)
                entry.feed, entry.remembers, entry.hold_s = None, False, 0.0
                self._feed(entry)
                self._remember(entry)
                self._hold(entry)
