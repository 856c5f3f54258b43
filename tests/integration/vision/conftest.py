"""Real models and clips, used in place; what needs them skips where they are absent."""

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ioc_desktop.video.files import iter_frames
from ioc_desktop.vision.engine import VisionEngine
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.packing import fit_picture
from ioc_desktop.vision.registry import pack_for_file
from ioc_desktop.vision.results import AnalysisResult
from tests.support.onnx_bytes import write_tiny_detector

SHARED = Path(__file__).resolve().parents[4] / "shared"

Picture = NDArray[np.uint8]
Results = dict[int, AnalysisResult]
Finder = Callable[[str], Path]


def _finder(folder: str) -> Finder:
    def find(name: str) -> Path:
        path = SHARED / folder / name
        if not path.exists():
            pytest.skip(f"third-party {folder}/{name} is not on this machine")
        return path

    return find


@pytest.fixture(scope="session")
def model_file() -> Finder:
    return _finder("models")


@pytest.fixture(scope="session")
def media() -> Finder:
    return _finder("media")


@pytest.fixture(scope="session")
def street_frames(media: Finder) -> list[Picture]:
    """Four seconds of the junction clip, BGR."""
    frames = []
    for number, _, picture in iter_frames(media("video/ahmet_intersection_a.mp4"), 4):
        frames.append(picture)
        if number >= 96:
            break
    return frames


@pytest.fixture
def yolox(model_file: Finder) -> ModelPack:
    return pack_for_file(model_file("yolox_nano_416.onnx"))


@pytest.fixture
def tiny(tmp_path: Path) -> ModelPack:
    """A model that runs on every machine."""
    return pack_for_file(write_tiny_detector(tmp_path / "tiny.onnx"))


class Lab:
    """Starts engines, feeds them as decoders do, waits for what they say."""

    def __init__(self) -> None:
        self.engines: list[VisionEngine] = []

    def start(self, pack: ModelPack | None = None, *, slots: int = 4, **more: Any) -> VisionEngine:
        """A started engine that is already looking; ``more`` goes to its making."""
        engine = VisionEngine(pack=pack, slots=slots, threads=1, **more)
        self.engines.append(engine)
        engine.start()
        self.until(lambda: self.polled(engine).is_running)
        return engine

    @staticmethod
    def polled(engine: VisionEngine) -> VisionEngine:
        engine.poll()
        return engine

    @staticmethod
    def until(condition: Callable[[], object], limit_s: float = 60.0) -> None:
        deadline = time.monotonic() + limit_s
        while not condition():
            assert time.monotonic() < deadline, "the condition never came true"
            time.sleep(0.01)

    @staticmethod
    def feed(engine: VisionEngine, slot: int, picture: Picture, number: int) -> None:
        geometry = engine.buffer.geometry

        def fill(target: Picture) -> None:
            fit_picture(picture, geometry, target)

        size = (picture.shape[1], picture.shape[0])
        engine.buffer.write(slot, fill, number, number / 10, time.monotonic(), size)

    def collect(
        self,
        engine: VisionEngine,
        pictures: Sequence[Picture],
        slots: Sequence[int] = (0,),
        enough: Callable[[Results], bool] = bool,
    ) -> Results:
        """Feed pictures round and round until the results are enough; the newest by slot."""
        results: Results = {}
        numbers = itertools.count(1)

        def step() -> bool:
            number = next(numbers)
            for slot in slots:
                self.feed(engine, slot, pictures[number % len(pictures)], number)
            results.update(engine.poll())
            return enough(results)

        self.until(step)
        return results


@pytest.fixture
def lab() -> Iterator[Lab]:
    made = Lab()
    yield made
    for engine in made.engines:
        engine.stop()
