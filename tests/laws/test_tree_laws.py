"""Laws of the tree: the roots of RFC 6962, proofs that hold for what they say and for nothing else."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svidok.ledger.tree import EMPTY, Growing, consistency, extends, holds, inclusion, root_of, roots_at

LEAVES = st.lists(st.binary(min_size=32, max_size=32), max_size=40)
SOME = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40)


def by_definition(leaves: list[bytes]) -> bytes:
    """Part 2.1 of RFC 6962, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + by_definition(leaves[:half]) + by_definition(leaves[half:])).digest()


@given(LEAVES)
def test_a_root_is_that_of_the_standard(leaves: list[bytes]) -> None:
    assert root_of(leaves) == by_definition(leaves)


@given(LEAVES, st.sets(st.integers(0, 45)))
def test_roots_on_the_way_are_the_roots_of_beginnings(leaves: list[bytes], sizes: set[int]) -> None:
    there = {size for size in sizes if size <= len(leaves)}
    assert roots_at(leaves, sizes) == {size: root_of(leaves[:size]) for size in there}


def test_the_roots_of_the_standards_own_test_leaves() -> None:
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    tree = Growing()
    assert tree.root() == EMPTY
    for one, root in zip(data, roots, strict=True):
        tree.add(sha256(b"\x00" + bytes.fromhex(one)).digest())
        assert tree.root().hex() == root


@given(SOME, st.data())
def test_a_proof_of_inclusion_holds_for_its_leaf_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.binary(min_size=32, max_size=32).filter(lambda leaf: leaf != leaves[at]))
    proof, root = inclusion(leaves, at), root_of(leaves)
    assert holds(leaves[at], at, len(leaves), proof, root)
    assert not holds(other, at, len(leaves), proof, root)
    assert not holds(leaves[at], at, len(leaves), [*proof, other], root)
    assert not holds(leaves[at], len(leaves), len(leaves), proof, root)


@given(SOME, st.data())
def test_a_proof_of_consistency_holds_for_a_beginning_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(leaves)))
    other = data.draw(st.binary(min_size=32, max_size=32).filter(lambda root: root != root_of(leaves[:size])))
    proof, root = consistency(leaves, size), root_of(leaves)
    assert extends(size, root_of(leaves[:size]), len(leaves), root, proof)
    assert not extends(size, other, len(leaves), root, proof)
    if size < len(leaves):
        assert not extends(size, root_of(leaves[:size]), len(leaves), other, proof)
        assert not extends(size, root_of(leaves[:size]), len(leaves), root, proof[:-1])


def test_there_is_no_proof_of_what_is_not_there() -> None:
    with pytest.raises(IndexError):
        inclusion([bytes(32)], 1)
    with pytest.raises(IndexError):
        consistency([bytes(32)], 2)
    assert not extends(0, EMPTY, 1, bytes(32), [])
