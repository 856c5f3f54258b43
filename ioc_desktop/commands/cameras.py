"""``cameras import | export | check | list``."""

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from ioc_desktop.commands.profile import camera_service
from ioc_desktop.commands.tables import text_table
from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.redact import redact
from ioc_desktop.exchange.camera_table import ImportPreview, apply, export, read_preview
from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.kernel.cameras.service import CameraService, SaveCounts
from ioc_desktop.video.probe import probe_blocking
from ioc_desktop.video.types import StreamSpec

DONE, FAILED, REJECTED_ROWS = 0, 1, 3


def run_import(file: Path, paths: AppPaths, *, dry_run: bool = False, json_output: bool = False) -> int:
    """Store the good lines of ``file``; 3 when some were rejected, 1 when all were.

    Raises:
        ExpectedError: the whole file cannot be read, or the database not be written.
    """
    with camera_service(paths) as service:
        preview = read_preview(file, service.list())
        counts = _foreseen(preview) if dry_run else apply(service, preview)
    if json_output:
        _print_json(_import_report(preview, counts, dry_run=dry_run))
    else:
        _print_import(preview, counts, dry_run=dry_run)
    if not preview.problems:
        return DONE
    return REJECTED_ROWS if preview.rows else FAILED


def run_export(file: Path, paths: AppPaths, *, delimiter: str = ";", json_output: bool = False) -> int:
    """Write all cameras, without logins.

    Raises:
        ExpectedError: ``file.unwritable``, ``store.*``.
    """
    with camera_service(paths) as service:
        cameras = service.list()
    replace_bytes(file, export(cameras, delimiter=delimiter))
    if json_output:
        _print_json({"file": str(file), "cameras": len(cameras)})
    else:
        print(f"Đã xuất {len(cameras)} camera ra {file} (không kèm mật khẩu).")
    return DONE


def run_list(paths: AppPaths, *, json_output: bool = False) -> int:
    """Print all cameras."""
    with camera_service(paths) as service:
        cameras = service.list()
    if json_output:
        _print_json({"cameras": [_camera(camera) for camera in cameras]})
    elif cameras:
        rows = [
            [str(camera.number), camera.name, camera.org_unit, camera.kind.label, redact(camera.main_url)]
            for camera in cameras
        ]
        print(text_table(["Số gọi", "Tên", "Đơn vị", "Loại", "Luồng chính"], rows))
    else:
        print("Chưa có camera. Nhập danh sách: main.py cameras import TỆP.csv")
    return DONE


@dataclass(frozen=True)
class StreamCheck:
    """What one stream answered; ``code`` and ``message`` are "" when it is well."""

    number: int
    name: str
    stream: Literal["main", "sub"]
    ok: bool
    codec: str = ""
    width: int = 0
    height: int = 0
    fps: float = 0.0
    code: str = ""
    message: str = ""


def run_check(paths: AppPaths, *, limit_s: float = 10.0, json_output: bool = False) -> int:
    """Connect to every stream, several at once; 1 when one of them fails."""
    with camera_service(paths) as service:
        wanted = [(camera, quality) for camera in service.list() for quality in _qualities(camera)]
        with ThreadPoolExecutor(max_workers=max(4, 2 * (os.cpu_count() or 1)), thread_name_prefix="check") as pool:
            checks = list(pool.map(lambda item: _check(service, item[0], item[1], limit_s), wanted))
    if json_output:
        _print_json({"streams": [asdict(check) for check in checks], "failed": sum(not check.ok for check in checks)})
    else:
        _print_checks(checks)
    return DONE if all(check.ok for check in checks) else FAILED


def _qualities(camera: Camera) -> list[Literal["main", "sub"]]:
    return ["main", "sub"] if camera.sub_url and camera.sub_url != camera.main_url else ["main"]


def _check(service: CameraService, camera: Camera, quality: Literal["main", "sub"], limit_s: float) -> StreamCheck:
    try:
        user, password = service.credentials(camera.id) or ("", "")
        spec = StreamSpec(
            id=f"{camera.id}/{quality}",
            url=camera.url(quality),
            username=user,
            password=password,
            transport="udp" if camera.transport == "udp" else "tcp",
            label=camera.name,
        )
        found = probe_blocking(spec, limit_s)
    except ExpectedError as error:
        return StreamCheck(camera.number, camera.name, quality, ok=False, code=error.code, message=error.message())
    return StreamCheck(
        camera.number, camera.name, quality, True, found.codec, found.width, found.height, round(found.fps, 2)
    )


def _print_checks(checks: Sequence[StreamCheck]) -> None:
    streams = {"main": "chính", "sub": "phụ"}
    rows = [[str(check.number), check.name, streams[check.stream], _answer(check)] for check in checks]
    if rows:
        print(text_table(["Số gọi", "Tên", "Luồng", "Kết quả"], rows))
    failed = sum(not check.ok for check in checks)
    print(f"{len(checks) - failed}/{len(checks)} luồng có hình.")


def _answer(check: StreamCheck) -> str:
    return f"{check.codec} {check.width}×{check.height}, {check.fps:g} fps" if check.ok else check.message


def _foreseen(preview: ImportPreview) -> SaveCounts:
    added = sum(row.action == "add" for row in preview.rows)
    return SaveCounts(added=added, updated=len(preview.rows) - added)


def _import_report(preview: ImportPreview, counts: SaveCounts, *, dry_run: bool) -> dict[str, Any]:
    problems = [
        {"line": item.line, "column": item.column, "code": item.error.code, "message": item.error.message()}
        for item in preview.problems
    ]
    return {
        "dry_run": dry_run,
        **asdict(counts),
        "rejected": preview.rejected,
        "problems": problems,
        "ignored_columns": list(preview.ignored),
        "encoding": preview.encoding,
    }


def _print_import(preview: ImportPreview, counts: SaveCounts, *, dry_run: bool) -> None:
    for item in preview.problems:
        place = f"Dòng {item.line}, cột {item.column}" if item.column else f"Dòng {item.line}"
        print(f"{place}: {item.error.message()}")
    if preview.ignored:
        print(f"Cột không dùng đến: {', '.join(preview.ignored)}.")
    verb = "Sẽ nhập" if dry_run else "Đã nhập"
    print(
        f"{verb}: thêm {counts.added}, cập nhật {counts.updated}, không đổi {counts.unchanged}; "
        f"bỏ {preview.rejected} dòng lỗi."
    )


def _camera(camera: Camera) -> dict[str, Any]:
    return {**asdict(camera), "id": str(camera.id), "kind": camera.kind.value}


def _print_json(report: dict[str, Any]) -> None:
    print(json.dumps(report, ensure_ascii=False, indent=1))
