"""Class names: the 80 of COCO with their Vietnamese names, and the spellings that other lists use."""

from collections.abc import Sequence
from dataclasses import dataclass

from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold


@dataclass(frozen=True, slots=True)
class ClassLabel:
    """One class of a model.

    Attributes:
        name: canonical English key, as rules and exports write it.
        vi: Vietnamese name, as people see it.
        en: English name, as people see it.
    """

    name: str
    vi: str
    en: str


_COCO = (
    ("person", QT_TRANSLATE_NOOP("classes", "người")),
    ("bicycle", QT_TRANSLATE_NOOP("classes", "xe đạp")),
    ("car", QT_TRANSLATE_NOOP("classes", "ô tô")),
    ("motorcycle", QT_TRANSLATE_NOOP("classes", "xe máy")),
    ("airplane", QT_TRANSLATE_NOOP("classes", "máy bay")),
    ("bus", QT_TRANSLATE_NOOP("classes", "xe buýt")),
    ("train", QT_TRANSLATE_NOOP("classes", "tàu hỏa")),
    ("truck", QT_TRANSLATE_NOOP("classes", "xe tải")),
    ("boat", QT_TRANSLATE_NOOP("classes", "thuyền")),
    ("traffic light", QT_TRANSLATE_NOOP("classes", "đèn tín hiệu")),
    ("fire hydrant", QT_TRANSLATE_NOOP("classes", "trụ cứu hỏa")),
    ("stop sign", QT_TRANSLATE_NOOP("classes", "biển dừng")),
    ("parking meter", QT_TRANSLATE_NOOP("classes", "máy thu phí đỗ xe")),
    ("bench", QT_TRANSLATE_NOOP("classes", "ghế dài")),
    ("bird", QT_TRANSLATE_NOOP("classes", "chim")),
    ("cat", QT_TRANSLATE_NOOP("classes", "mèo")),
    ("dog", QT_TRANSLATE_NOOP("classes", "chó")),
    ("horse", QT_TRANSLATE_NOOP("classes", "ngựa")),
    ("sheep", QT_TRANSLATE_NOOP("classes", "cừu")),
    ("cow", QT_TRANSLATE_NOOP("classes", "bò")),
    ("elephant", QT_TRANSLATE_NOOP("classes", "voi")),
    ("bear", QT_TRANSLATE_NOOP("classes", "gấu")),
    ("zebra", QT_TRANSLATE_NOOP("classes", "ngựa vằn")),
    ("giraffe", QT_TRANSLATE_NOOP("classes", "hươu cao cổ")),
    ("backpack", QT_TRANSLATE_NOOP("classes", "ba lô")),
    ("umbrella", QT_TRANSLATE_NOOP("classes", "dù")),
    ("handbag", QT_TRANSLATE_NOOP("classes", "túi xách")),
    ("tie", QT_TRANSLATE_NOOP("classes", "cà vạt")),
    ("suitcase", QT_TRANSLATE_NOOP("classes", "va li")),
    ("frisbee", QT_TRANSLATE_NOOP("classes", "đĩa ném")),
    ("skis", QT_TRANSLATE_NOOP("classes", "ván trượt tuyết đôi")),
    ("snowboard", QT_TRANSLATE_NOOP("classes", "ván trượt tuyết")),
    ("sports ball", QT_TRANSLATE_NOOP("classes", "bóng")),
    ("kite", QT_TRANSLATE_NOOP("classes", "diều")),
    ("baseball bat", QT_TRANSLATE_NOOP("classes", "gậy bóng chày")),
    ("baseball glove", QT_TRANSLATE_NOOP("classes", "găng bóng chày")),
    ("skateboard", QT_TRANSLATE_NOOP("classes", "ván trượt")),
    ("surfboard", QT_TRANSLATE_NOOP("classes", "ván lướt sóng")),
    ("tennis racket", QT_TRANSLATE_NOOP("classes", "vợt")),
    ("bottle", QT_TRANSLATE_NOOP("classes", "chai")),
    ("wine glass", QT_TRANSLATE_NOOP("classes", "ly rượu")),
    ("cup", QT_TRANSLATE_NOOP("classes", "cốc")),
    ("fork", QT_TRANSLATE_NOOP("classes", "nĩa")),
    ("knife", QT_TRANSLATE_NOOP("classes", "dao")),
    ("spoon", QT_TRANSLATE_NOOP("classes", "thìa")),
    ("bowl", QT_TRANSLATE_NOOP("classes", "bát")),
    ("banana", QT_TRANSLATE_NOOP("classes", "chuối")),
    ("apple", QT_TRANSLATE_NOOP("classes", "táo")),
    ("sandwich", QT_TRANSLATE_NOOP("classes", "bánh kẹp")),
    ("orange", QT_TRANSLATE_NOOP("classes", "cam")),
    ("broccoli", QT_TRANSLATE_NOOP("classes", "bông cải xanh")),
    ("carrot", QT_TRANSLATE_NOOP("classes", "cà rốt")),
    ("hot dog", QT_TRANSLATE_NOOP("classes", "bánh mì xúc xích")),
    ("pizza", QT_TRANSLATE_NOOP("classes", "bánh pizza")),
    ("donut", QT_TRANSLATE_NOOP("classes", "bánh vòng")),
    ("cake", QT_TRANSLATE_NOOP("classes", "bánh kem")),
    ("chair", QT_TRANSLATE_NOOP("classes", "ghế")),
    ("couch", QT_TRANSLATE_NOOP("classes", "ghế sô pha")),
    ("potted plant", QT_TRANSLATE_NOOP("classes", "chậu cây")),
    ("bed", QT_TRANSLATE_NOOP("classes", "giường")),
    ("dining table", QT_TRANSLATE_NOOP("classes", "bàn ăn")),
    ("toilet", QT_TRANSLATE_NOOP("classes", "bồn cầu")),
    ("tv", QT_TRANSLATE_NOOP("classes", "ti vi")),
    ("laptop", QT_TRANSLATE_NOOP("classes", "máy tính xách tay")),
    ("mouse", QT_TRANSLATE_NOOP("classes", "chuột máy tính")),
    ("remote", QT_TRANSLATE_NOOP("classes", "điều khiển từ xa")),
    ("keyboard", QT_TRANSLATE_NOOP("classes", "bàn phím")),
    ("cell phone", QT_TRANSLATE_NOOP("classes", "điện thoại")),
    ("microwave", QT_TRANSLATE_NOOP("classes", "lò vi sóng")),
    ("oven", QT_TRANSLATE_NOOP("classes", "lò nướng")),
    ("toaster", QT_TRANSLATE_NOOP("classes", "máy nướng bánh mì")),
    ("sink", QT_TRANSLATE_NOOP("classes", "bồn rửa")),
    ("refrigerator", QT_TRANSLATE_NOOP("classes", "tủ lạnh")),
    ("book", QT_TRANSLATE_NOOP("classes", "sách")),
    ("clock", QT_TRANSLATE_NOOP("classes", "đồng hồ")),
    ("vase", QT_TRANSLATE_NOOP("classes", "bình hoa")),
    ("scissors", QT_TRANSLATE_NOOP("classes", "kéo")),
    ("teddy bear", QT_TRANSLATE_NOOP("classes", "gấu bông")),
    ("hair drier", QT_TRANSLATE_NOOP("classes", "máy sấy tóc")),
    ("toothbrush", QT_TRANSLATE_NOOP("classes", "bàn chải đánh răng")),
)

