"""Corrections: kept beside the record, attached again after a re-run, applied, scored, undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.collection.corrections.corrected_pages import (
    ANSWER,
    ASIDE,
    LEAD,
    TEXT,
    again,
    outcome,
    put,
)

from copydesk.article.ledger import put_back
from copydesk.article.reading import Reading, Reason, SetAside, Verdict, VerdictKind
from copydesk.collection.across.timeline import timeline
from copydesk.collection.collection import Collection
from copydesk.collection.corrections import corrections as kept
from copydesk.collection.corrections.anchor import Anchor
from copydesk.collection.corrections.applied import Corrected, corrected
from copydesk.collection.corrections.attach import State
from copydesk.collection.corrections.corrections import Action, Correction, CorrectionError, Value
from copydesk.collection.corrections.exporting import annotation, row
from copydesk.collection.corrections.importing import read_annotations
from copydesk.collection.corrections.joins import names_of, regrouped
from copydesk.collection.corrections.make import (
    By,
    add_missing,
    change,
    join,
    judge,
    mark_complete,
    put_block_back,
    undo,
)
from copydesk.collection.corrections.scores import agreements, kappa, scores
from copydesk.collection.named import Named
from copydesk.collection.stories.stories import stories
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.contract import article_from_json, line
from copydesk.errors import CollectionError, ContractError
from copydesk.page.page import Page


def by(who: str = "Kim", minute: int = 0) -> By:
    """A person at a minute."""
    return By(who, f"2026-06-01T09:{minute:02}:00.000000Z")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A collection of one page."""
    path = tmp_path / "talks.copydesk"
    put(path, outcome())
    return path


ID = outcome()["article"]["id"]


def open_(file: Path) -> Collection:
    return Collection.open(file, write=True)


def seen(file: Path, article: str = ID, who: str | None = None) -> Corrected:
    """The article as corrected."""
    with Collection.open(file) as collection:
        return corrected(collection, collection.keys(article)[0], who)


def all_of(file: Path) -> list[Correction]:
    """All corrections of a collection."""
    with Collection.open(file) as collection, collection.reading() as db:
        return kept.corrections(db)


def test_a_change_stands_beside_the_machines_record(file: Path) -> None:
    """The corrected record has the new value, the machine's keeps its own, in the file, too."""
    with open_(file) as collection:
        change(collection, ID, "events", "e2", {"status": "claimed"}, by())
        change(collection, ID, "statements", "s1", {"actor": "Ana Velt"}, by())
        change(collection, ID, "events", "e1", {"recipients": ("Iceland", "Jon Ness")}, by())
        machine = collection.record(collection.keys(ID)[0])
    found = seen(file)
    assert [e.status.value for e in found.record.events] == ["proposed", "claimed"]
    assert found.record.statements[0].actor == "a1"
    assert found.record.events[0].recipients == ("a4", "a3")
    assert found.machine == machine
    assert [e.status.value for e in machine.events] == ["proposed", "realised"]


def test_an_event_may_be_nobodys(file: Path) -> None:
    """That an event has no actors can be said, and is kept, shown and carried on."""
    with open_(file) as collection:
        [said] = change(collection, ID, "events", "e1", {"actors": ()}, by())
    assert [c.value for c in all_of(file)] == [()]
    assert seen(file).record.events[0].actors == ()
    assert list(read_annotations([line(annotation(said))])) == [said]


def test_a_change_says_only_what_differs(file: Path) -> None:
    """Values that are there already change nothing; going back to the machine's is an undo."""
    with open_(file) as collection:
        given: dict[str, Value] = {"type": "AID", "status": "proposed", "actors": ("Ana Velt",)}
        first = change(collection, ID, "events", "e1", given, by(minute=1))
        assert [(c.attribute, c.value) for c in first] == [("type", "AID")]
        assert change(collection, ID, "events", "e1", given, by(minute=2)) == []
        [back] = change(collection, ID, "events", "e1", {"type": "COOPERATE"}, by(minute=3))
        assert (back.action, back.undoes) == (Action.UNDO, first[0].id)


