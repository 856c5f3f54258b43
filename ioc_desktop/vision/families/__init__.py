"""The families of detectors this program understands, one module each."""

from ioc_desktop.vision.families import detr, fastestdet, hyperlpr, nanodet, picodet, ultraface, yolox
from ioc_desktop.vision.families.recipe import Recipe

# In the order of recognition: a shape that fits two families goes to the first.
FAMILIES: dict[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        detr.RECIPE,
        picodet.RECIPE,
        nanodet.RECIPE,
        hyperlpr.RECIPE,
        yolox.RECIPE,
        fastestdet.RECIPE,
        ultraface.RECIPE,
    )
}
