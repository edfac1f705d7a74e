"""Statements in an article: speakers, chains, addressees, occasions, kinds, languages."""

from __future__ import annotations

from copydesk.article.article import Article, Metadata
from copydesk.record.annotate import annotate, annotate_text
from copydesk.record.record import Record, Statement, StatementKind

ARTICLE = (
    "“We will go,” Foreign Minister Ann Lee told President Juan Soto at a news conference in Lima. "
    "“It is time.”\n"
    "She denied that Peru had attacked. Soto said in a statement that Lee had told him that talks "
    "were on, adding that he was “not afraid.”"
)


def _name(record: Record, statement: Statement) -> str | None:
    names = {actor.id: actor.name for actor in record.actors}
    return names[statement.actor] if statement.actor else None


def test_speakers_are_resolved() -> None:
    """Pronouns and shared subjects lead to the actor who speaks."""
    record = annotate_text(ARTICLE)
    assert [_name(record, s) for s in record.statements] == [
        "Ann Lee", "Ann Lee", "Juan Soto", "Ann Lee", "Juan Soto",
    ]  # fmt: skip


def test_kinds_follow_the_quotation_marks() -> None:
    """All, none or part of the content in quotation marks."""
    kinds = [statement.kind for statement in annotate_text(ARTICLE).statements]
    assert kinds[0] is StatementKind.DIRECT
    assert kinds[1:4] == [StatementKind.INDIRECT] * 3
    assert kinds[4] is StatementKind.MIXED


def test_a_speaker_within_a_speaker_has_a_chain() -> None:
    """The chain runs from the outermost speaker inward."""
    record = annotate_text(ARTICLE)
    soto, lee = record.statements[2].actor, record.statements[0].actor
    assert record.statements[3].holder_chain == (soto, lee)
    assert record.statements[2].holder_chain == (soto,)


def test_addressee_and_occasion() -> None:
    """Whom it was told to, and where it was said."""
    record = annotate_text(ARTICLE)
    first, _, third = record.statements[:3]
    names = {actor.id: actor.name for actor in record.actors}
    assert [names[a] for a in first.addressees] == ["Juan Soto"]
    assert first.occasion is not None
    assert first.occasion.exact == "a news conference in Lima"
    assert third.occasion is not None
    assert third.occasion.exact == "a statement"


def test_a_denial_is_a_statement() -> None:
    """Its act says so."""
    assert annotate_text(ARTICLE).statements[1].act == "deny"


def test_evidence_is_the_sentence_of_the_cue() -> None:
    """The evidence holds the cue, and is one sentence."""
    statement = annotate_text(ARTICLE).statements[1]
    assert statement.evidence.exact == "She denied that Peru had attacked."


def test_another_language_is_refused() -> None:
    """No record for another language, and the refusal says which."""
    article = Article("x", "Der Minister sagte nein.", (), Metadata(language="de"))
    record = annotate(article)
    assert record.refusal is not None
    assert (record.refusal.stage, record.refusal.reason) == ("record", "language")
    assert record.refusal.detail == "no record for language de yet"
    assert record.statements == ()


def test_regional_english_and_no_language_are_read() -> None:
    """en-GB is English; a page that does not say is taken for English."""
    for language in ("en-GB", "EN", None):
        article = Article("x", "Ann Lee said no deal was near.", (), Metadata(language=language))
        assert len(annotate(article).statements) == 1
