"""The encoder as a network that can be tuned: twelve layers from the 4-bit file, two heads for the labels."""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from svidok.language.pieces import Vocabulary

WIDTH, INNER, HEADS, LAYERS, TINY = 384, 1536, 12, 12, 1e-12
_FAR = -30000.0
# The pooled score is a soft maximum over the pieces: at 2 it lies near the best piece and still teaches the others.
SHARP = 2.0
_RARE = -4.0  # what a piece says of a label before any training
LIFT = 3.0


def dropped(x: Tensor, share: float) -> Tensor:
    """Drop a share of the values. Random bytes cost a tenth of what torch's own dropout costs on a processor."""
    if not share:
        return x
    bar = round(share * 256)
    kept = torch.empty(x.shape, dtype=torch.uint8).random_(0, 256) >= bar
    return x * kept.to(x.dtype) * (256 / (256 - bar))


class Layer(nn.Module):
    """One layer of the encoder, written out: the library's own attention is slow in 16 bits on a processor."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.q, self.k, self.v, self.ao = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, TINY), nn.LayerNorm(WIDTH, TINY)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        q, k, v = (_by_head(part(x)) for part in (self.q, self.k, self.v))
        weights = torch.matmul(q, k.transpose(2, 3)) * (WIDTH // HEADS) ** -0.5
        weights = torch.softmax(weights.masked_fill(~mask[:, None, None, :], _FAR), -1)
        heard = torch.matmul(weights, v).transpose(1, 2).reshape(x.shape)
        share = self.share if self.training else 0.0
        x = self.aln(x + dropped(self.ao(heard), share))
        return self.oln(x + dropped(self.fo(functional.gelu(self.fi(x))), share))


def _by_head(x: Tensor) -> Tensor:
    return x.view(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)


class Reader(nn.Module):
    """Encoder and heads: ids and mask in; log-odds of the passage, of each piece, and the mean state out."""

    def __init__(self, known: Vocabulary, labels: int, share: float = 0.1) -> None:
        super().__init__()
        self.known, self.share = known, share
        places = known.floats("emb.pos").reshape(-1, WIDTH) + known.floats("emb.type")[:WIDTH]
        self.register_buffer("places", torch.from_numpy(places), persistent=False)
        self.norm = nn.LayerNorm(WIDTH, TINY)
        self.layers = nn.ModuleList(Layer(share) for _ in range(LAYERS))
        self.piece, self.whole = nn.Linear(WIDTH, labels), nn.Linear(WIDTH, labels)
        nn.init.constant_(self.piece.bias, _RARE)
        nn.init.constant_(self.whole.bias, _RARE + 1)
        self._fill()
        for weight in self.norm.parameters():
            weight.requires_grad_(False)

    def _fill(self) -> None:
        found = {"norm.weight": self.known.floats("emb.ln.w"), "norm.bias": self.known.floats("emb.ln.b")}
        for layer in range(LAYERS):
            for name in ("q", "k", "v", "ao", "fi", "fo"):
                wide = INNER if name == "fo" else WIDTH
                found[f"layers.{layer}.{name}.weight"] = self.known.rows(f"l{layer}.{name}.w", wide)
                found[f"layers.{layer}.{name}.bias"] = self.known.floats(f"l{layer}.{name}.b")
            for name in ("aln", "oln"):
                found[f"layers.{layer}.{name}.weight"] = self.known.floats(f"l{layer}.{name}.w")
                found[f"layers.{layer}.{name}.bias"] = self.known.floats(f"l{layer}.{name}.b")
        missing = self.load_state_dict({k: torch.from_numpy(v) for k, v in found.items()}, strict=False)
        assert not missing.unexpected_keys, missing.unexpected_keys

    def embedded(self, ids: np.ndarray[Any, Any]) -> Tensor:
        """Return the rows of the vocabulary, unpacked, with their places added."""
        unique, back = np.unique(ids, return_inverse=True)
        rows = self.known.rows("emb.word", WIDTH, unique)[back.reshape(-1)].reshape(*ids.shape, WIDTH)
        return torch.from_numpy(rows) + self.places[: ids.shape[1]]

    def forward(self, rows: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            x = dropped(self.norm(rows), self.share if self.training else 0.0)
            for layer in self.layers:
                x = layer(x, mask)
        x = x.float()
        share = self.share if self.training else 0.0
        pieces = self.piece(dropped(x, share))
        best = torch.logsumexp(pieces.masked_fill(~mask[..., None], -30.0) * SHARP, 1) / SHARP
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return best + self.whole(dropped(mean, share)) + LIFT, pieces, mean