def test_a_wrong_record_goes_with_what_points_at_it(file: Path) -> None:
    """A record that is wrong is not in the corrected one; nor are references to it."""
    with open_(file) as collection:
        judge(collection, ID, "events", "e2", Action.WRONG, by())
        judge(collection, ID, "actors", "a3", Action.WRONG, by())
    record = seen(file).record
    assert [e.id for e in record.events] == ["e1"]
    assert record.meetings[0].events == ()
    assert (record.statements[0].actor, record.statements[0].holder_chain) == (None, ())
    assert [a.id for a in record.actors] == ["a1", "a2", "a4"]


def test_the_last_word_stands(file: Path) -> None:
    """Wrong and then right is right; another person's later change brings a record back."""
    with open_(file) as collection:
        judge(collection, ID, "events", "e1", Action.WRONG, by(minute=1))
        judge(collection, ID, "events", "e1", Action.RIGHT, by(minute=2))
        judge(collection, ID, "events", "e2", Action.WRONG, by(minute=3))
        change(collection, ID, "events", "e2", {"type": "CONCEDE"}, by("Lou", 4))
    assert [e.type.value for e in seen(file).record.events] == ["COOPERATE", "CONCEDE"]
    assert [e.id for e in seen(file, who="Kim").record.events] == ["e1"]


@pytest.mark.parametrize(
    ("kind", "words", "fields"),
    [
        ("actors", "the mediators", {"kind": "group"}),
        ("statements", "proposed a truce", {"kind": "indirect", "actor": "Ana Velt"}),
        ("events", "refuse", {"type": "REJECT", "status": "refused", "actors": ("Jon Ness",)}),
        ("meetings", "talks in Oslo", {"kind": "talks", "status": "planned"}),
        ("positions", "We refuse any truce", {"actor": "Jon Ness", "stance": "against"}),
    ],
)
def test_a_missing_record_is_added(
    file: Path, kind: str, words: str, fields: dict[str, Value]
) -> None:
    """Selected words become a record of the contract, its evidence proved, ids for names."""
    with open_(file) as collection:
        if words not in TEXT:
            put_block_back(collection, ID, 1, by())
        text = corrected(collection, collection.keys(ID)[0]).article.text
        at = text.index(words)
        words_there = Anchor.of(text, at, at + len(words))
        made = add_missing(collection, ID, kind, words_there, fields, by())
    found = seen(file)
    [new] = [r for r in getattr(found.record, kind) if r.id == made.id]
    found.record.check(found.article.text)
    assert words in str(new)
    if kind == "positions":
        assert (new.actor, new.issue) == ("a3", words)
    assert len(getattr(found.machine, kind)) == len(getattr(found.record, kind)) - 1


def test_put_back_agrees_with_the_ledgers(file: Path) -> None:
    """Blocks put back give the text and id that the ledger's own put_back gives; spans follow."""
    with open_(file) as collection:
        put_block_back(collection, ID, 2, by(minute=1))
        put_block_back(collection, ID, 0, by(minute=2))
        put_block_back(collection, ID, 1, by(minute=3))
    found = seen(file)
    article = article_from_json(outcome()["article"])
    ledger = tuple(SetAside(t, Reason(r), n, w) for t, r, n, w in ASIDE)
    reading = Reading(Page("x", "one"), Verdict(VerdictKind.ARTICLE, 1.0), article, ledger)
    for _ in ASIDE:
        reading = put_back(reading, 0)
    assert found.article == reading.article
    assert found.article.text.split("\n") == [ASIDE[0][0], LEAD, ASIDE[1][0], ANSWER, ASIDE[2][0]]
    assert sorted(found.put_back) == [0, 2, 4]
    found.machine.check(found.article.text)
    assert found.machine.events[1].trigger.exact == "accepted"


def test_corrections_survive_a_rerun_that_numbers_records_anew(file: Path) -> None:
    """With other ids in another order a judgement is about the same record as before."""
    with open_(file) as collection:
        judge(collection, ID, "events", "e1", Action.RIGHT, by())
        judge(collection, ID, "events", "e2", Action.WRONG, by())
        change(collection, ID, "positions", "p1", {"stance": "conditional"}, by())
        judge(collection, ID, "actors", "a4", Action.RIGHT, by())
    later = outcome(first_id=7)
    for table in ("actors", "events"):
        later[table].reverse()
    again(file, later)
    found = seen(file)
    assert {a.record for a in found.found} == {"p7", "a10", "e7", "e8"}
    assert all(a.state is State.ATTACHED for a in found.found)
    assert [e.id for e in found.record.events] == ["e7"]
    assert found.record.positions[0].stance.value == "conditional"


