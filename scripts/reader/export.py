"""Write the tuned network as an ONNX graph with 8-bit layers: what onnxruntime reads without PyTorch."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from scripts.reader.network import HEADS, LAYERS, LIFT, SHARP, TINY, WIDTH, Reader

_SHIFT = 0.65  # how far outliers among the activations are moved into the weights (SmoothQuant)
_LEAST = 1e-3


def outliers(network: Reader, batches: Iterable[tuple[torch.Tensor, torch.Tensor]]) -> dict[str, np.ndarray[Any, Any]]:
    """Return the largest input of each linear part, by channel, over some passages."""
    found: dict[str, np.ndarray[Any, Any]] = {}
    mask_now: list[torch.Tensor] = []

    def watch(name: str) -> Any:
        def seen(_: Any, given: tuple[torch.Tensor, ...]) -> None:
            rows = given[0].detach().flatten(0, -2)[mask_now[-1].flatten()].abs().amax(0).numpy()
            found[name] = np.maximum(found.get(name, rows), rows)

        return seen

    parts = [(f"{i}.{n}", getattr(layer, n)) for i, layer in enumerate(network.layers) for n in ("q", "ao", "fi", "fo")]
    hooks = [part.register_forward_pre_hook(watch(name)) for name, part in parts]
    network.eval()
    with torch.no_grad():
        for rows, mask in batches:
            mask_now.append(mask)
            network(rows, mask)
    for hook in hooks:
        hook.remove()
    return found


class _Graph:
    """An ONNX graph that grows by one operation at a time."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def keep(self, name: str, value: np.ndarray[Any, Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, given: list[str], out: str | list[str], domain: str = "", **options: Any) -> str:
        outs = [out] if isinstance(out, str) else out
        self.nodes.append(helper.make_node(kind, given, outs, name=f"{kind}_{outs[0]}", domain=domain, **options))
        return outs[0]

    def norm(self, x: str, part: Any, out: str) -> str:
        weight, bias = self.keep(f"{out}.g", _plain(part.weight)), self.keep(f"{out}.b", _plain(part.bias))
        return self.add("LayerNormalization", [x, weight, bias], out, axis=-1, epsilon=TINY)

    def linear(self, x: str, parts: list[Any], out: str, seen: np.ndarray[Any, Any] | None = None) -> str:
        weight = np.concatenate([_plain(part.weight) for part in parts])
        bias = np.concatenate([_plain(part.bias) for part in parts])
        if seen is not None:
            scale = np.maximum(seen, _LEAST) ** _SHIFT / np.maximum(np.abs(weight).max(0), _LEAST) ** (1 - _SHIFT)
            scale = (scale / np.exp(np.log(scale).mean())).astype(np.float32)
            x = self.add("Mul", [x, self.keep(f"{out}.s", 1 / scale)], f"{out}.x")
            weight = weight * scale
        self.add("MatMul", [x, self.keep(f"{out}.w", weight.T)], f"{out}.m")
        return self.add("Add", [f"{out}.m", self.keep(f"{out}.c", bias)], out)


def _plain(value: torch.Tensor) -> np.ndarray[Any, Any]:
    return value.detach().cpu().numpy().astype(np.float32)


def graph(network: Reader, seen: Mapping[str, np.ndarray[Any, Any]]) -> onnx.ModelProto:
    """Return the network as a graph: `x` (1, pieces, 384) in; `pieces`, `whole` and `vector` out."""
    g = _Graph()
    g.keep("three", np.array([WIDTH] * 3, np.int64))
    x = g.norm("x", network.norm, "start")
    for i, layer in enumerate(network.layers):
        g.linear(x, [layer.q, layer.k, layer.v], f"l{i}.qkv", seen.get(f"{i}.q"))
        g.add("Split", [f"l{i}.qkv", "three"], [f"l{i}.q", f"l{i}.k", f"l{i}.v"], axis=-1)
        heard = g.add(
            "MultiHeadAttention", [f"l{i}.q", f"l{i}.k", f"l{i}.v"], f"l{i}.a", "com.microsoft", num_heads=HEADS
        )
        said = g.linear(heard, [layer.ao], f"l{i}.ao", seen.get(f"{i}.ao"))
        x = g.norm(g.add("Add", [x, said], f"l{i}.r"), layer.aln, f"l{i}.n")
        inner = g.add("Gelu", [g.linear(x, [layer.fi], f"l{i}.fi", seen.get(f"{i}.fi"))], f"l{i}.g")
        outer = g.linear(inner, [layer.fo], f"l{i}.fo", seen.get(f"{i}.fo"))
        x = g.norm(g.add("Add", [x, outer], f"l{i}.t"), layer.oln, f"l{i}.out")
    _heads(g, x, network)
    shapes = {"pieces": [1, "T", None], "whole": [1, None], "vector": [1, WIDTH]}
    labels = network.piece.out_features
    outs = [
        helper.make_tensor_value_info(n, TensorProto.FLOAT, [labels if d is None else d for d in s])
        for n, s in shapes.items()
    ]
    given = [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, "T", WIDTH])]
    whole = helper.make_graph(g.nodes, "reader", given, outs, g.constants)
    domains = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(whole, opset_imports=domains, ir_version=10, producer_name="svidok")


def _heads(g: _Graph, x: str, network: Reader) -> None:
    g.keep("pieces_axis", np.array([1], np.int64))
    g.linear(x, [network.piece], "pieces")
    sharp = g.add("Mul", ["pieces", g.keep("sharp", np.array(SHARP, np.float32))], "sharper")
    soft = g.add("ReduceLogSumExp", [sharp, "pieces_axis"], "soft", keepdims=0)
    best = g.add("Div", [soft, "sharp"], "best")
    mean = g.add("ReduceMean", [x, "pieces_axis"], "mean", keepdims=0)
    told = g.linear(mean, [network.whole], "told")
    lifted = g.add("Add", [told, g.keep("lift", np.array(LIFT, np.float32))], "lifted")
    g.add("Add", [best, lifted], "whole")
    g.add("LpNormalization", [mean], "vector", axis=-1, p=2)


def written(model: onnx.ModelProto) -> bytes:
    """Return the graph with its layers in 7 of 8 bits: no machine's arithmetic overflows, so all give the same."""
    heads = [n.name for n in model.graph.node if n.op_type == "MatMul" and not n.name.startswith("MatMul_l")]
    assert len([n for n in model.graph.node if n.op_type == "MatMul"]) == len(heads) + 4 * LAYERS
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        onnx.save(model, whole)
        quantize_dynamic(
            whole,
            small,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=heads,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
        return small.read_bytes()
