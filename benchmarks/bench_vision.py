"""How right the vision is, on scenes whose truth is known to the pixel.

Events: rules on the trial scenes (``demo.trials``), with boxes of the truth and with those of a model, by light. The
first run draws the clips into ``build/bench-trials``, about a minute each. Models: average precision of the starter and
of YOLOX-Nano (``../shared/models``, or below ``IOC_SHARED``) on frames of these clips and on the annotated street
photographs, as ``main.py evaluate`` measures it. Plates: ``plate_accuracy`` on rendered plates.

Usage: ``python benchmarks/bench_vision.py [--seeds N] [--model NAME] [--processes N] [--plates N]
[--only events|models|plates]``
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from model_accuracy import precision_figures  # noqa: E402  (the tree is not installed when a script runs)
from plate_accuracy import accuracy_figures  # noqa: E402
from report import publish  # noqa: E402
from trial_scores import event_figures  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=4, help="clips of each scene in each light")
    parser.add_argument("--model", default="starter-traffic")
    parser.add_argument("--processes", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--plates", type=int, default=600, help="rendered plates")
    parser.add_argument("--only", choices=["events", "models", "plates"])
    asked = parser.parse_args()
    figures = []
    if asked.only in {None, "models"}:
        figures += precision_figures(asked.model, asked.seeds)
    if asked.only in {None, "plates"}:
        figures += accuracy_figures(asked.plates, Path(os.environ.get("IOC_PLATE_PICTURES", "")))
    if asked.only in {None, "events"}:
        figures += event_figures(asked.seeds, asked.model, asked.processes)
    publish("vision", figures)


if __name__ == "__main__":
    main()
