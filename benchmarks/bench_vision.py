"""How right the vision is, on scenes whose truth is known to the pixel.

Events: rules on the trial scenes (``demo.trials``), with boxes of the truth and with those of a model, by light. The
first run draws the clips into ``build/bench-trials``, about a minute each.

Usage: ``python benchmarks/bench_vision.py [--seeds N] [--model NAME] [--processes N]``
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from report import publish  # noqa: E402  (the tree is not installed when a script runs)
from trial_scores import event_figures  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=2, help="clips of each scene in each light")
    parser.add_argument("--model", default="starter-traffic")
    parser.add_argument("--processes", type=int, default=min(4, os.cpu_count() or 1))
    asked = parser.parse_args()
    publish("vision", event_figures(asked.seeds, asked.model, asked.processes))


if __name__ == "__main__":
    main()
