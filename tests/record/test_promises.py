"""The record's promises over odd input: same in, same out; evidence holds; unknown stays unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk.article.article import Article
from copydesk.contract import record_from_json, record_to_json
from copydesk.errors import EvidenceError
from copydesk.record.annotate import annotate, annotate_text

ODD = {
    "empty": "",
    "space": " \n\t\n ",
    "one mark": "“",
    "capitals": "THE MINISTER SAID THE TALKS WERE OVER. “WE ARE DONE,” ANN LEE TOLD REPORTERS.",
    "unclosed": "“We go, he said.\n“We stay, she said.\nNo one “knew, they said",
    "table": "Team\tWon\tLost\nOslo\t3\t1\nLima\t2\t2\nAnn Lee said | no |",
    "poem": "I said to the moon,\nO moon,\n  said I,\n\nand the moon said\n\t“no”",
    "scripts": "Министр said «нет», 外相 said “没有” and الوزير said ‘لا’. Ann Lee said 𝒩𝑜 👩‍👩‍👧.",
    "surrogate": "Ann Lee said \ud800 that \x00 it was over.",
    "ligatures": "The oﬃce said “ﬁne”,\u200b Lee\u00a0said\u2028that\u0301 it was.",
    "one sentence": "Lee said that "
    + "the minister said that Peru and Chile met and " * 560
    + "left",
    "marks only": "\"\"\"''''“”‘’«»„“" * 40,
}
_PIECES = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "«", "»", "said", "told", "according to", "Ann Lee", "she",
     "the ministry", "that", "it was over", "denied", ",", ".", ":", "\n", "адрес", "—", "was",
     "quoted as saying", "by", "who", "and", "expected to resign", "her claim that", "?", "6'2\""]
)  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_evidence_of_odd_articles_holds(name: str) -> None:
    """Promise 4: every span equals the text at its place, also after the way to JSON and back."""
    text = ODD[name]
    record = annotate_text(text)
    record.check(text)
    again = record_from_json(record_to_json(record), Article("text", text, ()))
    assert again == replace(record, refusal=None)


@pytest.mark.parametrize("name", ["capitals", "unclosed", "scripts"])
def test_same_article_same_record(name: str) -> None:
    """Promise 2: whatever was annotated in between."""
    first = annotate_text(ODD[name])
    annotate_text(ODD["poem"])
    assert annotate_text(ODD[name]) == first


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=25).map(" ".join))
def test_evidence_of_any_mixture_holds(text: str) -> None:
    """Promises 2 and 4 over random mixtures of marks, cues and names."""
    record = annotate_text(text)
    record.check(text)
    assert annotate_text(text) == record


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=20).map(" ".join))
def test_nobody_is_made_up(text: str) -> None:
    """Promise 7: a statement's actor is in the record, and without a source there is none."""
    record = annotate_text(text)
    known = {actor.id for actor in record.actors}
    for statement in record.statements:
        assert statement.actor is None or statement.actor in known
        assert statement.source is not None or statement.actor is None
        assert set(statement.holder_chain) | set(statement.addressees) <= known


def test_a_corrected_article_is_found_out() -> None:
    """Promise 4: a record read back against another text is an error that names both texts."""
    text = "Ann Lee said that the talks were over."
    record = annotate(Article("a", text, ()))
    with pytest.raises(EvidenceError) as caught:
        record.check("Correction. " + text)
    assert caught.value.exact != caught.value.found
