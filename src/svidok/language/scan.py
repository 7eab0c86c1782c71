"""Count the words of a lexicon in archives: what the matcher finds, at the speed of a plain search.

A scanner leaves out the patterns with `&`, for which distances have to be measured, and does not copy words.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Final, Generic, TypeVar

from svidok.language.fold import Folded, fold
from svidok.language.matcher import Matcher, Seen, compile_lexicon

T = TypeVar("T", bound=Hashable)

_LARGEST: Final = 2_000_000  # bytes of patterns: an archive pays for the fast automaton


class Scanner(Generic[T]):
    """A lexicon made ready for scanning; build it once with `compile_scanner`."""

    __slots__ = ("_matcher",)

    def __init__(self, matcher: Matcher[T]) -> None:
        self._matcher = matcher

    def find(self, text: str | Folded) -> list[Seen[T]]:
        """Return start and end in code points, and what was found, each once, in the order of the text.

        >>> scanner = compile_scanner({"uk": [("інсулін*", "insulin"), ("без паспорта", "passport")]})
        >>> scanner.find("Без «паспорта» немає інсуліну.")
        [(0, 13, 'passport'), (21, 29, 'insulin')]
        """
        return self._matcher.spans(fold(text) if isinstance(text, str) else text)

    def count(self, texts: Iterable[str]) -> Counter[T]:
        """Count what is found in many texts; no text is kept.

        >>> scanner = compile_scanner({"en": [("pension*", "pension"), ("insulin", "insulin")]})
        >>> scanner.count(["No pension.", "Pensioners get no insulin."]) == {"pension": 2, "insulin": 1}
        True
        """
        return Counter(value for text in texts for _, _, value in self.find(text))


def compile_scanner(by_language: Mapping[str, Iterable[tuple[str, T]]]) -> Scanner[T]:
    """Compile the patterns of several languages, each with what it stands for; those with `&` are left out.

    Raises PatternRefused.

    >>> compile_scanner({"uk": [("відмов* & паспорт*", 1)]}).find("Відмовили: немає паспорта.")
    []
    """
    return Scanner(compile_lexicon(by_language, pairs_too=False, largest=_LARGEST))
