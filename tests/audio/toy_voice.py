"""A Piper voice of a few hundred bytes: every phoneme is a short buzz, as long as the pace says.

An ONNX graph with Piper's own inputs and output, written as protocol buffers by hand:
output = tile(float(input) / 100, [1, 1, 1, 600 * length_scale]).
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

FLOAT, INT64 = 1, 7
SAMPLES = 600.0


def write(folder: Path, language: str = "en-us") -> Path:
    """Writes toy.onnx and toy.onnx.json; returns the first."""
    model = folder / "toy.onnx"
    model.write_bytes(_model())
    symbols = ["_", "^", "$", " ", *map(chr, range(33, 127)), *map(chr, range(0x250, 0x2B0))]
    symbols += ["ˈ", "ˌ", "ː", "ŋ", "ð", "æ", "θ"]
    config = {
        "audio": {"sample_rate": 22050},
        "espeak": {"voice": language},
        "inference": {"noise_scale": 0, "length_scale": 1, "noise_w": 0},
        "num_symbols": len(symbols),
        "num_speakers": 1,
        "phoneme_id_map": {symbol: [n] for n, symbol in enumerate(dict.fromkeys(symbols))},
    }
    Path(f"{model}.json").write_text(json.dumps(config), "utf-8")
    return model


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _data(field: int, value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(raw)) + raw


def _node(kind: str, inputs: list[str], output: str, **attributes: int) -> bytes:
    body = b"".join(_data(1, name) for name in inputs) + _data(2, output) + _data(4, kind)
    for name, value in attributes.items():
        body += _data(5, _data(1, name) + _number(3, value) + _number(20, 2))
    return body


def _constant(name: str, kind: int, shape: list[int], raw: bytes) -> bytes:
    dims = b"".join(_number(1, size) for size in shape)
    return dims + _number(2, kind) + _data(8, name) + _data(9, raw)


def _value(name: str, kind: int, shape: list[int | str]) -> bytes:
    sizes = b"".join(
        _data(1, _data(2, size) if isinstance(size, str) else _number(1, size)) for size in shape
    )
    return _data(1, name) + _data(2, _data(1, _number(1, kind) + _data(2, sizes)))


def _model() -> bytes:
    nodes = [
        _node("Cast", ["input"], "numbers", to=FLOAT),
        _node("Mul", ["numbers", "hundredth"], "levels"),
        _node("Reshape", ["levels", "column"], "one"),
        _node("Mul", ["one", "buzz"], "wave"),
        _node("Gather", ["scales", "second"], "pace"),
        _node("Mul", ["pace", "repeats"], "count"),
        _node("Cast", ["count"], "whole", to=INT64),
        _node("Concat", ["ones", "whole"], "times", axis=0),
        _node("Tile", ["wave", "times"], "long"),
        _node("Reshape", ["long", "flat"], "output"),
    ]
    constants = [
        _constant("hundredth", FLOAT, [1], struct.pack("<f", 0.01)),
        _constant("column", INT64, [2], struct.pack("<2q", -1, 1)),
        _constant("buzz", FLOAT, [4], struct.pack("<4f", 1, 0.2, -1, -0.2)),
        _constant("second", INT64, [1], struct.pack("<q", 1)),
        _constant("repeats", FLOAT, [1], struct.pack("<f", SAMPLES / 4)),
        _constant("ones", INT64, [1], struct.pack("<q", 1)),
        _constant("flat", INT64, [4], struct.pack("<4q", 1, 1, 1, -1)),
    ]
    graph = b"".join(_data(1, node) for node in nodes) + _data(2, "toy")
    graph += b"".join(_data(5, constant) for constant in constants)
    graph += _data(11, _value("input", INT64, ["batch", "phonemes"]))
    graph += _data(11, _value("input_lengths", INT64, ["batch"]))
    graph += _data(11, _value("scales", FLOAT, [3]))
    graph += _data(12, _value("output", FLOAT, [1, 1, 1, "samples"]))
    return _number(1, 8) + _data(7, graph) + _data(8, _number(2, 13))
