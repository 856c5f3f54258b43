"""Renders the demo district's clips into a cache folder, once."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing.pool import IMapIterator
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.processes import is_running
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.demo.district import DEMO_CAMERAS, DemoCamera

SCENES_VERSION = 3  # raise it whenever the pictures change, so that old clips are drawn anew
_LOOK_AROUND_S = 0.2


@dataclass(frozen=True)
class DemoClip:
    """The files of one demo camera's endless loop."""

    camera: DemoCamera
    main: Path
    sub: Path
    truth: Path

    @property
    def is_ready(self) -> bool:
        return self.main.exists() and self.sub.exists() and self.truth.exists()


def clip_of(camera: DemoCamera, cache_dir: Path) -> DemoClip:
    """Where a camera's clip lies, rendered or not."""
    spec = f"{SCENES_VERSION}|{sorted(asdict(camera).items())}"
    stem = f"{camera.number:02d}-{camera.code}-{hashlib.sha256(spec.encode()).hexdigest()[:12]}"
    return DemoClip(
        camera, cache_dir / f"{stem}.main.mp4", cache_dir / f"{stem}.sub.mp4", cache_dir / f"{stem}.truth.json.gz"
    )


def render_clip(camera: DemoCamera, cache_dir: Path) -> DemoClip:
    """Render one clip in this process. Files appear under their names only when they are whole.

    The main file is put in place last: where it is, the others are.
    """
    from ioc_desktop.demo.encode import write_pair  # noqa: PLC0415  (heavy: only in the rendering process)
    from ioc_desktop.demo.scenes import truth  # noqa: PLC0415
    from ioc_desktop.demo.scenes.scene import FPS, HEIGHT, WIDTH, Picture, Scene  # noqa: PLC0415

    clip = clip_of(camera, cache_dir)
    cache_dir.mkdir(parents=True, exist_ok=True)
    scene, frames = Scene(camera), list[truth.TruthFrame]()

    def pictures() -> Iterator[Picture]:
        for number in range(scene.frame_count):
            picture, found = scene.frame(number)
            frames.append(found)
            yield picture

    parts = {path: path.with_name(f"{path.name}.{os.getpid()}.part") for path in (clip.truth, clip.sub, clip.main)}
    try:
        write_pair(pictures(), parts[clip.main], parts[clip.sub], size=(WIDTH, HEIGHT), fps=FPS)
        truth.save(truth.ClipTruth(camera.code, FPS, WIDTH, HEIGHT, tuple(frames)), parts[clip.truth])
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return clip


def _start_worker() -> None:
    """Give each worker one core: the workers are the parallelism."""
    import cv2  # noqa: PLC0415  (only in the rendering process)

    cv2.setNumThreads(1)
    if hasattr(os, "nice"):
        os.nice(5)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Let no worker outlive a killed program."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def iter_district(
    cache_dir: Path,
    *,
    processes: int = 2,
    cameras: tuple[DemoCamera, ...] = DEMO_CAMERAS,
    stopping: threading.Event | None = None,
) -> Iterator[DemoClip]:
    """Yield every clip as it gets ready: those in the cache at once, then the others roughly in call number order.

    Ends within a moment of ``stopping``: clips in work are given up and drawn anew at the next start.

    Raises:
        ExpectedError: ``demo.clips`` when the disk takes no more.
    """
    clips = [clip_of(camera, cache_dir) for camera in sorted(cameras, key=lambda c: c.number)]
    yield from (clip for clip in clips if clip.is_ready)
    missing = [clip.camera for clip in clips if not clip.is_ready]
    if not missing:
        return
    _sweep(cache_dir)
    stop = stopping or threading.Event()
    context = multiprocessing.get_context("spawn")
    with context.Pool(min(processes, len(missing)), initializer=_start_worker) as pool:  # leaving it ends the workers
        done = pool.imap_unordered(partial(render_clip, cache_dir=cache_dir), missing)
        for _ in missing:
            clip = _next_clip(done, cache_dir, stop)
            if clip is None:
                return
            yield clip


def _next_clip(done: IMapIterator[DemoClip], folder: Path, stop: threading.Event) -> DemoClip | None:
    while not stop.is_set():
        with suppress(multiprocessing.TimeoutError):
            return _whole(done, folder)
    return None


def _whole(done: IMapIterator[DemoClip], folder: Path) -> DemoClip:
    try:
        return done.next(timeout=_LOOK_AROUND_S)
    except OSError as error:  # also FFmpeg's own, when the disk is full
        raise ExpectedError(
            "demo.clips",
            QT_TRANSLATE_NOOP(
                "errors",
                "Không ghi được cảnh mô phỏng vào {folder}: ổ đĩa đầy hoặc không cho ghi. "
                "Giải phóng dung lượng rồi mở lại ứng dụng.",
            ),
            folder=folder,
        ) from error


def prepare_district(
    cache_dir: Path,
    *,
    processes: int = 2,
    progress: Callable[[int, int], None] | None = None,
    cameras: tuple[DemoCamera, ...] = DEMO_CAMERAS,
) -> list[DemoClip]:
    """Render what is missing and return all clips in call number order. `progress` gets (done, total)."""
    done: list[DemoClip] = []
    for clip in iter_district(cache_dir, processes=processes, cameras=cameras):
        done.append(clip)
        if progress is not None:
            progress(len(done), len(cameras))
    return sorted(done, key=lambda clip: clip.camera.number)


def _sweep(cache_dir: Path) -> None:
    """Remove what a killed run left half-written."""
    for part in cache_dir.glob("*.part"):
        owner = part.suffixes[-2].lstrip(".")
        if not (owner.isdigit() and is_running(int(owner))):
            part.unlink(missing_ok=True)
