"""F1 over whole texts: the codes that were said of each against the codes that were wanted."""

from collections.abc import Iterable


def rates(pairs: Iterable[tuple[set[str], set[str]]]) -> tuple[float, float, float]:
    """Return F1, precision and recall over (said, wanted) of each text; 0 where nothing was said or wanted.

    >>> rates([({"a", "b"}, {"a"}), (set(), {"c"})])
    (0.5, 0.5, 0.5)
    """
    both = said = wanted = 0
    for given, asked in pairs:
        both, said, wanted = both + len(given & asked), said + len(given), wanted + len(asked)
    return 2 * both / max(1, said + wanted), both / max(1, said), both / max(1, wanted)
