"""The codes of the codebook, ready to be counted in archives."""

from svidok.codebook import Codebook
from svidok.language.scan import Scanner, compile_scanner
from svidok.read.signals import LANGUAGES, entries


def scanner(book: Codebook) -> Scanner[tuple[str, str]]:
    """Return a scanner for the codes of the codebook, each as dimension and code; cues are no codes.

    It counts words in archives and proposes nothing: `excludes`, distances and longer matches are not weighed.

    >>> from svidok.codebook import load
    >>> scanner(load()).find("Без інсуліну")
    [(4, 12, ('service', 'health.insulin'))]
    """
    return compile_scanner(
        {
            lang: [
                (pattern, (entry.dimension, entry.code))
                for pattern, entry in entries(book, lang)
                if entry.dimension != "cue" and not entry.cancels
            ]
            for lang in LANGUAGES
        }
    )