def test_a_judgement_does_not_condemn_what_the_machine_says_now(file: Path) -> None:
    """Where a later machine says something else of the same words, "wrong" is outdated; where it
    says nothing of them, unrecorded. A changed field stays."""
    with open_(file) as collection:
        judge(collection, ID, "events", "e1", Action.WRONG, by(minute=1))
        change(collection, ID, "events", "e1", {"move": "offer"}, by("Lou", 2))
        judge(collection, ID, "events", "e2", Action.WRONG, by(minute=3))
    later = outcome(type="CONCEDE")
    del later["events"][1]
    later["meetings"][0]["events"] = []
    again(file, later)
    found = seen(file)
    assert [a.state for a in found.found] == [State.OUTDATED, State.ATTACHED, State.UNRECORDED]
    assert [(e.type.value, e.move) for e in found.record.events] == [("CONCEDE", "offer")]


def test_corrections_follow_a_revision_and_are_orphaned_where_words_are_gone(file: Path) -> None:
    """Other bytes at the same place: the words are found at their new offsets, or known to be
    gone."""
    with open_(file) as collection:
        judge(collection, ID, "events", "e1", Action.WRONG, by(minute=1))
        judge(collection, ID, "statements", "s1", Action.RIGHT, by(minute=2))
        put_block_back(collection, ID, 1, by(minute=3))
    text = f"Updated on Tuesday.\n{LEAD}\nIceland accepted talks in Oslo, the proposed place."
    revised = outcome(text)
    revised["set_aside"][1]["before_paragraph"] = 2
    new = put(file, revised, raw="two")
    found = seen(file, new)
    assert new != ID
    assert [a.state for a in found.found] == [State.ATTACHED, State.ORPHANED, State.ATTACHED]
    assert [e.id for e in found.record.events] == ["e2"]
    assert sorted(found.put_back) == [2]
    first = found.found[0]
    assert found.article.text[first.start : first.end] == "proposed"


def test_undo_is_kept_and_can_be_undone(file: Path) -> None:
    """An undo is a row of its own; the undo undone brings the correction back."""
    with open_(file) as collection:
        wrong = judge(collection, ID, "events", "e1", Action.WRONG, by(minute=1))
        back = undo(collection, wrong.id, by(minute=2))
        assert len(corrected(collection, 1).record.events) == 2
        with pytest.raises(CorrectionError, match="taken back already"):
            undo(collection, wrong.id, by(minute=3))
        with pytest.raises(CorrectionError, match="by Kim"):
            undo(collection, back.id, by("Lou", 3))
        undo(collection, back.id, by(minute=4))
        assert len(corrected(collection, 1).record.events) == 1
        undo(collection, wrong.id, by(minute=5))
        with pytest.raises(CollectionError, match="no correction"):
            undo(collection, "c-none", by())
    assert [c.action for c in all_of(file)] == [Action.WRONG, *[Action.UNDO] * 3]


def test_scores_and_agreement(file: Path) -> None:
    """Precision counts a changed record as not right, disputed ones apart; recall is told where
    an article is complete; two people are kept apart and compared."""
    with open_(file) as collection:
        judge(collection, ID, "events", "e1", Action.RIGHT, by(minute=1))
        judge(collection, ID, "events", "e2", Action.WRONG, by(minute=2))
        judge(collection, ID, "events", "e1", Action.RIGHT, by("Lou", 3))
        judge(collection, ID, "events", "e2", Action.RIGHT, by("Lou", 4))
        change(collection, ID, "statements", "s1", {"act": "say"}, by(minute=5))
        judge(collection, ID, "statements", "s1", Action.RIGHT, by(minute=6))
        words = Anchor.of(TEXT, TEXT.index("refuse"), TEXT.index("refuse") + 6)
        fields: dict[str, Value] = {"type": "REJECT", "status": "refused"}
        add_missing(collection, ID, "events", words, fields, by(minute=7))
        mark_complete(collection, ID, by(minute=8))
    found = all_of(file)
    table = {(s.who, s.kind): s for s in scores(found)}
    together, kim = table[None, "events"], table["Kim", "events"]
    assert (together.right, together.wrong, together.disputed) == (1, 0, 1)
    assert (kim.right, kim.wrong, kim.precision, kim.missed, kim.recall) == (1, 1, 0.5, 1, 0.5)
    assert table["Lou", "events"].precision == 1.0
    assert table["Lou", "events"].recall is None
    assert (table["Kim", "statements"].changed, table["Kim", "statements"].precision) == (1, 0.0)
    overall, events = agreements(found)
    assert (overall.kind, events.kind) == (None, "events")
    assert (events.one, events.other, events.both, events.same) == ("Kim", "Lou", 2, 1)
    assert events.kappa == pytest.approx(0.0)


