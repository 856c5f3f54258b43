"""Every family on outputs made from known boxes, through the way back into the source picture."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.letterbox import FrameGeometry, model_boxes, normalise_boxes
from ioc_desktop.vision.families import FAMILIES
from ioc_desktop.vision.families.recipe import Candidates, Size, grid_points
from ioc_desktop.vision.signature import Signature, TensorSpec
from ioc_desktop.vision.sniff import check_family, sniff

Floats = NDArray[np.float32]

SOURCE = (640, 352)
# Two objects in 0–1 of the source; classes 2 and 0.
TRUE_BOXES = np.array([[0.30, 0.40, 0.55, 0.80], [0.05, 0.10, 0.15, 0.45]], np.float32)
TRUE_CLASSES = (2, 0)
CLASSES = 5


def placed(family: str, size: Size) -> tuple[Floats, FrameGeometry]:
    """The true boxes in px of the model's picture, and its geometry."""
    recipe = FAMILIES[family]
    geometry = FrameGeometry(size.width, size.height, recipe.mode, recipe.pad)
    return model_boxes(TRUE_BOXES, geometry.place(*SOURCE)), geometry


def signature(size: Size, outputs: dict[str, Sequence[int | None]], extra: Sequence[str] = ()) -> Signature:
    inputs = (TensorSpec("images", (1, 3, size.height, size.width)), *(TensorSpec(name, (1, 2)) for name in extra))
    return Signature(inputs, tuple(TensorSpec(name, tuple(shape)) for name, shape in outputs.items()))


def shapes(outputs: dict[str, NDArray[np.generic]]) -> dict[str, Sequence[int | None]]:
    return {name: array.shape for name, array in outputs.items()}


def check(
    family: str, size: Size, outputs: dict[str, NDArray[np.generic]], extra: Sequence[str] = (), tolerance: float = 1e-3
) -> None:
    """Decode ``outputs`` and find the true boxes, and only those, in the source."""
    known = signature(size, shapes(outputs), extra)
    assert sniff(known).recipe.name == family
    decode = FAMILIES[family].decoder(known, size)
    found: Candidates = decode(list(outputs.values()), 0.3)[0]
    _, geometry = placed(family, size)
    boxes = normalise_boxes(found.boxes, geometry.place(*SOURCE))
    order = np.argsort(-found.scores)
    assert found.classes[order].tolist() == list(TRUE_CLASSES)
    np.testing.assert_allclose(boxes[order], TRUE_BOXES, atol=tolerance)
    assert found.scores[order].tolist() == pytest.approx([0.9, 0.8], abs=0.02)
    assert found.boxes.dtype == found.scores.dtype == np.float32
    assert found.classes.dtype == np.int32


def centre_and_size(boxes: Floats) -> tuple[Floats, Floats]:
    return (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]


def cell_of(point: Floats, cells: Floats, steps: Floats, stride: int, offset: float = 0.0) -> int:
    """Row of the grid cell of this stride that is nearest to a point."""
    distance = np.abs((cells + offset) * steps - point).sum(axis=1)
    distance[steps[:, 0] != stride] = np.inf
    return int(distance.argmin())


def test_yolox() -> None:
    size = Size(416, 416)
    boxes, _ = placed("yolox", size)
    cells, steps = grid_points(size, (8, 16, 32))
    rows = np.zeros((1, len(cells), 5 + CLASSES), np.float32)
    for n, (centre, extent) in enumerate(zip(*centre_and_size(boxes), strict=True)):
        at = cell_of(centre, cells, steps, 16)
        rows[0, at, :2] = centre / 16 - cells[at]
        rows[0, at, 2:4] = np.log(extent / 16)
        rows[0, at, 4] = 0.95
        rows[0, at, 5 + TRUE_CLASSES[n]] = (0.9 - 0.1 * n) / 0.95
    check("yolox", size, {"output": rows})


def sides_of(box: Floats, point: Floats, stride: int) -> Floats:
    """Logits of four distributions whose expected values reach from ``point`` to the box's sides."""
    reach = np.concatenate([point - box[:2], box[2:] - point]) / stride
    logits = np.full((4, 8), -30, np.float32)
    for side, distance in enumerate(reach):
        low = int(distance)
        logits[side, low] = np.log(max(1e-9, 1 - (distance - low)))
        logits[side, min(low + 1, 7)] = np.log(max(1e-9, distance - low))
    return logits.ravel()


