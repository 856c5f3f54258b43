import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ioc_desktop.demo import render
from ioc_desktop.demo.district import DEMO_CAMERAS
from ioc_desktop.demo.encode import decoded, frame_count
from ioc_desktop.demo.scenes import truth

SHORT = replace(next(c for c in DEMO_CAMERAS if c.scene == "park"), loop_s=5.0)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    (folder / "x.main.mp4.999999999.part").write_bytes(b"left by a killed run")
    reports: list[tuple[int, int]] = []
    render.prepare_district(folder, processes=1, progress=lambda d, t: reports.append((d, t)), cameras=(SHORT,))
    assert reports == [(1, 1)]
    return folder


def test_clips_decode_with_the_right_number_of_frames(cache: Path) -> None:
    clip = render.clip_of(SHORT, cache)
    assert clip.is_ready
    assert frame_count(clip.main) == frame_count(clip.sub) == 75
    assert next(iter(decoded(clip.main))).shape == (720, 1280, 3)
    assert next(iter(decoded(clip.sub))).shape == (360, 640, 3)


def test_clips_have_no_reordered_frames_and_a_key_frame_every_second(cache: Path) -> None:
    import av

    with av.open(str(render.clip_of(SHORT, cache).main)) as clip:
        stream = clip.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert not stream.codec_context.has_b_frames
        packets = [p for p in clip.demux(stream) if p.size]
    assert all(p.pts == p.dts for p in packets)
    assert [p.is_keyframe for p in packets] == ([True] + [False] * 14) * 5


def test_truth_loads_back(cache: Path, tmp_path: Path) -> None:
    found = truth.load(render.clip_of(SHORT, cache).truth)
    assert (found.camera, found.fps, found.width, found.height) == ("cong-vien-fidel", 15, 1280, 720)
    assert [f.frame_no for f in found.frames] == list(range(75))
    truth.save(found, tmp_path / "again.json.gz")
    assert truth.load(tmp_path / "again.json.gz") == found
    assert (tmp_path / "again.json.gz").read_bytes() == render.clip_of(SHORT, cache).truth.read_bytes()


def test_ready_clips_are_not_rendered_again(cache: Path) -> None:
    main = render.clip_of(SHORT, cache).main
    before = main.stat().st_mtime_ns
    assert [c.camera for c in render.iter_district(cache, cameras=(SHORT,))] == [SHORT]
    assert main.stat().st_mtime_ns == before


def test_nothing_half_written_stays(cache: Path) -> None:
    assert not list(cache.glob("*.part"))


def test_a_changed_camera_gets_another_file(cache: Path) -> None:
    assert render.clip_of(SHORT, cache).main != render.clip_of(replace(SHORT, seed=1), cache).main


def test_the_list_of_cameras_needs_no_heavy_library() -> None:
    code = (
        "import sys, ioc_desktop.demo.district, ioc_desktop.demo.render\n"
        "sys.exit(any(m in sys.modules for m in ('numpy', 'cv2', 'av', 'PySide6')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
