"""Pictures and clips for handing over: every face covered, every picture at its own time, no sound."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from ioc_desktop.cli import main
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.files import iter_frames
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detections import Floats
from ioc_desktop.vision.privacy.films import FilmCover, cover_video

FPS, FRAMES = 10, 20
HEAD = (0.25, 0.25, 0.5, 0.75)
STEPS = [3 * number + (number > 10) for number in range(FRAMES)]
"""Stamps in 1/30 s, with a jump."""


class SeesOnce(FilmCover):
    """Finds somebody in the tenth picture only."""

    def __init__(self) -> None:
        self.looked = -1

    @property
    def by(self) -> str:
        return "person_box"

    def heads(self, picture: Picture) -> Floats:
        del picture
        self.looked += 1
        return np.array([HEAD] if self.looked == 9 else [], np.float32).reshape(-1, 4)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Blocks of noise that stay, with a sound track."""
    path = tmp_path / "clip.mp4"
    blocks = np.random.default_rng(2).integers(0, 256, (18, 32, 3), np.uint8)
    picture = cv2.resize(blocks, (320, 181), interpolation=cv2.INTER_NEAREST)[:180]
    with av.open(str(path), "w") as file:
        video = file.add_stream("libx264", rate=FPS)
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        video.codec_context.time_base = Fraction(1, 30)
        sound = file.add_stream("aac", rate=48_000)
        for pts in STEPS:
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts, frame.time_base = pts, Fraction(1, 30)
            file.mux(video.encode(frame))
        voice = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        voice.sample_rate, voice.pts = 48_000, 0
        file.mux(sound.encode(voice))
        file.mux(video.encode(None))
        file.mux(sound.encode(None))
    return path


def head(picture: np.ndarray) -> np.ndarray:
    return picture[50:130, 85:155].astype(float)


def test_a_head_is_covered_before_it_is_found_and_after(clip: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.mp4"
    done = cover_video(clip, out, SeesOnce())
    assert (done.frames, done.regions, done.by) == (FRAMES, 1, "person_box")
    before, after = list(iter_frames(clip)), list(iter_frames(out))
    assert [time_s for _, time_s, _ in after] == pytest.approx([time_s for _, time_s, _ in before], abs=0.002)
    coarse = [head(picture).std() < 0.5 * head(before[0][2]).std() for _, _, picture in after]
    found_s = before[9][1]
    assert coarse == [abs(time_s - found_s) <= 0.4 for _, time_s, _ in before]
    assert 6 <= sum(coarse) <= 9
    assert np.abs(after[9][2][:, 200:].astype(int) - before[9][2][:, 200:]).mean() < 12, "the rest is as it was"
    with av.open(str(out)) as file:
        assert [stream.type for stream in file.streams] == ["video"]


def test_a_clip_that_cannot_be_written_leaves_nothing_behind(clip: Path, tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as told:
        cover_video(clip, tmp_path / "nowhere" / "out.mp4", SeesOnce())
    assert told.value.code == "file.unwritable"
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(clip.read_bytes()[:200])
    with pytest.raises(ExpectedError):
        cover_video(broken, tmp_path / "out.mp4", SeesOnce())
    assert {path.name for path in tmp_path.iterdir()} == {"clip.mp4", "broken.mp4"}


def test_the_command_covers_a_picture_with_the_model_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "a.png", tmp_path / "b.png"
    cv2.imwrite(str(source), np.full((90, 160, 3), 128, np.uint8))
    words = ["privacy", "blur", "--source", str(source), "--profile", str(tmp_path / "profile"), "--json"]
    assert main([*words, "--out", str(out)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["frames"], said["regions"], said["by"]) == (1, 0, "person_box")
    assert out.is_file()
    for wrong in (str(source), str(tmp_path / "c.mp4"), str(tmp_path / "c.txt")):
        assert main([*words, "--out", wrong]) == 2
        assert json.loads(capsys.readouterr().out)["error"] == "privacy.out_wrong"
    missing = ["privacy", "blur", "--source", str(tmp_path / "no.mp4"), "--out", str(tmp_path / "x.mp4"), "--json"]
    assert main([*missing, "--profile", str(tmp_path / "profile")]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "video.no_file"


def test_without_a_model_that_knows_people_nothing_is_handed_over() -> None:
    with pytest.raises(ExpectedError) as told:
        FilmCover(None)
    assert told.value.code == "privacy.no_model"
