from collections.abc import Callable
from pathlib import Path

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.signature import TensorSpec, read_signature


def test_names_and_shapes(onnx_file: Callable[..., Path]) -> None:
    path = onnx_file({"images": ("batch", 3, 320, 416)}, {"out": ("batch", 100, 6)})
    signature = read_signature(path)
    assert signature.inputs == (TensorSpec("images", (None, 3, 320, 416)),)
    assert signature.outputs == (TensorSpec("out", (None, 100, 6)),)
    assert signature.picture_size == (416, 320)


def test_weights_listed_as_inputs_are_left_out(onnx_file: Callable[..., Path]) -> None:
    path = onnx_file({"images": (1, 3, 32, 32), "conv.weight": (8, 3, 3, 3)}, {"out": (1, 2)}, ["conv.weight"])
    assert [spec.name for spec in read_signature(path).inputs] == ["images"]


def test_picture_input_is_found_among_others(onnx_file: Callable[..., Path]) -> None:
    path = onnx_file({"orig_target_sizes": ("N", 2), "images": ("N", 3, "H", "W")}, {"out": (1, 2)})
    signature = read_signature(path)
    assert signature.picture.name == "images"
    assert signature.picture_size is None


def test_every_truncation_is_noticed(yolox_file: Path, tmp_path: Path) -> None:
    whole = yolox_file.read_bytes()
    for length in range(len(whole)):
        cut = tmp_path / "cut.onnx"
        cut.write_bytes(whole[:length])
        with pytest.raises(ExpectedError) as caught:
            read_signature(cut)
        assert caught.value.code == "model.truncated"


@pytest.mark.parametrize("content", [b"", b"not a model at all", b"\x89PNG\r\n\x1a\n" * 9, bytes(64), b"\xff" * 64])
def test_other_files_are_no_models(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(content)
    with pytest.raises(ExpectedError) as caught:
        read_signature(path)
    assert caught.value.code == "model.truncated"


def test_missing_file_says_where(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as caught:
        read_signature(tmp_path / "none.onnx")
    assert caught.value.code == "model.missing"
    assert "none.onnx" in caught.value.message()