def test_kappa_of_a_known_table() -> None:
    """The worked example of Cohen's table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no gives 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("y", "y")] * 3) is None
    assert kappa([]) is None


def test_export_goes_into_another_collection(file: Path, tmp_path: Path) -> None:
    """What is exported has the fields of a Web Annotation and is taken in elsewhere unchanged, so
    that corrections outlive a collection that is made anew."""
    with open_(file) as collection:
        wrong = judge(collection, ID, "events", "e1", Action.WRONG, by(minute=1))
        change(collection, ID, "events", "e2", {"actors": ("Norway", "Iceland")}, by(minute=2))
        put_block_back(collection, ID, 1, by(minute=3))
        undo(collection, wrong.id, by(minute=4))
        two = [{"name": "A", "kind": "person"}, {"name": "B", "kind": "person"}]
        join(collection, Action.MERGE, "actors", [two], by(minute=5))
    lines = [line(annotation(c)) for c in all_of(file)]
    first = json.loads(lines[0])
    assert first["type"] == "Annotation"
    assert [s["type"] for s in first["target"]["selector"]] == [
        "TextQuoteSelector",
        "TextPositionSelector",
    ]
    assert first["creator"]["name"] == "Kim"
    other = tmp_path / "anew.copydesk"
    put(other, outcome(first_id=3), location="/moved/truce.html")
    with open_(other) as collection:
        assert kept.keep(collection, read_annotations(lines)) == 5
        assert kept.keep(collection, read_annotations(lines)) == 0
    assert all_of(other) == all_of(file)
    assert [len(e.actors) for e in seen(other).record.events] == [1, 2]
    assert row(all_of(other)[1])["value"] == "Norway, Iceland"
    for bad in ("{}", "[]", "nonsense"):
        with pytest.raises(ContractError, match="line 1"):
            list(read_annotations([bad]))


@pytest.mark.parametrize(
    "make",
    [
        lambda c: judge(c, ID, "events", "e1", Action.CHANGE, by()),
        lambda c: change(c, ID, "actors", "a1", {"country": "Norway"}, by()),
        lambda c: judge(c, ID, "events", "e1", Action.RIGHT, by("  ")),
        lambda c: judge(c, ID, "events", "e1", Action.RIGHT, by("x" * 81)),
        lambda c: judge(c, ID, "events", "e1", Action.RIGHT, by("a\x1b[2J")),
        lambda c: change(c, ID, "events", "e1", {"status": "done"}, by()),
        lambda c: change(c, ID, "events", "e1", {"id": "e9"}, by()),
        lambda c: change(c, ID, "positions", "p1", {"issue": " "}, by()),
        lambda c: change(c, ID, "positions", "p1", {"issue": "x" * 501}, by()),
        lambda c: add_missing(c, ID, "events", Anchor(0, 3, "zzz"), {"type": "AID"}, by()),
        lambda c: add_missing(c, ID, "events", Anchor.of(TEXT, 0, 3), {"type": "AID"}, by()),
        lambda c: add_missing(c, ID, "verbs", Anchor.of(TEXT, 0, 3), {}, by()),
        lambda c: join(c, Action.MERGE, "actors", [[{"name": "A"}, {"name": "A"}]], by()),
        lambda c: join(c, Action.PART, "verbs", [[{"name": "A"}, {"name": "B"}]], by()),
    ],
)
def test_what_makes_no_sense_is_refused(file: Path, make: Callable[[Collection], object]) -> None:
    """No name, no such value, field or words: refused with what to do, and nothing is kept."""
    with open_(file) as collection, pytest.raises(CorrectionError, match=";"):
        make(collection)
    assert all_of(file) == []


def test_what_is_not_there_is_not_found(file: Path) -> None:
    """A record, block or article that the collection does not hold."""
    with open_(file) as collection:
        for kind, record in (("events", "e9"), ("verbs", "e1"), ("ledger", "0")):
            with pytest.raises(CollectionError, match="no record"):
                judge(collection, ID, kind, record, Action.RIGHT, by())
        with pytest.raises(CollectionError, match="no block"):
            put_block_back(collection, ID, 9, by())
        with pytest.raises(CollectionError, match="no article"):
            mark_complete(collection, "none", by())


def test_people_join_and_part_actors() -> None:
    """A merging joins groups, a parting takes members out, the last word stands; with an article
    named, only that article's actor is meant."""
    velt = [Named(1, "a1", "Ana Velt", "person"), Named(2, "a1", "Ana Velt", "person")]
    groups = [velt, [Named(1, "a2", "A. Velt", "person")], [Named(1, "a3", "Oslo", "organisation")]]
    ids = {1: "one", 2: "two"}

    def said(action: Action, *refs: dict[str, str]) -> Correction:
        return kept.made(who="Kim", at="2026", action=action, kind="actors", refs=refs)

    full, short = {"name": "ana velt", "kind": "person"}, {"name": "A. Velt", "kind": "person"}
    here = {"name": "Ana Velt", "kind": "person", "article": "two"}
    joined = said(Action.MERGE, full, short)
    assert [len(g) for g in regrouped(groups, [joined], ids)] == [3, 1]
    parted = said(Action.PART, short, full)
    assert [len(g) for g in regrouped(groups, [joined, parted], ids)] == [2, 1, 1]
    assert [len(g) for g in regrouped(groups, [said(Action.PART, here, full)], ids)] == [1, 1, 1, 1]
    assert [len(g) for g in groups] == [2, 1, 1]


