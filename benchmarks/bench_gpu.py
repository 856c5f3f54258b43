"""What an accelerator carries: cameras at 5 pictures a second, latency, and what each trick is worth.

On a machine without one this says so, writes that down and ends well. On one with it, all in one run:

* the bare batched onnxruntime loop (one prepared tensor, the largest batch that pays), in fp32 and, where the pack has
  it, fp16; with bound memory and with CUDA graphs, and without;
* the running engine, fed by another process through shared memory as decoders feed it, against that loop;
* the largest number of cameras at 5 pictures a second with fewer than 1 % of the pictures dropped, and its latency from
  the decoded picture to the result in shared memory.

Usage: ``python benchmarks/bench_gpu.py [--model FILE|NAME] [--seconds S] [--gpus 0,1] [--pretend]``
``--pretend`` lets the processor stand for the card: to try this script, not to publish its figures.
"""

import argparse
import contextlib
import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the tree is not installed when a script runs)
from report import OUT, Figure, machine, publish  # noqa: E402

from ioc_desktop.config.gpus import gpu_numbers  # noqa: E402
from ioc_desktop.core.errors import ExpectedError  # noqa: E402
from ioc_desktop.video.analysis import AnalysisBuffer  # noqa: E402
from ioc_desktop.vision.engine import VisionEngine  # noqa: E402
from ioc_desktop.vision.pack import ModelPack  # noqa: E402
from ioc_desktop.vision.registry import ModelRegistry  # noqa: E402

FPS = 5.0
MOST_DROPPED = 0.01
TARGET = 0.90
MOST_CAMERAS = 512
_PROCESSES = (1, 2, 4)
"""Of one card: one process prepares and tracks on one core of the processor, which is less than a large card takes."""
_SOURCE = (640, 360)
_EACH_WRITES = 800
"""Pictures a second of one producer."""
_LONGEST_S = 420.0
"""For all of it; what is left then is not measured, and the report says so."""


@dataclass(frozen=True)
class Load:
    """What the engine did under a number of cameras.

    Attributes:
        fps: pictures answered a second.
        dropped: share of the pictures written.
        p50_ms: from the decoded picture to its result.
        p99_ms: the same.
    """

    cameras: int
    fps: float
    dropped: float
    p50_ms: float
    p99_ms: float


Bare = tuple[float, int, str, bool, bool, str]


def accelerators(*, pretend: bool = False) -> list[str]:
    """Onnxruntime's names of what the installed wheel brings, best first; the processor is none."""
    from ioc_desktop.vision.session import CPU, usable  # noqa: PLC0415  (asked once)

    return [CPU] if pretend else [provider for provider in usable() if provider != CPU]


# ------------------------------------------------------------------------------------------------ the bare loop


def bare(pipe: Any, pack: ModelPack, options: Any, batch: int, seconds: float) -> None:
    """Sends pictures a second of one prepared tensor, and what ran. A process of its own: it leaves nothing behind."""
    from ioc_desktop.vision.detector import Detector  # noqa: PLC0415  (own process)

    try:
        detector = Detector(pack, options)
        if batch:
            detector.batch = batch
        else:
            detector.settle(limit_s=20.0)
        inputs, session = detector.blank_inputs(), detector.session
        for _ in range(5):
            session.run(inputs)
        runs, begun_s = 0, time.perf_counter()
        while time.perf_counter() - begun_s < seconds:
            session.run(inputs)
            runs += 1
        fps = runs * detector.batch / (time.perf_counter() - begun_s)
        pipe.send((fps, detector.batch, session.provider, session.is_bound, session.has_graphs, session.path.name))
    except ExpectedError as error:
        pipe.send(error)


