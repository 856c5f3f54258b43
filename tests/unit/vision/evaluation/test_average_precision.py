import pytest

from ioc_desktop.vision.evaluation.average_precision import Found, Truth, average_precision, coco_truths

BOX = (10.0, 10.0, 20.0, 20.0)


def test_perfect_answers_score_one() -> None:
    truths = [Truth(1, "car", BOX), Truth(2, "person", BOX)]
    result = average_precision(truths, [Found(t.image, t.category, t.box, 0.9) for t in truths])
    assert (result.ap, result.ap50) == (1.0, 1.0)
    assert result.per_class == {"car": 1.0, "person": 1.0}


def test_nothing_found_scores_nothing() -> None:
    assert average_precision([Truth(1, "car", BOX)], []).ap == 0
    assert average_precision([], []).ap == 0


def test_loose_box_counts_at_low_overlaps_only() -> None:
    # Overlap of 10–30 and 14–34 in x is 16/24 = 0.667: four of the ten thresholds.
    result = average_precision([Truth(1, "car", BOX)], [Found(1, "car", (14.0, 10.0, 20.0, 20.0), 0.9)])
    assert result.ap50 == 1
    assert result.ap == pytest.approx(0.4)


def test_a_surer_false_alarm_halves_the_precision() -> None:
    found = [Found(1, "car", (200.0, 200.0, 5.0, 5.0), 0.9), Found(1, "car", BOX, 0.8)]
    assert average_precision([Truth(1, "car", BOX)], found).ap == pytest.approx(0.5)


def test_the_second_box_on_one_object_is_a_false_alarm() -> None:
    truths = [Truth(1, "car", BOX), Truth(2, "car", BOX)]
    found = [Found(1, "car", BOX, 0.9), Found(1, "car", BOX, 0.8), Found(2, "car", BOX, 0.7)]
    # Recall 0.5 at precision 1 (51 points), recall 1 at precision 2/3 (50 points).
    assert average_precision(truths, found).ap == pytest.approx((51 + 50 * 2 / 3) / 101)


def test_crowds_are_neither_hits_nor_misses() -> None:
    truths = [Truth(1, "person", BOX), Truth(1, "person", (100.0, 100.0, 200.0, 200.0), crowd=True)]
    found = [Found(1, "person", (120.0, 120.0, 20.0, 40.0), 0.95), Found(1, "person", BOX, 0.9)]
    assert average_precision(truths, found).ap == 1


def test_annotations_speak_our_names() -> None:
    annotations = {
        "categories": [{"id": 4, "name": "motorbike"}],
        "annotations": [{"image_id": 3, "category_id": 4, "bbox": [1, 2, 3, 4], "iscrowd": 0}],
    }
    assert coco_truths(annotations) == [Truth(3, "motorcycle", (1, 2, 3, 4))]
