import numpy as np
import pytest

from ioc_desktop.video.letterbox import FrameGeometry, Mode
from ioc_desktop.vision.packing import Packer, fit_picture
from ioc_desktop.vision.pixels import IMAGENET_MEAN, IMAGENET_STD, PixelFormat


@pytest.mark.parametrize(
    "pixels",
    [
        PixelFormat("bgr", std=(1.0, 1.0, 1.0)),
        PixelFormat("rgb"),
        PixelFormat("rgb", IMAGENET_MEAN, IMAGENET_STD),
        PixelFormat("bgr", IMAGENET_MEAN[::-1], IMAGENET_STD[::-1]),
    ],
)
def test_tensor_is_what_the_formula_says(pixels: PixelFormat) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (24, 40, 3), dtype=np.uint8)
    tensor = np.full((3, 24, 40), np.nan, np.float32)
    Packer(pixels, 40, 24).pack(picture, tensor)
    ordered = picture if pixels.colour == "bgr" else picture[..., ::-1]
    expected = (ordered.astype(np.float64) - pixels.mean) / pixels.std
    np.testing.assert_allclose(tensor, expected.transpose(2, 0, 1), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("mode", "top"), [("top_left", 0), ("centre", 35)])
def test_picture_is_laid_in_with_padding(mode: Mode, top: int) -> None:
    picture = np.full((90, 320, 3), 200, np.uint8)
    fitted = fit_picture(picture, FrameGeometry(160, 116, mode, 7))
    assert fitted.shape == (116, 160, 3)
    inside = np.zeros(116, bool)
    inside[top : top + 46] = True
    rows = fitted[:, 80, 0]
    assert set(rows[:top]) <= {7}
    assert (rows == 200).sum() in {44, 46}
    assert set(rows.tolist()) == {7, 200}


def test_stretching_fills_everything() -> None:
    fitted = fit_picture(np.full((90, 320, 3), 200, np.uint8), FrameGeometry(64, 64, "stretch", 7))
    assert (fitted == 200).all()
