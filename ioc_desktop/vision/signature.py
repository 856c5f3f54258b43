"""Inputs and outputs of an ONNX file, read without a runtime.

The window may not load onnxruntime, yet it has to say what a file is; a model's header is a handful of protocol
buffer fields. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (ModelProto, GraphProto,
ValueInfoProto, TypeProto, TensorShapeProto).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

Shape = tuple[int | None, ...]
Buffer = memoryview

_MODEL_GRAPH, _MODEL_OPSET, _GRAPH_INITIALIZER, _GRAPH_INPUT, _GRAPH_OUTPUT = 7, 8, 5, 11, 12
_INITIALIZER_NAME = 8
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """Name and shape of one input or output; None where a dimension is free or unknown."""

    name: str
    shape: Shape

    def tail(self) -> Shape:
        """The shape without its batch dimension."""
        return self.shape[1:]


@dataclass(frozen=True, slots=True)
class Signature:
    """What goes into a model and what comes out."""

    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]

    @property
    def picture(self) -> TensorSpec:
        """The input that takes pictures: the first with four dimensions, channels second."""
        return next((spec for spec in self.inputs if len(spec.shape) == 4), self.inputs[0])

    @property
    def picture_size(self) -> tuple[int, int] | None:
        """Width and height in px, None when the model leaves them free."""
        shape = self.picture.shape
        if len(shape) != 4 or shape[2] is None or shape[3] is None:
            return None
        return shape[3], shape[2]


class _BrokenFileError(Exception):
    """The bytes are no ONNX model, or end too early."""


def read_signature(path: Path) -> Signature:
    """The signature of an ONNX file.

    Raises:
        ExpectedError: ``model.missing``, ``model.truncated`` when the file ends inside a field, ``model.not_onnx``.
    """
    try:
        data = path.read_bytes()
        return _model(data)
    except FileNotFoundError as error:
        raise missing(path) from error
    except (_BrokenFileError, UnicodeDecodeError, ValueError, OSError) as error:
        raise truncated(path) from error


def missing(path: Path) -> ExpectedError:
    return ExpectedError(
        "model.missing",
        QT_TRANSLATE_NOOP("errors", "Không có tệp mô hình {path}. Kiểm tra đường dẫn rồi thêm lại."),
        path=str(path),
    )


def truncated(path: Path) -> ExpectedError:
    return ExpectedError(
        "model.truncated",
        QT_TRANSLATE_NOOP(
            "errors",
            "Tệp mô hình {path} bị cắt cụt hoặc không phải ONNX ({size_mb} MB). Chép lại tệp từ nguồn rồi thêm lại.",
        ),
        path=path.name,
        size_mb=f"{path.stat().st_size / 1e6:.1f}".replace(".", ",") if path.exists() else "0",
    )


def _model(data: bytes) -> Signature:
    parts = dict(_fields(memoryview(data)))
    # Every model names its operator set, most after the graph: a file cut between the two lacks it.
    if _MODEL_GRAPH not in parts or _MODEL_OPSET not in parts:
        raise _BrokenFileError
    inputs: list[TensorSpec] = []
    outputs: list[TensorSpec] = []
    weights: set[str] = set()
    for number, value in _fields(parts[_MODEL_GRAPH]):
        if number == _GRAPH_INITIALIZER:
            weights.add(_text(value, _INITIALIZER_NAME))
        elif number == _GRAPH_INPUT:
            inputs.append(_tensor(value))
        elif number == _GRAPH_OUTPUT:
            outputs.append(_tensor(value))
    # Older exporters list weights among the inputs.
    pictures = tuple(spec for spec in inputs if spec.name not in weights)
    if not pictures or not outputs:
        raise _BrokenFileError
    return Signature(pictures, tuple(outputs))


def _tensor(value: Buffer | int) -> TensorSpec:
    shape: list[int | None] = []
    for dimensions in _path(value, 2, 1, 2):
        for number, dimension in _fields(_bytes(dimensions)):
            if number == 1:
                size = next((v for n, v in _fields(_bytes(dimension)) if n == 1 and isinstance(v, int)), None)
                shape.append(size or None)
    return TensorSpec(_text(value, 1), tuple(shape))


def _path(value: Buffer | int, *numbers: int) -> Iterator[Buffer | int]:
    """Values reached by following field ``numbers`` down from a message."""
    if not numbers:
        yield value
        return
    for number, inner in _fields(_bytes(value)):
        if number == numbers[0]:
            yield from _path(inner, *numbers[1:])


def _text(value: Buffer | int, number: int) -> str:
    return next((str(_bytes(v), "utf-8") for n, v in _fields(_bytes(value)) if n == number), "")


def _bytes(value: Buffer | int) -> Buffer:
    if isinstance(value, int):
        raise _BrokenFileError
    return value


def _fields(data: Buffer | int) -> Iterator[tuple[int, Buffer | int]]:
    """Field numbers and values of one message, in file order."""
    view, position = _bytes(data), 0
    while position < len(view):
        key, position = _varint(view, position)
        kind = key & 7
        if kind == _VARINT:
            value, position = _varint(view, position)
            yield key >> 3, value
            continue
        size = {_FIXED64: 8, _FIXED32: 4}.get(kind)
        if kind == _BYTES:
            size, position = _varint(view, position)
        if size is None or position + size > len(view):
            raise _BrokenFileError
        yield key >> 3, view[position : position + size]
        position += size


def _varint(view: Buffer, position: int) -> tuple[int, int]:
    value = shift = 0
    while position < len(view) and shift < 70:
        byte = view[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
    raise _BrokenFileError
