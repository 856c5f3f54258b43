import numpy as np
import pytest

from ioc_desktop.vision.detections import Detections, iou_with, suppress


def three() -> Detections:
    boxes = np.array([[0, 0, 0.5, 0.5], [0.1, 0.1, 0.3, 0.4], [0.5, 0.5, 1, 1]], np.float32)
    return Detections(boxes, np.array([0.5, 0.9, 0.7], np.float32), np.array([2, 0, 2], np.int32))


def test_choosing_by_mask_position_and_slice() -> None:
    found = three()
    assert found[found.scores > 0.6].scores.tolist() == pytest.approx([0.9, 0.7])
    assert found[[2, 0]].classes.tolist() == [2, 2]
    assert len(found[:1]) == 1
    assert len(found[[]]) == 0
    assert len(found[np.zeros(3, bool)]) == 0


def test_the_surest_come_first() -> None:
    assert three().best(2).scores.tolist() == pytest.approx([0.9, 0.7])


def test_boxes_in_pixels() -> None:
    assert three().xywh_px(200, 100)[1].tolist() == pytest.approx([20, 10, 40, 30], abs=1e-4)


def test_empty_is_a_value_like_any_other() -> None:
    empty = Detections.empty()
    assert (len(empty), len(empty.best(5)), empty.xywh_px(10, 10).shape) == (0, 0, (0, 4))


@pytest.mark.parametrize(
    ("boxes", "scores", "classes", "error"),
    [
        (np.zeros((2, 4), np.float32), np.zeros(1, np.float32), np.zeros(1, np.int32), ValueError),
        (np.zeros((1, 5), np.float32), np.zeros(1, np.float32), np.zeros(1, np.int32), ValueError),
        (np.zeros((1, 4), np.float64), np.zeros(1, np.float32), np.zeros(1, np.int32), TypeError),
        (np.zeros((1, 4), np.float32), np.zeros(1, np.float32), np.zeros(1, np.int64), TypeError),
    ],
)
def test_arrays_that_disagree_are_refused(
    boxes: np.ndarray, scores: np.ndarray, classes: np.ndarray, error: type[Exception]
) -> None:
    with pytest.raises(error):
        Detections(boxes, scores, classes)


def test_overlap_of_known_boxes() -> None:
    box = np.array([0, 0, 2, 2], np.float32)
    others = np.array([[0, 0, 2, 2], [1, 0, 3, 2], [5, 5, 6, 6]], np.float32)
    assert iou_with(box, others).tolist() == pytest.approx([1, 1 / 3, 0])


def test_suppression_keeps_the_surest_of_each_class() -> None:
    boxes = np.array([[0, 0, 10, 10], [1, 0, 11, 10], [0, 0, 10, 10], [50, 50, 60, 60]], np.float32)
    scores = np.array([0.6, 0.9, 0.5, 0.3], np.float32)
    classes = np.array([1, 1, 0, 1], np.int32)
    assert suppress(boxes, scores, classes, 0.5).tolist() == [1, 2, 3]


def test_suppression_agrees_with_the_obvious_loop() -> None:
    rng = np.random.default_rng(7)
    corner = rng.uniform(-50, 300, (200, 2))
    boxes = np.concatenate([corner, corner + rng.uniform(5, 90, (200, 2))], axis=1).astype(np.float32)
    scores = rng.permutation(200).astype(np.float32) / 200
    classes = rng.integers(0, 3, 200).astype(np.int32)
    kept: list[int] = []
    for index in np.argsort(-scores):
        rivals = [other for other in kept if classes[other] == classes[index]]
        if all(iou_with(boxes[other], boxes[index : index + 1])[0] <= 0.45 for other in rivals):
            kept.append(int(index))
    assert suppress(boxes, scores, classes, 0.45).tolist() == kept