_OURS = (
    ("motion", QT_TRANSLATE_NOOP("classes", "chuyển động")),
    ("face", QT_TRANSLATE_NOOP("classes", "khuôn mặt")),
    ("plate", QT_TRANSLATE_NOOP("classes", "biển số")),
    ("plate_two_line", QT_TRANSLATE_NOOP("classes", "biển số hai dòng")),
    ("van", QT_TRANSLATE_NOOP("classes", "xe van")),
    ("tricycle", QT_TRANSLATE_NOOP("classes", "xe ba gác")),
    ("fire", QT_TRANSLATE_NOOP("classes", "lửa")),
    ("smoke", QT_TRANSLATE_NOOP("classes", "khói")),
    ("helmet", QT_TRANSLATE_NOOP("classes", "mũ bảo hiểm")),
)

_ALIASES = {
    "motorbike": "motorcycle",
    "motor": "motorcycle",
    "motor bike": "motorcycle",
    "pedestrian": "person",
    "people": "person",
    "bike": "bicycle",
    "aeroplane": "airplane",
    "automobile": "car",
    "lorry": "truck",
    "coach": "bus",
    "sofa": "couch",
    "pottedplant": "potted plant",
    "diningtable": "dining table",
    "tvmonitor": "tv",
    "mobile phone": "cell phone",
    "hair dryer": "hair drier",
    "doughnut": "donut",
    "license plate": "plate",
    "licence plate": "plate",
    "number plate": "plate",
}

_VIETNAMESE = dict(_COCO) | dict(_OURS)
_BY_FOLDED = {fold(vi): name for name, vi in _VIETNAMESE.items()}

COCO80: tuple[str, ...] = tuple(name for name, _ in _COCO)

# The category numbers that COCO's own 91-entry list leaves out; models trained on raw ids put nothing there.
_COCO91_HOLES = frozenset((0, 12, 26, 29, 30, 45, 66, 68, 69, 71, 83))


def coco91() -> tuple[str, ...]:
    """COCO's names at their original category numbers 0–90; holes are empty strings."""
    names = iter(COCO80)
    return tuple("" if number in _COCO91_HOLES else next(names) for number in range(91))


def canonical(name: str) -> str:
    """The one spelling of a class: aliases (``motorbike``) and Vietnamese names are resolved.

    >>> canonical("Motorbike"), canonical("ô tô")
    ('motorcycle', 'car')
    """
    plain = " ".join(name.strip().replace("-", " ").lower().split())
    if plain in _VIETNAMESE:
        return plain
    spaced = plain.replace("_", " ")
    return _ALIASES.get(spaced) or (spaced if spaced in _VIETNAMESE else _BY_FOLDED.get(fold(spaced), plain))


def label(name: str) -> ClassLabel:
    """The label of a class; a name that we have no Vietnamese for is shown as the model spells it."""
    key = canonical(name)
    english = key.replace("_", " ")
    return ClassLabel(name=key, vi=_VIETNAMESE.get(key, english), en=english)


def labels(names: Sequence[str]) -> list[ClassLabel]:
    """Labels in the order of a model's class numbers."""
    return [label(name) for name in names]
