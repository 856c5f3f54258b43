"""A session's inputs and outputs in the accelerator's own memory, and runs replayed as one CUDA graph.

What onnxruntime does not check is checked here: ``OrtValue.update_inplace`` copies as many bytes as the value holds,
whatever their type, and a captured graph is replayed for any shape under the same id. So one binding and one
graph serve one set of shapes, and what does not fit goes the plain way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ioc_desktop.vision.signature import Signature

Tensor = NDArray[Any]
Key = tuple[tuple[str, tuple[int, ...]], ...]

_TYPES = {
    "tensor(float)": np.dtype(np.float32),
    "tensor(float16)": np.dtype(np.float16),
    "tensor(int64)": np.dtype(np.int64),
    "tensor(int32)": np.dtype(np.int32),
    "tensor(uint8)": np.dtype(np.uint8),
}
_GRAPH_ID = "gpu_graph_id"
_NO_GRAPH = "-1"
MOST_SHAPES = 16
"""As many sizes of batches as a detector uses; each holds memory of the device."""


@dataclass(frozen=True)
class _Bound:
    """One set of shapes.

    Attributes:
        binding: of the values below.
        inputs: by name, on the device; their bytes are replaced before each run.
        outputs: on the device, written by each run.
        options: name the graph.
    """

    binding: Any
    inputs: dict[str, Any]
    outputs: list[Any]
    options: Any


class BoundRunner:
    """Runs a session through bindings where that works, else plainly; used by one thread.

    Args:
        session: of onnxruntime.
        outputs: wanted, in this order.
        device: where its values lie, as ``("cuda", 0)``.
        errors: what a run may raise.
        graphs: whether the session was made with CUDA graphs.

    Attributes:
        is_bound: False once a bound run has failed where a plain one did not.
    """

    def __init__(
        self,
        session: Any,
        outputs: Sequence[str],
        device: tuple[str, int],
        errors: tuple[type[Exception], ...],
        *,
        graphs: bool = False,
    ) -> None:
        self._session, self._outputs, self._device = session, list(outputs), device
        self._errors, self._graphs = errors, graphs
        self._types = {each.name: _TYPES.get(each.type) for each in session.get_inputs()}
        self._bound: dict[Key, _Bound] = {}
        self.is_bound = True

    def run(self, inputs: Mapping[str, Tensor]) -> list[Tensor]:
        """Outputs in the order asked for, the caller's own. Raises what a plain run raises."""
        if not self.is_bound or not self._fits(inputs):
            return self._plain(inputs)
        key = tuple((name, value.shape) for name, value in inputs.items())
        bound = self._bound.get(key)
        if bound is None:
            return self._first(key, inputs)
        try:
            return self._replay(bound, inputs)
        except self._errors:
            found = self._plain(inputs)
            self._refuse()
            return found

    def _fits(self, inputs: Mapping[str, Tensor]) -> bool:
        return all(self._types.get(name) == value.dtype for name, value in inputs.items())

    def _first(self, key: Key, inputs: Mapping[str, Tensor]) -> list[Tensor]:
        """A plain run shows what comes out; then a bound one has to give the same."""
        found = self._plain(inputs)
        if len(self._bound) >= MOST_SHAPES:
            return found
        try:
            bound = self._bind(inputs, found)
            self._bound[key] = bound
            if not _same(self._replay(bound, inputs), found):
                self._refuse()
        except self._errors:
            self._refuse()
        return found

    def _plain(self, inputs: Mapping[str, Tensor]) -> list[Tensor]:
        # Without an id, a session with graphs would capture memory that is gone after this run.
        options = _options(_NO_GRAPH) if self._graphs else None
        return list(self._session.run(self._outputs, inputs, options))

    def _bind(self, inputs: Mapping[str, Tensor], found: Sequence[Tensor]) -> _Bound:
        binding = self._session.io_binding()
        given = {name: self._value(value) for name, value in inputs.items()}
        taken = [self._value(value) for value in found]
        for name, value in given.items():
            binding.bind_ortvalue_input(name, value)
        for name, value in zip(self._outputs, taken, strict=True):
            binding.bind_ortvalue_output(name, value)
        # Ids begin at 1: onnxruntime keeps 0 for itself.
        return _Bound(binding, given, taken, _options(str(len(self._bound) + 1)) if self._graphs else None)

    def _value(self, like: Tensor) -> Any:
        return onnxruntime.OrtValue.ortvalue_from_shape_and_type(list(like.shape), like.dtype.type, *self._device)

    def _replay(self, bound: _Bound, inputs: Mapping[str, Tensor]) -> list[Tensor]:
        for name, value in inputs.items():
            bound.inputs[name].update_inplace(np.ascontiguousarray(value))
        self._session.run_with_iobinding(bound.binding, bound.options)
        # In the processor's memory the array is a view of what the next run overwrites.
        return [np.array(value.numpy(), copy=True) for value in bound.outputs]

    def _refuse(self) -> None:
        self.is_bound = False
        self._bound.clear()


def can_graph(signature: Signature) -> bool:
    """Whether a model may be captured: pictures in, and what comes out has a shape that follows from them alone.

    Outputs of free length come from models that choose boxes themselves; what such a model does inside depends on the
    picture, and a graph would repeat what it did for the first one.
    """
    return len(signature.inputs) == 1 and all(None not in spec.tail() for spec in signature.outputs)


def _options(graph: str) -> Any:
    options = onnxruntime.RunOptions()
    options.add_run_config_entry(_GRAPH_ID, graph)
    return options


def _same(one: Sequence[Tensor], other: Sequence[Tensor]) -> bool:
    """Equal but for the last digits: kernels may be chosen anew."""
    return all(np.allclose(a, b, rtol=1e-2, atol=1e-2, equal_nan=True) for a, b in zip(one, other, strict=True))
