"""Write `codebook/meanings.npz`: what each service means, as vectors, so that nobody waits for them at every start.

Run it when a label or a definition of a service changes; a test says when that is due. Needs the extra `semantic`.
"""

from pathlib import Path

import numpy as np

from svidok.codebook import load
from svidok.codebook.meanings import digest, sentences_of
from svidok.language.vectors import centre, load_embedder, means

TARGET = Path(__file__).parents[1] / "src" / "svidok" / "codebook" / "meanings.npz"
TOPIC = {
    "uk": ["російський паспорт", "без паспорта громадянина Росії не приймають"],
    "ru": ["российский паспорт", "без паспорта гражданина России не принимают"],
    "en": ["a Russian passport", "refused without a Russian passport"],
}


def main() -> None:
    embedder = load_embedder()
    if embedder is None:
        raise SystemExit("the extra `semantic` is not installed")
    book = load()
    labels, languages, sentences = zip(*sentences_of(book), strict=True)
    raw = embedder.embed(sentences)
    about = means(raw, languages)
    rows = centre(raw, languages, about)
    topic_languages = [lang for lang, texts in TOPIC.items() for _ in texts]
    topic = centre(embedder.embed([t for texts in TOPIC.values() for t in texts]), topic_languages, about).mean(axis=0)
    np.savez_compressed(
        TARGET,
        rows=rows.astype(np.float16),
        labels=np.array(labels),
        topic=topic.astype(np.float32),
        languages=np.array(sorted(about)),
        means=np.stack([about[lang] for lang in sorted(about)]).astype(np.float32),
        digest=np.array(digest(book)),
        embedder=np.array(embedder.name),
    )
    print(f"{TARGET.name}: {len(labels)} sentences, {TARGET.stat().st_size // 1024} KiB, {embedder.name}")


if __name__ == "__main__":
    main()
