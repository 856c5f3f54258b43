"""YOLOX's loss: SimOTA chooses the cells that answer for an object; IoU, objectness and class losses follow."""

import torch
from graph import STRIDES
from torch import Tensor
from torch.nn import functional

_CENTRE_CELLS = 2.5
_MOST_CELLS = 10
_FAR = 1e5


def grid(width: int, height: int) -> tuple[Tensor, Tensor]:
    """Column and row of every cell [N, 2] and its stride [N, 1], stride by stride."""
    points, steps = [], []
    for stride in STRIDES:
        ys, xs = torch.meshgrid(torch.arange(height // stride), torch.arange(width // stride), indexing="ij")
        points.append(torch.stack([xs, ys], -1).reshape(-1, 2).float())
        steps.append(torch.full((len(points[-1]), 1), float(stride)))
    return torch.cat(points), torch.cat(steps)


def boxes_of(raw: Tensor, cells: Tensor, steps: Tensor) -> Tensor:
    """Corners [..., N, 4] in px of raw outputs [..., N, 4+]."""
    centres = (raw[..., :2] + cells) * steps
    half = raw[..., 2:4].clamp(max=8).exp() * steps / 2
    return torch.cat([centres - half, centres + half], -1)


def overlaps(a: Tensor, b: Tensor) -> Tensor:
    """IoU of boxes that broadcast against each other, [...]."""
    low, high = torch.maximum(a[..., :2], b[..., :2]), torch.minimum(a[..., 2:], b[..., 2:])
    shared = (high - low).clamp(min=0).prod(-1)
    areas = (a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1)
    return shared / (areas - shared + 1e-9)


@torch.no_grad()
def assign(raw: Tensor, found: Tensor, truth: Tensor, cells: Tensor, steps: Tensor) -> tuple[Tensor, Tensor]:
    """SimOTA: for each cell the object it answers for, -1 for none [N], and their IoU [N]."""
    boxes, kinds = truth[:, :4], truth[:, 4].long()
    centres = (cells + 0.5) * steps
    inside = ((centres > boxes[:, None, :2]) & (centres < boxes[:, None, 2:])).all(-1)
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    near = ((centres - middle[:, None]).abs() < _CENTRE_CELLS * steps).all(-1)
    iou = overlaps(boxes[:, None], found[None])
    scores = (raw[:, 5:].sigmoid() * raw[:, 4:5].sigmoid()).sqrt()[:, kinds].T
    price = -scores.clamp(min=1e-7).log() - 3 * (iou + 1e-8).log() + _FAR * ~(inside & near)
    price = price + 10 * _FAR * ~(inside | near)
    wanted = iou.topk(min(_MOST_CELLS, iou.shape[1]), 1).values.sum(1).int().clamp(min=1)
    place = price.argsort(1).argsort(1)
    chosen = (place < wanted[:, None]) & (inside | near)
    price = torch.where(chosen, price, torch.inf)
    best = price.argmin(0)
    taken = chosen.any(0)
    return torch.where(taken, best, -1), torch.where(taken, iou[best, torch.arange(len(best), device=best.device)], 0)


def loss_of(raw: Tensor, truths: list[Tensor], unsure: list[Tensor], cells: Tensor, steps: Tensor) -> dict[str, Tensor]:
    """Parts of the loss of a batch.

    Args:
        raw: [B, N, 5 + C] from ``GraphNet``.
        truths: per picture [G, 5]: corners in px, class number.
        unsure: per picture [U, 4]: where objectness is neither right nor wrong.
        cells: from ``grid``.
        steps: from ``grid``.
    """
    boxes = boxes_of(raw, cells, steps)
    parts = {name: raw.new_zeros(()) for name in ("box", "object", "class")}
    answering = 0
    for one, found, truth, doubtful in zip(raw, boxes, truths, unsure, strict=True):
        target, counted = raw.new_zeros(len(one)), _clear(doubtful, cells, steps)
        if len(truth):
            which, iou = assign(one, found, truth, cells, steps)
            mine = which >= 0
            target[mine], counted[mine] = 1, 1
            answering += int(mine.sum())
            parts["box"] = parts["box"] + (1 - overlaps(found[mine], truth[which[mine], :4]) ** 2).sum()
            kinds = functional.one_hot(truth[which[mine], 4].long(), one.shape[1] - 5) * iou[mine, None]
            parts["class"] = parts["class"] + functional.binary_cross_entropy_with_logits(
                one[mine, 5:], kinds, reduction="sum"
            )
        wrong = functional.binary_cross_entropy_with_logits(one[:, 4], target, reduction="none")
        parts["object"] = parts["object"] + (wrong * counted).sum()
    weights = {"box": 5.0, "object": 1.0, "class": 1.0}
    return {name: weights[name] * value / max(answering, 1) for name, value in parts.items()}


def _clear(doubtful: Tensor, cells: Tensor, steps: Tensor) -> Tensor:
    """1 for cells outside every unsure box, else 0 [N]."""
    if not len(doubtful):
        return torch.ones(len(cells), device=cells.device)
    centres = (cells + 0.5) * steps
    inside = ((centres > doubtful[:, None, :2]) & (centres < doubtful[:, None, 2:4])).all(-1)
    return (~inside.any(0)).float()