@pytest.mark.parametrize(
    ("family", "strides", "offset", "size"),
    [
        ("nanodet", (8, 16, 32), 0.5, Size(320, 320)),
        ("picodet", (8, 16, 32, 64), 0.5, Size(416, 416)),
        ("nanodet", (8, 16, 32, 64), 0.0, Size(320, 320)),
    ],
)
def test_distribution_families(family: str, strides: tuple[int, ...], offset: float, size: Size) -> None:
    boxes, _ = placed(family, size)
    cells, steps = grid_points(size, strides)
    scores = np.zeros((1, len(cells), CLASSES), np.float32)
    sides = np.zeros((1, len(cells), 32), np.float32)
    for n, (centre, _) in enumerate(zip(*centre_and_size(boxes), strict=True)):
        at = cell_of(centre, cells, steps, 32, offset)
        scores[0, at, TRUE_CLASSES[n]] = 0.9 - 0.1 * n
        sides[0, at] = sides_of(boxes[n], (cells[at] + offset) * 32, 32)
    if offset == 0:
        check(family, size, {"output": np.concatenate([scores, sides], axis=2)})
        return
    outputs: dict[str, NDArray[np.generic]] = {}
    for kind, array in (("cls", scores), ("dis", sides)):
        for stride in strides:
            outputs[f"{kind}_{stride}"] = array[:, steps[:, 0] == stride]
    check(family, size, outputs)


def test_distribution_outputs_may_come_in_any_order() -> None:
    size = Size(320, 320)
    rows = {8: 1600, 16: 400, 32: 100}
    names = [("dis", 32), ("cls", 8), ("dis", 8), ("cls", 32), ("cls", 16), ("dis", 16)]
    outputs = {f"{kind}_{stride}": (1, rows[stride], 32 if kind == "dis" else 80) for kind, stride in names}
    found = sniff(signature(size, outputs))
    assert (found.recipe.name, found.class_count) == ("nanodet", 80)