def test_joined_names_are_known_until_that_is_undone(file: Path) -> None:
    """The page of an actor can ask for all names that stand for it; kinds may differ."""
    here = {"name": "Norway", "kind": "country"}
    with open_(file) as collection:
        [one] = join(
            collection,
            Action.MERGE,
            "actors",
            [
                [
                    here,
                    {"name": "Oslo", "kind": "organisation"},
                    {"name": "the north", "kind": "group"},
                ]
            ],
            by(minute=1),
        )
        assert names_of(collection.db, "Oslo") == ("Norway", "Oslo", "the north")
        apart = [{"name": "the north", "kind": "group"}, here]
        join(collection, Action.PART, "actors", [apart], by(minute=2))
        assert names_of(collection.db, "Norway") == ("Norway", "Oslo")
        undo(collection, one.id, by(minute=3))
        assert names_of(collection.db, "Norway") == ("Norway",)


def test_stories_tell_what_people_corrected(file: Path) -> None:
    """Claims of a story are the corrected ones as soon as somebody corrects, and the machine's
    again once that is undone."""

    with open_(file) as collection:
        bring_up_to_date(collection)
        [story] = stories(collection)

    def events() -> list[str]:
        with Collection.open(file) as collection:
            rows = timeline(collection, story.id)
        return sorted(row["status"] for row in rows if row["record"] == "event")

    assert events() == ["proposed", "realised"]
    with open_(file) as collection:
        wrong = judge(collection, ID, "events", "e2", Action.WRONG, by(minute=1))
        assert events() == ["proposed"]
        change(collection, ID, "events", "e1", {"status": "claimed"}, by(minute=2))
        change(collection, ID, "actors", "a1", {"name": "Anna Velt"}, by(minute=3))
        assert events() == ["claimed"]
        undo(collection, wrong.id, by(minute=4))
        assert events() == ["claimed", "realised"]
        names = [row["who"] for row in timeline(collection, story.id) if row["id"] == "e1"]
    assert names == [{"a1": "Anna Velt"}]


WORDS = st.text(alphabet="ab .", min_size=1, max_size=30)


@given(before=WORDS, words=st.text(alphabet="xyz", min_size=1, max_size=8), after=WORDS, new=WORDS)
def test_words_that_occur_once_are_found_wherever_they_move(
    before: str, words: str, after: str, new: str
) -> None:
    """Text put in front moves an anchor exactly; without the words there is no place."""
    text = f"{before}{words}{after}"
    anchor = Anchor.of(text, len(before), len(before) + len(words))
    at = len(new) + len(before)
    assert anchor.find(new + text) == (at, at + len(words))
    assert anchor.find(before + after) is None
