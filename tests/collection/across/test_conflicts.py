"""Conflicting reports side by side: denials, rival figures, and those of a whole story."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.collection.across.claims import cast, event, statement, told

import copydesk.samples
from copydesk.cli import main
from copydesk.collection.across.conflicts import Conflict, ConflictKind, conflicts
from copydesk.collection.across.denials import denials
from copydesk.collection.across.figures import Figure, rival_figures
from copydesk.collection.add import AddOptions, add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.stories.stories import stories
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.page.page import Form, Page

OFFER = "Norway offered to accept a cut of one tenth, officials said."
DENIAL = "Jon Arnarson denied that Iceland had received such an offer."


def offered(**fields: object) -> dict[str, object]:
    """Norway's offer."""
    body = event(OFFER, "offered", "to accept a cut of one tenth", status="offered")
    return {**body, **fields}


def denied(words: str = DENIAL, actor: str | None = "a3", start: int = 80) -> dict[str, object]:
    """What Jon Arnarson denies, behind the offer."""
    return statement(words, words.partition("denied ")[2], "deny", actor, start)


def test_such_an_offer_is_the_one_before() -> None:
    """A denial that points back is set against the claim before it in its article; copies of both
    are further reports."""
    found = denials(
        [told(denied(), 1), told(denied(), 2)], [told(offered(), 1), told(offered(), 2)], cast()
    )
    [pair] = found
    assert [claim.key for claim in pair.claims] == [1, 2]
    assert [again.key for again in pair.denied] == [1, 2]


def test_a_denial_meets_the_claim_of_another_article() -> None:
    """Told in the same words, claim and denial may stand in different articles."""
    words = "Jon Arnarson denied that Norway had offered a cut of one tenth."
    [pair] = denials([told(denied(words, start=0), 2)], [told(offered(), 1)], cast())
    assert (pair.claims[0].key, pair.denied[0].key) == (1, 2)


def test_an_accusation_is_answered() -> None:
    """A country's minister who denies right after an accusation of the country answers it."""
    accused = event(
        "He accused Norway of taking twice what scientists advise.",
        "accused",
        type="ACCUSE",
        actors=["a3"],
        recipients=["a1"],
    )
    words = "Ingrid Aasen denied that her country had broken any agreement."
    answer = told(denied(words, "a4"))
    [pair] = denials([answer], [told(accused)], cast())
    assert pair.denied == (answer,)
    other = told(denied(words, "a3"))  # of the accusing country
    assert denials([other], [told(accused)], cast()) == []


@pytest.mark.parametrize(
    "claim",
    [
        offered(status="denied"),
        offered(status="hypothetical"),
        offered(reported_by="a3"),  # he does not contradict himself
        event("Norway opened its ports to boats.", "opened", "its ports to boats"),
    ],
)
def test_no_claim_no_conflict(claim: dict[str, object]) -> None:
    """A denial of what nobody else says for a fact is no conflict."""
    assert denials([told(denied())], [told(claim)], cast()) == []


def figure(key: int, value: float, lot: str = "dead", actor: str | None = None) -> Figure:
    """A number of people in an article on a fire in a harbour."""
    around = frozenset({"fire", "harbour", "tarnhaven"})
    return Figure(
        key,
        f"id{key}",
        "",
        None,
        str(key),
        value,
        "people",
        lot,
        f"{value:g}",
        0,
        9,
        "",
        actor,
        around,
    )


def test_rival_figures() -> None:
    """Two numbers of dead are rivals; of dead and hurt they are not, nor twice the same."""
    dead, more, hurt = figure(1, 12), figure(2, 15), figure(3, 40, "hurt")
    assert rival_figures([dead, more, hurt]) == [[dead, more]]
    assert rival_figures([dead, figure(2, 12)]) == []


def test_an_article_rivals_itself_only_by_other_mouths() -> None:
    """One article may tell two numbers where two people say them."""
    assert rival_figures([figure(1, 12), figure(1, 3)]) == []
    police, rebels = figure(1, 12, actor="a1"), figure(1, 30, actor="a2")
    assert rival_figures([police, rebels]) == [[police, rebels]]


