"""The methods that ours is measured against, each with a small adapter to the Alexa model.

hassil 3 (Apache-2.0), rapidfuzz 3 (MIT) and scikit-learn 1 (BSD) are development requirements.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.utterances import FALLBACK, Meaning, examples, language, phrases

Understand = Callable[[str], tuple[Meaning, float]]


def hassil_method() -> Understand:
    """Home Assistant's sentence matcher on the bare model: samples as templates, slots as lists."""
    from hassil import Intents, recognize_best

    lists: dict[str, Any] = {
        kind["name"]: {"values": [{"in": text, "out": key} for key, text in phrases(kind)]}
        for kind in language()["types"]
    }
    lists["SEARCH"] = {"wildcard": True}
    intents = {}
    for intent in language()["intents"]:
        if intent["name"] == FALLBACK:
            continue
        samples = list(intent["samples"])
        for slot in intent.get("slots", ()):
            kind = slot["type"].replace("AMAZON.SearchQuery", "SEARCH")
            samples = [
                s.replace(f"{{{slot['name']}}}", f"{{{kind}:{slot['name']}}}") for s in samples
            ]
        intents[intent["name"]] = {"data": [{"sentences": samples}]}
    known = Intents.from_dict({"language": "en", "intents": intents, "lists": lists})

    def understand(text: str) -> tuple[Meaning, float]:
        found = recognize_best(text, known)
        if found is None:
            return Meaning(FALLBACK), 0.0
        slots = {name: str(entity.value) for name, entity in found.entities.items()}
        return Meaning(found.intent.name, slots), 1.0

    return understand


def rapidfuzz_method() -> Understand:
    """The nearest filled sample sentence, whatever its word order."""
    from rapidfuzz import fuzz, process

    texts = [text for text, _ in examples()]

    def understand(text: str) -> tuple[Meaning, float]:
        _, score, at = process.extractOne(text.lower(), texts, scorer=fuzz.token_sort_ratio)
        return examples()[at][1], score / 100

    return understand


def tfidf_method() -> Understand:
    """A classifier for the intent and one for each slot, trained on the filled samples."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion

    vectors = FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True)),
            ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)),
        ]
    )
    table = vectors.fit_transform([text for text, _ in examples()])
    meanings = [meaning for _, meaning in examples()]
    trained = {"intent": _fit(table, [meaning.intent for meaning in meanings])}
    for name in ("topic", "aspect", "answer", "state"):
        rows = [at for at, meaning in enumerate(meanings) if name in meaning.slots]
        trained[name] = _fit(table[rows], [meanings[at].slots[name] for at in rows])
    filled = {
        intent["name"]: [
            slot["name"] for slot in intent.get("slots", ()) if slot["name"] in trained
        ]
        for intent in language()["intents"]
    }

    def understand(text: str) -> tuple[Meaning, float]:
        row = vectors.transform([text.lower()])
        chances = trained["intent"].predict_proba(row)[0]
        best = int(chances.argmax())
        intent = str(trained["intent"].classes_[best])
        slots = {name: str(trained[name].predict(row)[0]) for name in filled[intent]}
        return Meaning(intent, slots), float(chances[best])

    return understand


def _fit(table: Any, wanted: list[str]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=200, C=10, class_weight="balanced").fit(table, wanted)
