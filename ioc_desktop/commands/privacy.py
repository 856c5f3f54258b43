"""``privacy blur``: a picture or a clip with everybody's face covered, for handing over."""

from __future__ import annotations

import json
from pathlib import Path

import cv2

from ioc_desktop.commands.failure import USAGE, fail
from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.files import is_still, iter_frames
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.privacy.films import Covered, FilmCover, cover_picture, cover_video
from ioc_desktop.vision.privacy.finder import open_face_model
from ioc_desktop.vision.registry import ModelRegistry

DONE = 0
_STILLS, _FILMS = frozenset((".jpg", ".jpeg", ".png")), frozenset((".mp4",))
_BY = {"face_model": "mô hình khuôn mặt", "person_box": "khung người"}


def run_blur(
    source: Path, out: Path, model: str, *, registry: ModelRegistry, every: int = 1, json_output: bool = False
) -> int:
    """Write ``source`` with faces covered.

    Args:
        model: finds people, or faces; empty for the first one that finds people. Faces are looked for besides where a
            face model is installed.
        every: of a clip, look at one picture in so many.

    Returns:
        Exit code: 0 done, 2 wrong usage.

    Raises:
        ExpectedError: ``privacy.no_model``, ``video.*``, ``model.*``, ``file.unwritable``.
    """
    ending = out.suffix.lower()
    if ending not in (_STILLS if is_still(source) else _FILMS) or out.resolve() == source.resolve():
        sentence = QT_TRANSLATE_NOOP("errors", "--out phải là tệp khác: đuôi .jpg, .png cho ảnh, .mp4 cho phim.")
        return fail(ExpectedError("privacy.out_wrong", sentence), json_output=json_output, code=USAGE)
    cover = _cover(registry, model)
    done = cover_video(source, out, cover, every=every) if ending in _FILMS else _picture(source, out, cover)
    if json_output:
        print(json.dumps({"source": str(source), "out": str(out), **vars(done)}))
    else:
        by = " và ".join(_BY[name] for name in done.by.split("+"))
        print(f"Đã che {done.regions} vùng mặt trong {done.frames} khung hình, theo {by}. Ghi vào {out}.")
        print("Xem lại trước khi bàn giao: người bị che khuất hoặc quá nhỏ có thể bị sót.")
    return DONE


def _cover(registry: ModelRegistry, model: str) -> FilmCover:
    """With the wanted model, or the first that finds people; and with a face model where there is one."""
    detectors = registry.detectors()
    pack = registry.find(model) if model else detectors[0] if detectors else None
    if pack is not None and pack.task == "face":
        return FilmCover(Detector(detectors[0]) if detectors else None, Detector(pack))
    return FilmCover(Detector(pack) if pack else None, open_face_model(registry.faces()))


def _picture(source: Path, out: Path, cover: FilmCover) -> Covered:
    _, _, picture = next(iter_frames(source))
    covered, heads = cover_picture(picture, cover)
    _, content = cv2.imencode(out.suffix.lower(), covered)
    replace_bytes(out, content.tobytes())
    return Covered(1, heads, cover.by)