def run_bare(pack: ModelPack, options: Any, batch: int, seconds: float) -> Bare:
    """Pictures a second, batch, provider, whether bound, whether captured, and the file that ran."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=bare, args=(theirs, pack, options, batch, seconds))
    process.start()
    theirs.close()
    try:
        found = ours.recv()
    finally:
        process.join()
    if isinstance(found, ExpectedError):
        raise found
    result: Bare = found
    return result


# ------------------------------------------------------------------------------------------------ the engine


def produce(name: str, size: int, slots: list[int], fps: float, stop: Any) -> None:
    """Write noise into these slots ``fps`` times a second, out of step, as decoders do."""
    buffer = AnalysisBuffer.attach(name, size)
    rng, geometry = np.random.default_rng(1), buffer.geometry
    noise = [rng.integers(0, 256, (geometry.height, geometry.width, 3), dtype=np.uint8) for _ in range(4)]
    begun_s, number = time.monotonic(), 0
    while not stop.is_set():
        round_, place = divmod(number, len(slots))
        now_s = time.monotonic()
        fill = partial(_put, noise[round_ % len(noise)])
        buffer.write(slots[place], fill, round_ + 1, round_ / fps, now_s, _SOURCE)
        number += 1
        time.sleep(max(0.0, begun_s + number / (len(slots) * fps) - time.monotonic()))


def _put(picture: Any, target: Any) -> None:
    np.copyto(target, picture)


@contextlib.contextmanager
def running(
    pack: ModelPack, providers: tuple[str, ...], devices: tuple[int, ...], cameras: int
) -> Iterator[VisionEngine]:
    """An engine that looks, with room for so many cameras."""
    engine = VisionEngine(pack=pack, slots=cameras, providers=providers, devices=devices)
    engine.skips_still = False
    engine.start()
    try:
        deadline = time.monotonic() + 180
        while len(engine.running_devices) + len(engine.lost_devices) < len(devices) and time.monotonic() < deadline:
            engine.poll()
            time.sleep(0.05)
        if engine.problem is not None:
            raise engine.problem
        yield engine
    finally:
        engine.stop()


def under_load(engine: VisionEngine, cameras: int, fps: float, seconds: float) -> Load:
    """Feed the engine, let it settle for a second, then count."""
    context = multiprocessing.get_context("spawn")
    stop, count = context.Event(), min(cameras, 1 + int(cameras * fps // _EACH_WRITES))
    producers = [
        context.Process(
            target=produce,
            args=(engine.buffer.name, engine.buffer.size, list(range(cameras))[first::count], fps, stop),
        )
        for first in range(count)
    ]
    latencies: list[float] = []
    for producer in producers:
        producer.start()
    try:
        _poll(engine, 2.0, [])
        written, dropped, frames = engine.buffer.written, engine.buffer.dropped, engine.frames
        begun_s = time.perf_counter()
        _poll(engine, seconds, latencies)
        elapsed_s = time.perf_counter() - begun_s
        written, dropped = engine.buffer.written - written, engine.buffer.dropped - dropped
        done = engine.frames - frames
    finally:
        stop.set()
        for producer in producers:
            producer.join()
    # A producer that cannot keep up would flatter: what was not written was not answered either.
    late = max(0.0, 1 - written / (cameras * fps * elapsed_s))
    spread = statistics.quantiles(latencies, n=100) if len(latencies) > 1 else [float("nan")] * 99
    return Load(cameras, done / elapsed_s, max(dropped / max(1, written), late), spread[49], spread[98])


def _poll(engine: VisionEngine, seconds: float, latencies: list[float]) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        latencies += [result.latency_ms for result in engine.poll().values()]
        time.sleep(0.004)


def most_cameras(engine: VisionEngine, guess: int, seconds: float, until_s: float) -> list[Load]:
    """Doubling, then halving the gap: every load tried, the largest that holds among them."""
    tried: dict[int, Load] = {}
    low, high, cameras = 0, engine.buffer.slots + 1, max(1, min(guess, engine.buffer.slots))
    while high - low > max(1, low // 16) and time.monotonic() < until_s:
        load = tried[cameras] = under_load(engine, cameras, FPS, seconds)
        print(
            f"  {cameras:4d} cameras: {load.fps:7.1f}/s, {100 * load.dropped:5.2f} % dropped, "
            f"p50 {load.p50_ms:6.1f} ms, p99 {load.p99_ms:6.1f} ms"
        )
        if load.dropped < MOST_DROPPED:
            low = cameras
        else:
            high = cameras
        cameras = min(engine.buffer.slots, 2 * low) if high > engine.buffer.slots and low else (low + high) // 2
        if cameras in tried or cameras == 0:
            break
    return list(tried.values())


# ------------------------------------------------------------------------------------------------ all of it


def overfed(
    pack: ModelPack, providers: tuple[str, ...], devices: tuple[int, ...], bare_fps: float, seconds: float
) -> Load:
    """The engine with more pictures than the bare loop would take."""
    wanted = 1.5 * bare_fps * len(set(devices))
    with running(pack, providers, devices, MOST_CAMERAS) as engine:
        cameras = max(1, min(engine.buffer.slots, int(wanted / 30)))
        load = under_load(engine, cameras, wanted / cameras, seconds)
    print(f"  {len(devices)} processes, overfed: {load.fps:.1f}/s, p50 {load.p50_ms:.1f} ms")
    return load


def measure_tricks(pack: ModelPack, best: Any, batch: int, seconds: float) -> dict[str, Any]:
    """The bare loop with and without bound memory, graphs and half precision."""
    whole, tricks = replace(pack, half=None), dict[str, Any]()
    ways = {"plain": replace(best, binds=False), "bound": replace(best, graphs=False), "graphs": best}
    for kind, of in (("fp32", whole), ("fp16", pack)) if pack.half is not None else (("fp32", whole),):
        for way, options in ways.items():
            rate, _, ran_on, bound, graphs, file = run_bare(of, options, batch, seconds)
            tricks[f"{way}_{kind}"] = {"fps": rate, "provider": ran_on, "bound": bound, "graphs": graphs, "file": file}
            print(f"  {way}_{kind:<7} {rate:8.1f}/s  {file}, bound {bound}, graphs {graphs}")
    return tricks


def measure(pack: ModelPack, providers: tuple[str, ...], arguments: argparse.Namespace) -> tuple[list[Figure], Any]:
    """Figures with bounds, and everything else that was seen."""
    from ioc_desktop.vision.session import CPU, SessionOptions  # noqa: PLC0415  (onnxruntime)

    until_s = time.monotonic() + _LONGEST_S
    cards, seconds = gpu_numbers(arguments.gpus), arguments.seconds
    allowed = (*providers, CPU) if CPU not in providers else providers
    best = SessionOptions(providers=allowed, device=cards[0])
    fps, batch, provider, *_ = run_bare(pack, best, 0, seconds)
    print(f"gpu: {pack.name} on {provider}, batch {batch}, {fps:.0f}/s bare")
    if provider == "CPU" and not arguments.pretend:
        raise ExpectedError("bench.no_gpu", "no provider but the processor's starts here")
    tricks = measure_tricks(pack, best, batch, seconds)
    allowed = providers if arguments.pretend else allowed
    by_processes = {count: overfed(pack, allowed, cards * count, fps, seconds) for count in _PROCESSES}
    # Before and after: what else the machine does meanwhile falls on both.
    fps = statistics.mean([fps, run_bare(pack, best, batch, seconds)[0]])
    count = max(by_processes, key=lambda count: by_processes[count].fps)
    full, bare_fps = by_processes[count], fps * len(set(cards))
    print(
        f"  engine of {count} processes a card, overfed: {full.fps:.1f}/s, {full.fps / bare_fps:.3f} of the bare loop"
    )
    with running(pack, allowed, cards * count, MOST_CAMERAS) as engine:
        slots = engine.buffer.slots
        loads = most_cameras(engine, int(0.8 * full.fps / FPS), seconds, until_s)
        said = engine.provider
    held = [load for load in loads if load.dropped < MOST_DROPPED]
    carried = max(held, key=lambda load: load.cameras, default=Load(0, 0.0, 1.0, float("nan"), float("nan")))
    reference = f"{pack.name}, {said}, batch {batch}"
    figures = [
        Figure(
            "gpu_engine_over_bare",
            full.fps / bare_fps,
            "ratio",
            f"bare batched loop ({reference})",
            TARGET,
            at_most=False,
        )
    ]
    seen = {
        "accelerator": said,
        "cards": list(cards),
        "processes_per_card": count,
        "model": pack.name,
        "batch": batch,
        "bare_fps": bare_fps,
        "engine_by_processes_per_card": {str(each): asdict(load) for each, load in by_processes.items()},
        "cameras_at_5_fps": carried.cameras,
        "cameras_at_5_fps_per_gpu": carried.cameras / len(set(cards)),
        "was_room_for": slots,
        "latency_ms_p50": carried.p50_ms,
        "latency_ms_p99": carried.p99_ms,
        "loads": [asdict(load) for load in loads],
        "tricks": tricks,
    }
    print(
        f"  carried: {carried.cameras} cameras at {FPS:g}/s, p50 {carried.p50_ms:.1f} ms, p99 {carried.p99_ms:.1f} ms"
        + (", as many as there was room for" if carried.cameras == slots else "")
    )
    return figures, seen


def write(figures: list[Figure], seen: dict[str, Any]) -> None:
    """``build/bench/gpu.json``: the figures as of every benchmark, and what was seen beside them."""
    path = publish("gpu", figures) if figures else OUT / "gpu.json"
    OUT.mkdir(parents=True, exist_ok=True)
    content = json.loads(path.read_text("utf-8")) if figures else {"bench": "gpu", "machine": machine(), "figures": []}
    path.write_text(json.dumps(content | seen, indent=1), encoding="utf-8")


def _find_pack(wanted: str) -> ModelPack | None:
    from ioc_desktop.config.paths import AppPaths  # noqa: PLC0415  (only here)

    registry = ModelRegistry(AppPaths.default(demo=False).models, [ROOT / "models"])
    return registry.find(wanted) if wanted else next(iter(registry.detectors()), None)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--gpus", default="")
    parser.add_argument("--pretend", action="store_true")
    return parser.parse_args()


def main() -> int:
    arguments = _arguments()
    try:
        providers = accelerators(pretend=arguments.pretend)
        pack = _find_pack(arguments.model)
        if not providers or pack is None:
            why = "no accelerator that onnxruntime can use" if pack else "no detector is installed"
            print(f"gpu: {why} on this machine; nothing measured.")
            write([], {"accelerator": None, "why": why})
            return 0
        figures, seen = measure(pack, tuple(providers), arguments)
    except ExpectedError as error:
        if error.code != "bench.no_gpu":
            print(error.message(), file=sys.stderr)
            return 1
        print(f"gpu: {error.message()}; nothing measured.")
        write([], {"accelerator": None, "why": error.message()})
        return 0
    write(figures, seen)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
