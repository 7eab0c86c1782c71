"""The peer: spaCy's PhraseMatcher on the same words, in an environment of its own. Reads phrases as JSON from stdin."""

import json
import sys
import time

import spacy
from spacy.matcher import PhraseMatcher

sys.path.insert(0, ".")
from bench.documents import documents


def main(count: int, words: int) -> None:
    phrases = json.load(sys.stdin)
    nlp = spacy.blank("xx")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("LEXICON", list(nlp.tokenizer.pipe(phrases)))
    nlp.max_length = 10_000_000
    size = hits = 0
    seconds = 0.0
    for text in documents(count, words):
        size += len(text.encode())
        start = time.perf_counter()
        hits += len(matcher(nlp.make_doc(text)))
        seconds += time.perf_counter() - start
    print(json.dumps({"megabytes": size / 1e6, "seconds": seconds, "hits": hits, "version": spacy.__version__}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
