"""Trains the starter model: YOLOX-Nano cut to six classes, fine-tuned on demo scenes and labelled clips.

    python models/training/train.py YOLOX.onnx OUT.onnx --scenes FOLDER --clips FOLDER --seed 7

Each step looks at six drawn and two filmed pictures. The weights that are written are a moving average of those that
were trained, mixed with the ones that training began from (``--mix``): the mixture keeps what YOLOX knows of real
streets (Wortsman et al., "Robust fine-tuning of zero-shot models", 2022). Uses an accelerator where torch has one.
"""

import argparse
import copy
import math
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from graph import GraphNet, load_cut
from label import COCO_ROWS
from loss import grid, loss_of
from pictures import Sample, augmented, read_samples
from torch import Tensor

WIDTH, HEIGHT = 512, 288
_DRAWN, _FILMED = 6, 2
_WARM_UP = 60
_AVERAGE = 0.99


def main() -> None:
    arguments = _arguments()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    begun = load_cut(arguments.model, COCO_ROWS)
    trained = copy.deepcopy(begun)
    if arguments.go_on_from:
        trained.load_state_dict(torch.load(arguments.go_on_from))
    net = copy.deepcopy(trained).to(device).to(memory_format=torch.channels_last)
    average = trained
    batches = Batches(arguments)
    optimiser = torch.optim.AdamW(net.parameters(), lr=arguments.rate, weight_decay=0.0)
    cells, steps = (part.to(device) for part in grid(WIDTH, HEIGHT))
    started = time.monotonic()
    for step in range(1, arguments.steps + 1):
        for group in optimiser.param_groups:
            group["lr"] = arguments.rate * _rate(step, arguments.steps)
        pictures, truths, unsure = batches.take()
        parts = loss_of(
            net(pictures.to(device)), [t.to(device) for t in truths], [u.to(device) for u in unsure], cells, steps
        )
        optimiser.zero_grad()
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 10.0)
        optimiser.step()
        _follow(average, net, min(_AVERAGE, step / (step + 10)))
        if step % 20 == 0:
            figures = "  ".join(f"{name} {value.item():.3f}" for name, value in parts.items())
            print(f"{step}/{arguments.steps}  {time.monotonic() - started:.0f} s  {figures}", flush=True)
        if step % arguments.save_every == 0 or step == arguments.steps:
            torch.save(average.state_dict(), arguments.out.with_suffix(f".{step}.pt"))
            mixed(begun, average, arguments.mix).write(arguments.out, WIDTH, HEIGHT)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scenes", type=Path, required=True)
    parser.add_argument("--clips", type=Path, required=True)
    parser.add_argument("--go-on-from", type=Path, help="weights (.pt) of an earlier run")
    parser.add_argument("--steps", type=int, default=550)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--mix", type=float, default=0.8, help="share of the trained weights in the file")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save-every", type=int, default=110)
    return parser.parse_args()


class Batches:
    """Pictures in a random order that the seed decides, prepared one batch ahead."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._chance = random.Random(arguments.seed)
        self._drawn, self._filmed = read_samples(arguments.scenes), read_samples(arguments.clips)
        print(f"{len(self._drawn)} drawn, {len(self._filmed)} filmed pictures", flush=True)
        self._pool = ThreadPoolExecutor(1)
        self._next = self._pool.submit(self._prepare)

    def take(self) -> tuple[Tensor, list[Tensor], list[Tensor]]:
        ready, self._next = self._next.result(), self._pool.submit(self._prepare)
        return ready

    def _prepare(self) -> tuple[Tensor, list[Tensor], list[Tensor]]:
        chosen: list[Sample] = [
            *self._chance.choices(self._drawn, k=_DRAWN),
            *self._chance.choices(self._filmed, k=_FILMED),
        ]
        made = [augmented(sample, WIDTH, HEIGHT, self._chance) for sample in chosen]
        pictures = torch.from_numpy(np.stack([picture for picture, _ in made])).permute(0, 3, 1, 2).float()
        truths = [torch.from_numpy(sample.boxes) for _, sample in made]
        return pictures, truths, [torch.from_numpy(sample.unsure) for _, sample in made]


def _rate(step: int, steps: int) -> float:
    """Warm-up, then half a cosine down to a fiftieth."""
    if step <= _WARM_UP:
        return step / _WARM_UP
    done = (step - _WARM_UP) / max(steps - _WARM_UP, 1)
    return 0.02 + 0.98 * (1 + math.cos(math.pi * done)) / 2


@torch.no_grad()
def _follow(average: GraphNet, net: GraphNet, keep: float) -> None:
    for old, new in zip(average.parameters(), net.parameters(), strict=True):
        old.lerp_(new.detach().to(old.device), 1 - keep)


@torch.no_grad()
def mixed(begun: GraphNet, trained: GraphNet, share: float) -> GraphNet:
    """Weights between the two: 0 is the beginning, 1 the trained ones."""
    out = copy.deepcopy(begun)
    for weight, new in zip(out.parameters(), trained.parameters(), strict=True):
        weight.lerp_(new, share)
    return out


if __name__ == "__main__":
    main()
