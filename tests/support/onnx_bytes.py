"""ONNX files made by hand: headers for recognition, and one tiny detector that really runs.

Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Dimensions = Sequence[int | str]
Tensors = dict[str, Dimensions]
CELL_PX = 16
CLASSES = 2
FLOAT, INT64 = 1, 7


def field(number: int, value: bytes | int | str) -> bytes:
    """One protocol buffer field."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def varint(value: int) -> bytes:
    parts = bytearray()
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def header(inputs: Tensors, outputs: Tensors, weights: Sequence[str] = ()) -> bytes:
    """A model with these inputs, outputs and names of weights, and no nodes."""
    parts = [field(5, field(1, 4) + field(8, name) + field(9, bytes(16))) for name in weights]
    return _model(b"".join(parts), inputs, outputs)


def tiny_detector(width: int, height: int, batch: int | str = 1) -> bytes:
    """A FastestDet that runs: one convolution sees every 16×16 cell.

    Objectness is the cell's brightness; class 0 is blue, class 1 is red; the box is centred on the cell's upper left
    corner and covers an eighth of the picture each way.
    """
    channels = 5 + CLASSES
    weights = np.zeros((channels, 3, CELL_PX, CELL_PX), np.float32)
    weights[0] = 1 / CELL_PX**2 / 2
    weights[5, 0] = weights[6, 2] = 1 / CELL_PX**2
    bias = np.zeros(channels, np.float32)
    bias[3:5] = np.log(1 / 8) - np.log(7 / 8)
    graph = field(1, _convolution()) + field(2, "tiny")
    graph += field(5, _weights("weights", weights)) + field(5, _weights("bias", bias))
    grid = (batch, channels, height // CELL_PX, width // CELL_PX)
    return _model(graph, {"images": (batch, 3, height, width)}, {"grid": grid})


def tiny_detr(boxes: NDArray[np.float32], labels: Sequence[int], scores: Sequence[float]) -> bytes:
    """A D-FINE that always sees the same: ``boxes`` [Q, 4] in 0–1, answered in units of ``orig_target_sizes``."""
    graph = field(1, _node("Cast", ["orig_target_sizes"], "size", to=1))
    graph += field(1, _node("Concat", ["size", "size"], "unit", axis=1))
    graph += field(1, _node("Mul", ["share", "unit"], "boxes"))
    graph += field(1, _node("Identity", ["fixed_scores"], "scores"))
    graph += field(1, _node("Cast", ["fixed_labels"], "labels", to=7))
    graph += field(2, "tiny")
    graph += field(5, _weights("share", boxes[None]))
    graph += field(5, _weights("fixed_scores", np.array([scores], np.float32)))
    graph += field(5, _weights("fixed_labels", np.array([labels], np.float32)))
    count = len(labels)
    inputs: Tensors = {"images": (1, 3, 64, 128)}
    outputs: Tensors = {"labels": (1, count), "boxes": (1, count, 4), "scores": (1, count)}
    return _model(graph, inputs, outputs, {"orig_target_sizes": (1, 2)})


def write_tiny_detector(path: Path, width: int = 320, height: int = 192, batch: int | str = 1) -> Path:
    path.write_bytes(tiny_detector(width, height, batch))
    return path


def _model(graph: bytes, inputs: Tensors, outputs: Tensors, whole_numbers: Tensors | None = None) -> bytes:
    graph += b"".join(field(11, _tensor(name, shape)) for name, shape in inputs.items())
    graph += b"".join(field(11, _tensor(name, shape, INT64)) for name, shape in (whole_numbers or {}).items())
    graph += b"".join(
        field(12, _tensor(name, shape, INT64 if name == "labels" else FLOAT)) for name, shape in outputs.items()
    )
    return field(1, 8) + field(2, "tests") + field(7, graph) + field(8, field(1, "") + field(2, 13))


def _tensor(name: str, shape: Dimensions, kind: int = FLOAT) -> bytes:
    dimensions = b"".join(field(1, field(1 if isinstance(size, int) else 2, size)) for size in shape)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, dimensions)))


def _convolution() -> bytes:
    node = field(1, "images") + field(1, "weights") + field(1, "bias") + field(2, "grid") + field(4, "Conv")
    for name in ("kernel_shape", "strides"):
        node += field(5, field(1, name) + field(8, CELL_PX) + field(8, CELL_PX) + field(20, 7))
    return node


def _node(operator: str, inputs: Sequence[str], output: str, **whole_numbers: int) -> bytes:
    node = b"".join(field(1, name) for name in inputs) + field(2, output) + field(4, operator)
    for name, value in whole_numbers.items():
        node += field(5, field(1, name) + field(3, value) + field(20, 2))
    return node


def _weights(name: str, array: NDArray[np.float32]) -> bytes:
    dimensions = b"".join(field(1, size) for size in array.shape)
    return dimensions + field(2, 1) + field(8, name) + field(9, array.tobytes())
