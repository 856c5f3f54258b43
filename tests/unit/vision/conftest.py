"""ONNX headers made by hand: enough bytes for recognition, no weights."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Dimensions = Sequence[int | str]
Tensors = dict[str, Dimensions]


def field(number: int, value: bytes | int) -> bytes:
    """One protocol buffer field."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def varint(value: int) -> bytes:
    parts = bytearray()
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def tensor(name: str, shape: Dimensions) -> bytes:
    dimensions = b"".join(
        field(1, field(1, size) if isinstance(size, int) else field(2, size.encode())) for size in shape
    )
    return field(1, name.encode()) + field(2, field(1, field(1, 1) + field(2, dimensions)))


def header(inputs: Tensors, outputs: Tensors, weights: Sequence[str] = ()) -> bytes:
    graph = b"".join(field(5, field(1, 4) + field(8, name.encode()) + field(9, bytes(16))) for name in weights)
    graph += b"".join(field(11, tensor(name, shape)) for name, shape in inputs.items())
    graph += b"".join(field(12, tensor(name, shape)) for name, shape in outputs.items())
    return field(1, 8) + field(2, b"tests") + field(7, graph)


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
