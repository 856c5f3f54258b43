"""Inference: frames a second of the running engine against a bare onnxruntime loop, in the same run.

The engine works as it does in the application: pictures arrive in shared memory from another process, results go
back through shared memory, the window polls every 16 ms. The bare loop calls the runtime on one prepared tensor with
the same model, provider, batch and threads. Runs are interleaved; figures are medians. The ratio of CPU time a frame
is the steadier figure on a machine that does other work meanwhile.

Usage: ``python benchmarks/bench_inference.py [--model FILE|NAME] [--source CLIP] [--runs N] [--seconds S]``
The model may also come from ``IOC_BENCH_MODEL``; else the first installed detector is taken.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import time
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the tree is not installed when a script runs)
from report import Figure, publish  # noqa: E402

from ioc_desktop.core.errors import ExpectedError  # noqa: E402
from ioc_desktop.video.analysis import AnalysisBuffer  # noqa: E402
from ioc_desktop.video.files import iter_frames  # noqa: E402
from ioc_desktop.vision.engine import VisionEngine  # noqa: E402
from ioc_desktop.vision.pack import ModelPack  # noqa: E402
from ioc_desktop.vision.registry import ModelRegistry  # noqa: E402

STREAMS = 8
TARGET = 0.90
MOST_CPU = 1 / TARGET


def produce(name: str, size: int, rate: float, source: str, stop: Event) -> None:
    """Write pictures into every slot in turn, ``rate`` a second in all, as decoders do."""
    from ioc_desktop.vision.packing import fit_picture  # noqa: PLC0415  (own process)

    buffer = AnalysisBuffer.attach(name, size)
    pictures = [fit_picture(picture, buffer.geometry) for picture in _pictures(source)]
    begun_s, number = time.monotonic(), 0
    while not stop.is_set():
        picture = pictures[number // STREAMS % len(pictures)]
        buffer.write(
            number % STREAMS,
            partial(_put, picture),
            number // STREAMS,
            time.monotonic(),
            time.monotonic(),
            (640, 360),
        )
        number += 1
        time.sleep(max(0.0, begun_s + number / rate - time.monotonic()))


def _put(picture: Any, target: Any) -> None:
    np.copyto(target, picture)


def bare(pipe: "Connection[Any, Any]", pack: ModelPack, threads: int, seconds: float) -> None:
    """One prepared tensor, the runtime called in a loop; sends frames a second, CPU ms a frame and the provider."""
    import onnxruntime  # noqa: PLC0415  (own process)

    from ioc_desktop.vision.detector import Detector  # noqa: PLC0415  (own process)
    from ioc_desktop.vision.session import CPU, SessionOptions, provider_key, usable  # noqa: PLC0415

    detector = Detector(pack, SessionOptions(threads))
    detector.settle()
    batch, provider = detector.batch, detector.provider
    inputs = detector.blank_inputs()
    del detector
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.inter_op_num_threads = 1
    chosen = [name for name in usable() if name in {provider_key(provider), CPU}]
    session = onnxruntime.InferenceSession(str(pack.path), settings, providers=chosen)
    for _ in range(5):
        session.run(None, inputs)
    runs, begun_s, begun_cpu_s = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - begun_s < seconds:
        session.run(None, inputs)
        runs += 1
    cpu_ms = 1000 * (time.process_time() - begun_cpu_s) / (runs * batch)
    pipe.send((runs * batch / (time.perf_counter() - begun_s), cpu_ms, provider))


def run_bare(pack: ModelPack, threads: int, seconds: float) -> tuple[float, float, str]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=bare, args=(theirs, pack, threads, seconds))
    process.start()
    result: tuple[float, float, str] = ours.recv()
    process.join()
    return result


def run_engine(pack: ModelPack, threads: int, seconds: float, rate: float, source: str) -> tuple[float, float]:
    """Frames a second and CPU milliseconds a frame of the engine fed at ``rate``."""
    context = multiprocessing.get_context("spawn")
    engine = VisionEngine(pack=pack, slots=STREAMS, threads=threads)
    # Noise never stands still; a clip does, and what passes by the model is none of its speed.
    engine.skips_still = not source
    stop = context.Event()
    producer = context.Process(target=produce, args=(engine.buffer.name, engine.buffer.size, rate, source, stop))
    engine.start()
    producer.start()
    try:
        _poll_until(engine, lambda: engine.stats()["frames"], 120)
        _poll_until(engine, lambda: False, 0.5)
        return _sustained(engine, seconds)
    finally:
        stop.set()
        producer.join()
        engine.stop()


def _sustained(engine: VisionEngine, seconds: float) -> tuple[float, float]:
    frames, cpu_s, begun_s = engine.frames, engine.cpu_seconds(), time.perf_counter()
    _poll_until(engine, lambda: False, seconds)
    done = engine.frames - frames
    return done / (time.perf_counter() - begun_s), 1000 * (engine.cpu_seconds() - cpu_s) / max(1, done)


def _poll_until(engine: VisionEngine, condition: Any, limit_s: float) -> None:
    deadline = time.monotonic() + limit_s
    while not condition() and time.monotonic() < deadline:
        engine.poll()
        time.sleep(0.016)
    if engine.problem is not None:
        raise engine.problem


def _pictures(source: str) -> list[Any]:
    if source:
        return [picture for number, _, picture in iter_frames(Path(source), 6) if number < 200]
    rng = np.random.default_rng(1)
    return [rng.integers(0, 256, (360, 640, 3), dtype=np.uint8) for _ in range(4)]


def _find_pack(wanted: str) -> ModelPack | None:
    from ioc_desktop.config.paths import AppPaths  # noqa: PLC0415  (only when no file is named)

    registry = ModelRegistry(AppPaths.default(demo=False).models, [ROOT / "models"])
    if wanted:
        return registry.find(wanted)
    return next(iter(registry.detectors()), None)


def measure(pack: ModelPack, options: argparse.Namespace) -> list[Figure]:
    """Interleaved runs, engine against bare loop."""
    rows, provider = [], ""
    for number in range(options.runs):
        bare_fps, bare_ms, provider = run_bare(pack, options.threads, options.seconds)
        engine_fps, engine_ms = run_engine(pack, options.threads, options.seconds, 1.5 * bare_fps, options.source)
        rows.append((engine_fps / bare_fps, engine_ms / bare_ms))
        print(
            f"  run {number + 1}: engine {engine_fps:6.1f}/s, {engine_ms:5.2f} ms CPU   "
            f"bare {bare_fps:6.1f}/s, {bare_ms:5.2f} ms CPU   ratios {rows[-1][0]:.3f}, {rows[-1][1]:.3f}"
        )
    speed, cpu = (statistics.median(column) for column in zip(*rows, strict=True))
    reference = f"bare onnxruntime loop ({pack.name}, {provider}, {options.threads} threads)"
    return [
        Figure("engine_over_bare_fps", speed, "ratio", reference, TARGET, at_most=False),
        Figure("engine_over_bare_cpu", cpu, "ratio", reference, MOST_CPU),
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=os.environ.get("IOC_BENCH_MODEL", ""))
    parser.add_argument("--source", default=os.environ.get("IOC_BENCH_CLIP", ""))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--threads", type=int, default=max(1, (os.cpu_count() or 2) // 2))
    return parser.parse_args()


def main() -> int:
    options = _options()
    try:
        pack = _find_pack(options.model)
        if pack is None:
            print("inference: no detector is installed; name one with --model FILE or IOC_BENCH_MODEL. Skipped.")
            return 0
        print(f"inference: {pack.name} ({pack.recipe.title}), {STREAMS} streams, {options.threads} threads")
        figures = measure(pack, options)
    except ExpectedError as error:
        print(error.message(), file=sys.stderr)
        return 1
    publish("inference", figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
