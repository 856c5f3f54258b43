"""ONNX headers made by hand: enough bytes for recognition, no weights."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support.onnx_bytes import Tensors, header


@pytest.fixture
def onnx_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes an ONNX file with these inputs and outputs and no nodes."""

    def write(inputs: Tensors, outputs: Tensors, weights: Sequence[str] = (), name: str = "model.onnx") -> Path:
        path = tmp_path / name
        path.write_bytes(header(inputs, outputs, weights))
        return path

    return write


@pytest.fixture
def yolox_file(onnx_file: Callable[..., Path]) -> Path:
    return onnx_file({"images": (1, 3, 416, 416)}, {"output": (1, 3549, 85)}, name="yolox_test.onnx")
