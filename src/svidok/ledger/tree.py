"""The Merkle tree of RFC 6962 over the hashes of entries: one root says what all of them were, in their order.

A proof of inclusion shows that an entry stood in the ledger on a day without showing any other. A proof of
consistency shows that a later tree only added to an earlier one.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Final

NODE: Final = b"\x01"
EMPTY: Final = hashlib.sha256(b"").digest()


class Growing:
    """A tree that leaves are added to; of whole subtrees it keeps the roots only, one for each power of two.

    >>> tree = Growing()
    >>> tree.add(bytes(32))
    >>> tree.size, tree.root() == bytes(32)
    (1, True)
    """

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add a leaf hash of 32 bytes at the end."""
        rest = self.size
        while rest & 1:  # a whole subtree of this size stands to the left: the two become one
            leaf = _node(self._peaks.pop(), leaf)
            rest >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all leaves so far, 32 bytes."""
        if not self._peaks:
            return EMPTY
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = _node(peak, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes of 32 bytes each.

    >>> root_of([]).hex()[:16]
    'e3b0c44298fc1c14'
    """
    tree = Growing()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def roots_at(leaves: Iterable[bytes], sizes: Collection[int]) -> dict[int, bytes]:
    """Return the roots over the first so many leaves, for those sizes that there are, in one pass.

    >>> found = roots_at([bytes(32)] * 3, {0, 1, 4})
    >>> sorted(found), found[1] == bytes(32)
    ([0, 1], True)
    """
    tree, found = Growing(), {}
    if 0 in sizes:
        found[0] = tree.root()
    for leaf in leaves:
        tree.add(leaf)
        if tree.size in sizes:
            found[tree.size] = tree.root()
    return found


def inclusion(leaves: Sequence[bytes], at: int) -> list[bytes]:
    """Return the proof that a leaf, counted from 0, stands in the tree over these leaves. Raises IndexError.

    >>> leaves = [bytes([i]) * 32 for i in range(5)]
    >>> holds(leaves[2], 2, 5, inclusion(leaves, 2), root_of(leaves))
    True
    """
    if not 0 <= at < len(leaves):
        raise IndexError(at)
    if len(leaves) == 1:
        return []
    left = _half(len(leaves))
    if at < left:
        return [*inclusion(leaves[:left], at), root_of(leaves[left:])]
    return [*inclusion(leaves[left:], at - left), root_of(leaves[:left])]


def holds(leaf: bytes, at: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that a leaf stands at a place of the tree of this size and root.

    >>> holds(bytes(32), 0, 1, [], bytes(32))
    True
    """
    if not 0 <= at < size:
        return False
    place, last, found = at, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = _node(step, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = _node(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistency(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """Return the proof that the tree over these leaves only added to the one over the first `size`. Raises IndexError.

    >>> leaves = [bytes([i]) * 32 for i in range(7)]
    >>> extends(3, root_of(leaves[:3]), 7, root_of(leaves), consistency(leaves, 3))
    True
    """
    if not 0 < size <= len(leaves):
        raise IndexError(size)
    return _consistency(leaves, size, whole=True)


def _consistency(leaves: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if whole else [root_of(leaves)]
    left = _half(len(leaves))
    if size <= left:
        return [*_consistency(leaves[:left], size, whole=whole), root_of(leaves[left:])]
    return [*_consistency(leaves[left:], size - left, whole=False), root_of(leaves[:left])]


def extends(size: int, root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that a tree is an earlier one with leaves added at its end.

    >>> extends(1, bytes(32), 1, bytes(32), [])
    True
    """
    if not 0 < size <= new_size:
        return False
    if size == new_size:
        return not proof and root == new_root
    steps = list(proof)
    place, last = size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if place and not steps:
        return False
    old = new = steps.pop(0) if place else root
    for step in steps:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = _node(step, old), _node(step, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = _node(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old == root and new == new_root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()


def _half(size: int) -> int:
    """Return the largest power of two below a size of at least 2."""
    return 1 << (size - 1).bit_length() - 1