def collected(path: Path, pages: Iterable[Page]) -> Path:
    """A collection of pages."""
    with Collection.open(path, create=True) as collection:
        add_pages(collection, pages, sources=["test"], options=AddOptions(workers=1))
        bring_up_to_date(collection)
    return path


def story_conflicts(path: Path) -> list[Conflict]:
    """The conflicts of the greatest story of a collection; each is told in its articles' words."""
    with Collection.open(path) as collection:
        greatest = max(stories(collection), key=lambda story: len(story.articles))
        found = conflicts(collection, greatest.id)
        for conflict in found:
            for report in (r for v in conflict.versions for r in v.reports):
                with collection.reading() as db:
                    (text,) = db.execute(
                        "SELECT text FROM articles WHERE id = ?", (report.article,)
                    ).fetchone()
                assert text[report.start : report.end] == report.exact
        return found


def test_the_sample_talks(tmp_path: Path) -> None:
    """The negotiation has two denials, a disputed day and a disputed head of delegation, and each
    version quotes its articles."""
    talks = Path(copydesk.samples.__file__).parent / "talks"
    path = tmp_path / "talks.copydesk"
    result = CliRunner().invoke(main, ["add", str(talks), "--to", str(path), "-q"])
    assert result.exit_code == 0, result.output
    found = story_conflicts(path)
    denied_by = {c.versions[1].reports[0].by for c in found if c.kind is ConflictKind.DENIAL}
    assert denied_by == {"Ingrid Aasen", "Jon Arnarson"}
    meetings = {c.subject.partition(":")[0]: c for c in found if c.kind is ConflictKind.MEETING}
    assert {v.value: v.sources for v in meetings["time"].versions} == {
        "2026-03-19": 2,
        "2026-03-20": 1,
    }
    assert {v.value for v in meetings["head of the delegation of Iceland"].versions} == {
        "Pall Stefansson",
        "Sigrun Haldorsdottir",
    }
    assert [c.day for c in found] == sorted(c.day or "9999" for c in found)


def fire(number: int, day: str, dead: str) -> Page:
    """A report of a fire."""
    leads = (
        "A fire in the harbour of Tarnhaven killed {dead} people on Sunday night, the fire brigade said.",
        "{dead} people were killed when a fire broke out in Tarnhaven's harbour on Sunday night.",
        "Police said {dead} people died when fire swept through Tarnhaven's harbour late on Sunday.",
    )
    rest = (
        "Fire chief Marta Weil said two warehouses on the Long Quay had burned down. The mayor,"
        " Tom Reyes, ordered an inquiry into the blaze.",
        "Marta Weil, the fire chief, told reporters on the Long Quay that two warehouses were gone."
        " An inquiry was ordered by Mayor Tom Reyes.",
        "Families waited at the gates for news of their own. “We lost two warehouses and some very"
        " good people,” said Weil, whose crews had fought the flames until dawn. Reyes, who cut"
        " short a holiday, wants to know why the Long Quay had no sprinklers.",
    )
    lead = leads[number].format(dead=dead)
    return Page(
        f"fire-{number}.html",
        f"<title>Fire in Tarnhaven harbour</title><meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='{day}'><article><h1>Fire in Tarnhaven"
        f" harbour</h1><p>{lead}</p><p>{rest[number]}</p></article>".encode(),
        form=Form.HTML,
    )


def test_a_toll_that_rises_is_an_update(tmp_path: Path) -> None:
    """Later and other is an update, in order of time; other on the same day is a contradiction."""
    rising = (fire(0, "2026-03-02", "12"), fire(1, "2026-03-03", "15"))
    [toll] = story_conflicts(collected(tmp_path / "rising.copydesk", rising))
    assert toll.kind is ConflictKind.NUMBER
    assert (toll.update, toll.subject, toll.day) == (True, "people dead", "2026-03-03")
    assert [v.value for v in toll.versions] == ["12", "15"]
    disputed = (*rising, fire(2, "2026-03-03", "12"))
    [toll] = story_conflicts(collected(tmp_path / "disputed.copydesk", disputed))
    assert not toll.update
    assert [(v.value, v.sources) for v in toll.versions] == [("12", 2), ("15", 1)]
