"""``plates read`` and ``plates watch import``."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ioc_desktop.commands.failure import FAILED, USAGE, fail
from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.plate_watch_table import WatchPreview, read_watch_preview
from ioc_desktop.kernel.plates.formats import read_plate
from ioc_desktop.kernel.plates.model import PlateRead, way_of
from ioc_desktop.services import Services, open_services
from ioc_desktop.video.files import iter_frames
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.plates.clips import ClipPlate, ClipPlates, FramePlate
from ioc_desktop.vision.plates.reader import PlateReader
from ioc_desktop.vision.plates.spotter import PlateSpotter
from ioc_desktop.vision.plates.voting import TrackPlate
from ioc_desktop.vision.registry import ModelRegistry

DONE, REJECTED_ROWS = 0, 3
_FPS = 10.0
_PASSWORD = "IOC_PASSWORD"  # noqa: S105  (the name of the variable)


def run_read(
    source: Path,
    out: Path,
    *,
    paths: AppPaths,
    registry: ModelRegistry,
    model: str = "",
    every: int = 1,
    camera: int | None = None,
    json_output: bool = False,
) -> int:
    """Read the plates of a clip or a picture.

    Args:
        model: finds vehicles, which are tracked; empty searches all of every frame.
        every: look at every so many frames only.
        camera: call number of the camera that the reads are stored under; None only writes the file.

    Returns:
        Exit code: 0 done, 1 failed, 2 wrong usage.
    """
    if every < 1:
        sentence = QT_TRANSLATE_NOOP("errors", "--every phải là số từ 1 trở lên.")
        return fail(ExpectedError("plates.every", sentence), json_output=json_output, code=USAGE)
    clip = ClipPlates(_spotter(registry), Detector(registry.find(model)) if model else None, _FPS / every)
    seen = [
        plate for number, time_s, picture in iter_frames(source, every) for plate in clip.step(number, time_s, picture)
    ]
    tracks = clip.finish()
    replace_bytes(out, json.dumps(_report(source, seen, tracks), ensure_ascii=False, indent=1).encode() + b"\n")
    stored = _store(paths, camera, tracks) if camera is not None else 0
    if json_output:
        print(json.dumps({"out": str(out), "reads": len(seen), "plates": len(tracks), "stored": stored}))
    else:
        print(f"Đọc được {len(tracks)} biển số trong {len(seen)} lượt. Ghi vào {out}.")
        print("\n".join(f"  {plate.text}  {round(plate.score * 100)} %" for plate in _votes(tracks[:50])))
    return DONE


def _spotter(registry: ModelRegistry) -> PlateSpotter:
    """With the first installed detector of plates, where there is one."""
    packs = [pack for pack in registry.packs() if getattr(pack, "task", "") == "plate"]
    found = [Detector(registry.find(pack.name)) for pack in packs[:1]]
    return PlateSpotter(PlateReader(), found[0] if found else None)


def _report(source: Path, seen: list[FramePlate], tracks: list[ClipPlate]) -> dict[str, Any]:
    return {
        "info": {"source": str(source), "reads": len(seen)},
        "results": [
            {
                "frame": plate.frame,
                "time_s": round(plate.time_s, 6),
                "track": plate.track,
                "plate": plate.seen.reading.text,
                "score": round(plate.seen.reading.score, 4),
                "colour": plate.seen.colour.value,
                "corners": [[round(float(value), 1) for value in corner] for corner in plate.seen.corners],
            }
            for plate in seen
        ],
        "plates": list(_plates(tracks)),
    }


def _plates(tracks: list[ClipPlate]) -> Iterator[dict[str, Any]]:
    for track in tracks:
        plate, way = track.plate, way_of(track.direction)
        parts = read_plate(plate.text)
        yield {
            "track": plate.track,
            "plate": plate.text,
            "written": parts.written if parts else plate.text,
            "province": parts.province_name if parts else "",
            "colour": track.colour.value,
            "way": way.value if way is not None else "",
            "score": round(plate.score, 4),
            "readings": plate.readings,
            "time_s": round(plate.best_time_s, 6),
        }


def _votes(tracks: list[ClipPlate]) -> list[TrackPlate]:
    return [each.plate for each in tracks]


def _store(paths: AppPaths, number: int, tracks: list[ClipPlate]) -> int:
    """Keep the reads as the camera's; the clip is taken to end now."""
    services = open_services(paths)
    try:
        camera = next((camera for camera in services.cameras.list() if camera.number == number), None)
        if camera is None:
            raise ExpectedError(
                "plates.no_camera",
                QT_TRANSLATE_NOOP("errors", "Không có camera số {number}. Xem danh sách: main.py cameras list."),
                number=number,
            )
        latest = max((plate.best_time_s for plate in _votes(tracks)), default=0.0)
        begin = datetime.now(UTC) - timedelta(seconds=latest)
        reads = [
            PlateRead(
                at=begin + timedelta(seconds=each.plate.best_time_s), camera_id=camera.id, plate=each.plate.text,
                score=each.plate.score, colour=each.colour.value, track=each.plate.track, way=way_of(each.direction),
            )
            for each in tracks
        ]  # fmt: skip
        return len(services.plates.reads.record(reads))
    finally:
        services.close()


def run_watch_import(
    file: Path, paths: AppPaths, *, user: str, dry_run: bool = False, json_output: bool = False
) -> int:
    """Propose the good lines of a file; 3 when some were rejected, 1 when all were.

    Raises:
        ExpectedError: the file cannot be read, the account is refused or may not propose, ``store.*``.
    """
    services = open_services(paths)
    try:
        preview = read_watch_preview(file, services.plates.watches.today)
        proposed = 0 if dry_run else _propose(services, preview, user)
    finally:
        services.close()
    _print_import(preview, proposed, dry_run=dry_run, json_output=json_output)
    if not preview.problems:
        return DONE
    return REJECTED_ROWS if preview.drafts else FAILED


def _propose(services: Services, preview: WatchPreview, user: str) -> int:
    who = services.accounts.authenticate(user, os.environ.get(_PASSWORD, ""))
    services.database.act_as(who.account_id)
    return len(services.plates.watches.propose([draft for _, draft in preview.drafts], who))


def _print_import(preview: WatchPreview, proposed: int, *, dry_run: bool, json_output: bool) -> None:
    if json_output:
        problems = [
            {"line": item.line, "plate": item.text, "code": item.error.code, "message": item.error.message()}
            for item in preview.problems
        ]
        print(
            json.dumps({"dry_run": dry_run, "proposed": proposed, "problems": problems}, ensure_ascii=False, indent=1)
        )
        return
    for item in preview.problems:
        print(f"Dòng {item.line}: {item.error.message()}")
    verb = f"Sẽ đề xuất {len(preview.drafts)}" if dry_run else f"Đã đề xuất {proposed}"
    print(f"{verb} biển số, bỏ {len(preview.problems)} dòng lỗi. Người thứ hai duyệt ở bảng Biển số.")
