"""A YOLOX file (ONNX, batch norm folded in) as a trainable PyTorch module, and back into a file.

The file's own graph is what runs, so nothing about the network is written down twice. Only the class rows of the head
are cut to the classes that are wanted, and the batch dimension is set free.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

STRIDES = (8, 16, 32)
_FIXED = 5


class GraphNet(nn.Module):
    """Runs a YOLOX graph on pictures of any size that 32 divides.

    ``forward`` takes BGR float32 [B, 3, H, W] in 0–255 and gives [B, N, 5 + C]: x, y, log w, log h in cells, and the
    logits of objectness and of the classes (the file applies a sigmoid to those; training needs them without).
    """

    def __init__(self, model: onnx.ModelProto) -> None:
        super().__init__()
        self.model = model
        self._nodes = [node for node in model.graph.node if node.op_type != "Identity"]
        self._constants: dict[str, np.ndarray] = {}
        self._swishes, self._gates = self._find_swishes()
        self.weights = nn.ParameterDict()
        for item in model.graph.initializer:
            value = numpy_helper.to_array(item)
            if value.dtype == np.float32 and self._feeds_conv(item.name):
                self.weights[_key(item.name)] = nn.Parameter(torch.from_numpy(value.copy()))
            else:
                self._constants[item.name] = value

    def _feeds_conv(self, name: str) -> bool:
        return any(node.op_type == "Conv" and name in node.input for node in self._nodes)

    def forward(self, pictures: Tensor) -> Tensor:
        values = {self.model.graph.input[0].name: pictures}
        logits = self._logit_sigmoids()
        for node in self._nodes:
            if node.op_type == "Reshape":
                values[node.output[0]] = values[node.input[0]].flatten(2)
            elif node.output[0] in logits:
                values[node.output[0]] = values[node.input[0]]
            elif node.output[0] in self._swishes:
                values[node.output[0]] = functional.silu(values[self._swishes[node.output[0]]])
            elif node.output[0] in self._gates:
                continue
            else:
                values[node.output[0]] = self._run(node, values)
        return values[self.model.graph.output[0].name]

    def _find_swishes(self) -> tuple[dict[str, str], set[str]]:
        """Products x · sigmoid(x) are one step, not two: by output name their input, and the sigmoids in them."""
        sigmoids = {node.output[0]: node.input[0] for node in self._nodes if node.op_type == "Sigmoid"}
        swishes, gates = {}, set()
        for node in self._nodes:
            gate = next((name for name in node.input if name in sigmoids), None)
            if node.op_type == "Mul" and gate is not None and sigmoids[gate] in node.input:
                swishes[node.output[0]] = sigmoids[gate]
                gates.add(gate)
        return swishes, gates

    def _logit_sigmoids(self) -> set[str]:
        """Outputs of the sigmoids right before the heads are joined."""
        joined = {
            name for node in self._nodes if node.op_type == "Concat" and len(node.input) == 3 for name in node.input
        }
        heads = {node.output[0] for node in self._nodes if node.op_type == "Conv" and "preds" in node.input[1]}
        return {
            n.output[0] for n in self._nodes if n.op_type == "Sigmoid" and n.input[0] in heads and n.output[0] in joined
        }

    def _run(self, node: onnx.NodeProto, values: dict[str, Tensor]) -> Tensor:  # noqa: PLR0911  (one line an operator)
        given = [values[name] for name in node.input if name in values]
        options = {item.name: helper.get_attribute_value(item) for item in node.attribute}
        match node.op_type:
            case "Conv":
                weight, bias = self.weights[_key(node.input[1])], self.weights[_key(node.input[2])]
                pads, strides = options["pads"][:2], options["strides"]
                return functional.conv2d(given[0], weight, bias, strides, pads, 1, options["group"])
            case "Sigmoid":
                return given[0].sigmoid()
            case "Mul":
                return given[0] * given[1]
            case "Add":
                return given[0] + given[1]
            case "Concat":
                return torch.cat(given, options["axis"])
            case "MaxPool":
                return functional.max_pool2d(given[0], options["kernel_shape"], 1, options["pads"][:2])
            case "Resize":
                return functional.interpolate(given[0], scale_factor=2, mode="nearest")
            case "Transpose":
                return given[0].permute(options["perm"])
            case "Slice":
                return self._slice(given[0], node)
        raise ValueError(f"this trainer knows no {node.op_type}")

    def _slice(self, value: Tensor, node: onnx.NodeProto) -> Tensor:
        """YOLOX slices every second row or column, from 0 or 1."""
        start, axis = (int(self._constants[node.input[k]][0]) for k in (1, 3))
        step = int(self._constants[node.input[4]][0])
        return value[:, :, start::step] if axis == 2 else value[:, :, :, start::step]

    def write(self, path: Path, width: int, height: int) -> None:
        """Save as an ONNX file for pictures of this size, any number of them in one run."""
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        for item in model.graph.initializer:
            if _key(item.name) in self.weights:
                trained = self.weights[_key(item.name)].detach().numpy()
                item.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(trained), item.name))
        _set_shape(model, width, height)
        onnx.checker.check_model(model)
        onnx.save(model, str(path))


def load_cut(path: Path, rows: list[int]) -> GraphNet:
    """Read a YOLOX file and keep only these class rows, in this order."""
    model = onnx.load(str(path))
    for item in model.graph.initializer:
        if "cls_preds" in item.name:
            item.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(item)[rows], item.name))
    for node in model.graph.node:
        if node.op_type == "Reshape":
            target = next(item for item in model.graph.initializer if item.name == node.input[1])
            shape = np.array([0, _FIXED + len(rows), -1], np.int64)
            target.CopyFrom(numpy_helper.from_array(shape, target.name))
    del model.graph.value_info[:]
    return GraphNet(model)


def _key(name: str) -> str:
    return name.replace(".", "_")


def _set_shape(model: onnx.ModelProto, width: int, height: int) -> None:
    rows = sum((width // stride) * (height // stride) for stride in STRIDES)
    classes = next(
        len(numpy_helper.to_array(i)) for i in model.graph.initializer if i.name.endswith("cls_preds.0.bias")
    )
    for value, shape in (
        (model.graph.input[0], ["batch", 3, height, width]),
        (model.graph.output[0], ["batch", rows, _FIXED + classes]),
    ):
        value.CopyFrom(helper.make_tensor_value_info(value.name, onnx.TensorProto.FLOAT, shape))
