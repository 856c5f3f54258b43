"""Which family a model belongs to, from the names and shapes of its inputs and outputs."""

from dataclasses import dataclass

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.families import FAMILIES
from ioc_desktop.vision.families.recipe import Recipe, Size
from ioc_desktop.vision.signature import Signature


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a model's shapes say of it.

    Attributes:
        recipe: its family.
        size: of its picture, px; None when the model leaves it free.
        class_count: number of classes.
    """

    recipe: Recipe
    size: Size | None
    class_count: int


def sniff(signature: Signature) -> Sniffed:
    """The first family that fits.

    Raises:
        ExpectedError: ``model.unknown_family``.
    """
    found = signature.picture_size
    size = Size(*found) if found else None
    for recipe in FAMILIES.values():
        count = recipe.match(signature, size)
        if count is not None:
            return Sniffed(recipe, size, count)
    raise ExpectedError(
        "model.unknown_family",
        QT_TRANSLATE_NOOP(
            "errors",
            "Không nhận ra loại mô hình: đầu ra là {outputs}. Dùng mô hình thuộc một trong các họ: {families}.",
        ),
        outputs=describe(signature),
        families=", ".join(recipe.title for recipe in FAMILIES.values()),
    )


def describe(signature: Signature) -> str:
    """Outputs in short: ``output [1, 3549, 85]``; free dimensions as ``?``."""
    return "; ".join(
        f"{spec.name} [{', '.join('?' if size is None else str(size) for size in spec.shape)}]"
        for spec in signature.outputs[:4]
    )


def family_named(name: str) -> Recipe:
    """The recipe of a family.

    Raises:
        ExpectedError: ``model.unknown_family_name``.
    """
    recipe = FAMILIES.get(name)
    if recipe is None:
        raise ExpectedError(
            "model.unknown_family_name",
            QT_TRANSLATE_NOOP(
                "errors", "Không có họ mô hình “{family}”. Sửa mục family trong model.toml thành một trong: {known}."
            ),
            family=name,
            known=", ".join(FAMILIES),
        )
    return recipe


def check_family(signature: Signature, recipe: Recipe, size: Size) -> int:
    """Number of classes of a model that claims to be of a family.

    Raises:
        ExpectedError: ``model.wrong_family`` when its shapes say otherwise.
    """
    real = signature.picture_size
    count = recipe.match(signature, size) if real in {None, tuple(size)} else None
    if count is None:
        raise ExpectedError(
            "model.wrong_family",
            QT_TRANSLATE_NOOP(
                "errors",
                "Mô hình không thuộc họ {family} với ảnh vào {width}×{height}: đầu ra là {outputs}. "
                "Sửa mục family và input trong model.toml hoặc thêm lại tệp mô hình.",
            ),
            family=recipe.title,
            width=size.width,
            height=size.height,
            outputs=describe(signature),
        )
    return count
