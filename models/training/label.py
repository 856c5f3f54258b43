"""Labels frames of freely licensed clips with a stronger look of YOLOX-Nano: two larger sizes, plain and mirrored.

    python models/training/label.py YOLOX.onnx FOLDER CLIP... [--every 12] [--from-above CLIP]

Boxes above 0.45 are labels, those above 0.12 are unsure and count neither way. In a clip that looks straight down at
a road (``--from-above``) whatever is found and is no person is a car: COCO's detectors call such cars telephones. The
last fifth of every clip is left for looking at afterwards.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch
from graph import GraphNet, load_cut
from loss import boxes_of, grid, overlaps
from pictures import CLASSES
from torch import Tensor

COCO_ROWS = [0, 1, 3, 2, 5, 7]
_SIZES = ((768, 448), (1152, 640))
_SURE, _UNSURE = 0.45, 0.12
_SAME = 0.55


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--every", type=int, default=12)
    parser.add_argument("--from-above", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    net = load_cut(arguments.model, list(range(80)))
    for clip in arguments.clips:
        _label_clip(net, clip, arguments, from_above=clip in arguments.from_above)


def _label_clip(net: GraphNet, clip: Path, arguments: argparse.Namespace, *, from_above: bool) -> None:
    video, rows = cv2.VideoCapture(str(clip)), []
    last = int(video.get(cv2.CAP_PROP_FRAME_COUNT)) * 4 // 5
    for number in range(last):
        good, picture = video.read()
        if not good:
            break
        if number % arguments.every:
            continue
        name = f"{clip.stem}_{number:05d}.jpg"
        cv2.imwrite(str(arguments.folder / name), picture, [cv2.IMWRITE_JPEG_QUALITY, 95])
        rows.append({"file": name, **labels(net, picture, from_above=from_above)})
    (arguments.folder / f"{clip.stem}.json").write_text(json.dumps(rows), "utf-8")


@torch.no_grad()
def labels(net: GraphNet, picture: np.ndarray, *, from_above: bool) -> dict[str, list[list[float]]]:
    """What all looks together find, strongest first, each object once."""
    parts = [_look(net, picture, size, mirrored=mirrored) for size in _SIZES for mirrored in (False, True)]
    found = torch.cat([_as_traffic(part, from_above=from_above) for part in parts])
    found = found[found[:, 5].argsort(descending=True)]
    rows = [[round(float(v), 3) for v in row] for row in found[_distinct(found)]]
    return {
        "boxes": [row[:5] for row in rows if row[5] >= _SURE],
        "unsure": [row[:5] for row in rows if row[5] < _SURE],
    }


def _distinct(found: Tensor) -> list[int]:
    """Rows that no stronger row of their class covers."""
    same = (overlaps(found[:, None, :4], found[None, :, :4]) > _SAME) & (found[:, None, 4] == found[None, :, 4])
    covers = same.numpy()
    kept: list[int] = []
    for row in range(len(found)):
        if not covers[row, kept].any():
            kept.append(row)
    return kept


def _look(net: GraphNet, picture: np.ndarray, size: tuple[int, int], *, mirrored: bool) -> Tensor:
    """Boxes in px of the picture, COCO class and score [N, 6] of one look."""
    rows, columns = picture.shape[:2]
    scale = min(size[0] / columns, size[1] / rows)
    laid = np.full((size[1], size[0], 3), 114, np.uint8)
    seen = cv2.resize(picture[:, ::-1] if mirrored else picture, None, fx=scale, fy=scale)
    laid[: seen.shape[0], : seen.shape[1]] = seen
    raw = net(torch.from_numpy(laid).permute(2, 0, 1)[None].float())[0]
    scores, kinds = (raw[:, 5:].sigmoid() * raw[:, 4:5].sigmoid()).max(1)
    cells, steps = grid(*size)
    boxes = boxes_of(raw, cells, steps) / scale
    if mirrored:
        boxes = torch.stack([columns - boxes[:, 2], boxes[:, 1], columns - boxes[:, 0], boxes[:, 3]], 1)
    likely = scores > _UNSURE
    return torch.cat([boxes[likely], kinds[likely, None].float(), scores[likely, None]], 1)


def _as_traffic(found: Tensor, *, from_above: bool) -> Tensor:
    """COCO's numbers become ours; classes of no interest go, or are cars where cars are seen from above."""
    kinds = torch.tensor([COCO_ROWS.index(int(k)) if int(k) in COCO_ROWS else -1 for k in found[:, 4]])
    if from_above:
        kinds[kinds != CLASSES.index("person")] = CLASSES.index("car")
    found = torch.cat([found[:, :4], kinds[:, None].float(), found[:, 5:]], 1)
    return found[kinds >= 0]


if __name__ == "__main__":
    main()
