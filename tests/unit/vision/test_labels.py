import pytest

from ioc_desktop.vision.labels import COCO80, canonical, coco91, label, labels


def test_all_eighty_have_their_own_vietnamese_name() -> None:
    names = [one.vi for one in labels(COCO80)]
    assert len(set(names)) == len(COCO80) == 80
    assert all(one.vi != one.en for one in labels(COCO80))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("motorbike", "motorcycle"),
        ("Motorcycle", "motorcycle"),
        ("traffic_light", "traffic light"),
        ("cell-phone", "cell phone"),
        ("tvmonitor", "tv"),
        ("xe máy", "motorcycle"),
        ("Người", "person"),
        ("license plate", "plate"),
        ("plate_two_line", "plate_two_line"),
        ("street cart", "street cart"),
    ],
)
def test_other_spellings_mean_the_same_class(written: str, meant: str) -> None:
    assert canonical(written) == meant


def test_street_words() -> None:
    words = {name: label(name).vi for name in ("person", "car", "motorcycle", "bus", "traffic light")}
    assert words == {
        "person": "người",
        "car": "ô tô",
        "motorcycle": "xe máy",
        "bus": "xe buýt",
        "traffic light": "đèn tín hiệu",
    }


def test_unknown_class_is_shown_as_the_model_spells_it() -> None:
    assert label("street_cart").vi == "street cart"


def test_original_category_numbers() -> None:
    names = coco91()
    assert len(names) == 91
    assert (names[0], names[1], names[12], names[90]) == ("", "person", "", "toothbrush")
    assert [name for name in names if name] == list(COCO80)
