"""Writes an fp16 variant of the starter model: the same network, the same pictures in and boxes out.

python models/training/halve.py MODEL.onnx OUT.onnx
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_KEPT = {"Resize": (1, 2)}
"""Inputs that must stay fp32, by operator."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    model = onnx.load(str(arguments.model))
    halve(model.graph)
    onnx.checker.check_model(model)
    onnx.save(model, str(arguments.out))


def halve(graph: onnx.GraphProto) -> None:
    """Weights in fp16, one cast behind each input and one before each output."""
    kept = {node.input[at] for node in graph.node for at in _KEPT.get(node.op_type, ()) if at < len(node.input)}
    for weights in graph.initializer:
        if weights.data_type == TensorProto.FLOAT and weights.name not in kept:
            half = numpy_helper.to_array(weights).astype(np.float16)
            weights.CopyFrom(numpy_helper.from_array(half, weights.name))
    del graph.value_info[:]
    before, after = [], []
    for given in graph.input:
        _rename(graph, given.name, _inner(given.name))
        before.append(helper.make_node("Cast", [given.name], [_inner(given.name)], to=TensorProto.FLOAT16))
    for told in graph.output:
        _rename(graph, told.name, _inner(told.name))
        after.append(helper.make_node("Cast", [_inner(told.name)], [told.name], to=TensorProto.FLOAT))
    nodes = [*before, *graph.node, *after]
    del graph.node[:]
    graph.node.extend(nodes)


def _inner(name: str) -> str:
    return f"{name}_half"


def _rename(graph: onnx.GraphProto, old: str, new: str) -> None:
    for node in graph.node:
        for names in (node.input, node.output):
            for at, name in enumerate(names):
                if name == old:
                    names[at] = new


if __name__ == "__main__":
    main()