def test_fastestdet() -> None:
    size = Size(352, 352)
    boxes, _ = placed("fastestdet", size)
    grid = np.zeros((1, 5 + CLASSES, 22, 22), np.float32)
    for n, (centre, extent) in enumerate(zip(*centre_and_size(boxes), strict=True)):
        column, row = (int(value) for value in centre // 16)
        grid[0, 0, row, column] = 0.9 - 0.1 * n
        grid[0, 1:3, row, column] = np.arctanh(centre / 16 - [column, row])
        share = extent / 352
        grid[0, 3:5, row, column] = np.log(share / (1 - share))
        grid[0, 5 + TRUE_CLASSES[n], row, column] = 0.9 - 0.1 * n
    check("fastestdet", size, {"758": grid})


@pytest.mark.parametrize("in_px", [True, False])
def test_finished_detr(in_px: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    size = Size(640, 640)
    boxes, _ = placed("detr", size)
    outputs = {
        "labels": np.array([[2, 0, 4]], np.int64),
        "boxes": np.concatenate([boxes, np.zeros((1, 4), np.float32)])[None] / (1 if in_px else 640),
        "scores": np.array([[0.9, 0.8, 0.1]], np.float32),
    }
    check("detr", size, outputs, ("orig_target_sizes",) if in_px else ())


@pytest.mark.parametrize("names", [("dets", "labels"), ("logits", "pred_boxes")])
def test_raw_detr(names: tuple[str, str]) -> None:
    size = Size(384, 384)
    boxes, _ = placed("detr", size)
    centres, extents = centre_and_size(boxes / 384)
    dets = np.zeros((1, 300, 4), np.float32)
    dets[0, [7, 120]] = np.concatenate([centres, extents], axis=1)
    logits = np.full((1, 300, CLASSES), -9, np.float32)
    logits[0, [7, 120], TRUE_CLASSES] = np.log([9, 4])
    parts: dict[str, NDArray[np.generic]] = {"dets": dets, "labels": logits, "pred_boxes": dets, "logits": logits}
    check("detr", size, {name: parts[name] for name in names})


def test_detr_is_told_the_size_it_should_answer_in() -> None:
    size = Size(640, 480)
    known = signature(
        size, {"labels": (None, 300), "boxes": (None, 300, 4), "scores": (None, 300)}, ["orig_target_sizes"]
    )
    extra = FAMILIES["detr"].extra_inputs(known, size, 3)
    assert extra["orig_target_sizes"].tolist() == [[640, 480]] * 3
    assert extra["orig_target_sizes"].dtype == np.int64


def test_rfdetr_wants_imagenet_colours_and_dfine_does_not() -> None:
    raw = signature(Size(384, 384), {"dets": (1, 300, 4), "labels": (1, 300, 91)})
    done = signature(Size(640, 640), {"labels": (1, 300), "boxes": (1, 300, 4), "scores": (1, 300)})
    assert FAMILIES["detr"].pixels_for(raw).mean[0] > 100
    assert FAMILIES["detr"].pixels_for(done).mean == (0, 0, 0)


def test_ultraface() -> None:
    size = Size(320, 240)
    scores = np.array([[[0.1, 0.9], [0.2, 0.8], [0.9, 0.1]]], np.float32)
    boxes = np.concatenate([TRUE_BOXES, np.zeros((1, 4), np.float32)])[None]
    found = FAMILIES["ultraface"].decoder(signature(size, {"scores": (1, 3, 2), "boxes": (1, 3, 4)}), size)
    candidates = found([scores, boxes], 0.3)[0]
    np.testing.assert_allclose(candidates.boxes, TRUE_BOXES * [320, 240, 320, 240], rtol=1e-5)
    assert candidates.classes.tolist() == [0, 0]


def test_hyperlpr() -> None:
    size = Size(320, 320)
    boxes, geometry = placed("hyperlpr", size)
    rows = np.zeros((1, 6300, 15), np.float32)
    centres, extents = centre_and_size(boxes)
    rows[0, [5, 900], :5] = np.concatenate([centres, extents, [[0.95], [0.9]]], axis=1)
    rows[0, [5, 900], [14, 13]] = 0.99
    known = signature(size, {"output": (1, 6300, 15)})
    assert sniff(known).recipe.name == "hyperlpr"
    found = FAMILIES["hyperlpr"].decoder(known, size)([rows], 0.3)[0]
    np.testing.assert_allclose(normalise_boxes(found.boxes, geometry.place(*SOURCE)), TRUE_BOXES, atol=1e-4)
    assert found.classes.tolist() == [1, 0]


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_batches_keep_their_order(family: str) -> None:
    """Nothing above the threshold in an empty batch of three gives three empty answers."""
    outputs = {
        "yolox": [np.zeros((3, 3549, 85), np.float32)],
        "nanodet": [np.zeros((3, 2125, 112), np.float32)],
        "picodet": [np.zeros((3, n, c), np.float32) for c in (80, 32) for n in (2704, 676, 169, 49)],
        "fastestdet": [np.zeros((3, 85, 26, 26), np.float32)],
        "detr": [np.zeros((3, 300, 4), np.float32), np.full((3, 300, 91), -9, np.float32)],
        "ultraface": [np.zeros((3, 10, 2), np.float32), np.zeros((3, 10, 4), np.float32)],
        "hyperlpr": [np.zeros((3, 10647, 15), np.float32)],
    }[family]
    size = Size(320, 320) if family == "nanodet" else Size(416, 416)
    names = ["dets", "labels"] if family == "detr" else [str(n) for n in range(len(outputs))]
    known = signature(size, {name: (None, *array.shape[1:]) for name, array in zip(names, outputs, strict=True)})
    found = FAMILIES[family].decoder(known, size)(outputs, 0.3)
    assert [len(one.scores) for one in found] == [0, 0, 0]


def test_unknown_outputs_are_named_in_the_sentence() -> None:
    with pytest.raises(ExpectedError) as caught:
        sniff(signature(Size(224, 224), {"probabilities": (1, 1000)}))
    assert caught.value.code == "model.unknown_family"
    assert "probabilities [1, 1000]" in caught.value.message()


def test_wrong_family_and_wrong_size_are_refused() -> None:
    known = signature(Size(416, 416), {"output": (1, 3549, 85)})
    assert check_family(known, FAMILIES["yolox"], Size(416, 416)) == 80
    for family, size in (("nanodet", Size(416, 416)), ("yolox", Size(640, 640))):
        with pytest.raises(ExpectedError) as caught:
            check_family(known, FAMILIES[family], size)
        assert caught.value.code == "model.wrong_family"
