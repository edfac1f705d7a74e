"""Search: words, phrases, prefixes and fields find what they say, best first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.collection import planted_pages

from copydesk.collection import search as search_module
from copydesk.collection.collection import Collection
from copydesk.collection.query import Field, QueryError, country_code, parse_query
from copydesk.collection.search import Hit, search
from copydesk.collection.write import Arrival, write_outcome
from copydesk.page.page import Page

# location, title, text, date, (actor, country), (event type, status)
ARTICLES = [
    ("wire.example/a", "Ceasefire talks open in Vienna", "Delegates met for direct talks today.",
     "2025-05-12", ("Ilse Brandt", "AUT"), ("CONSULT", "realised")),
    ("wire.example/b", "Grain prices rise", "The ceasefire was mentioned once in direct\ntalks.",
     "2025-05-17", ("Omar Haddad", "TUN"), ("REJECT", "refused")),
    ("post.example/c", "Minister rejects offer", "He said the ceasefires of the past had failed.",
     "2025-06", ("Omar Haddad", "TUN"), ("REJECT", "planned")),
    ("post.example/d", "Café opens", "Talks were direct, said the owner. A naïve façade.",
     "2024", ("Ilse Brandt", "AUT"), ("AGREE", "refused")),
    ("post.example/e", "Undated note", "Nothing more about the ceasefire is known.",
     None, ("Nobody", None), ("DEMAND", "demanded")),
]  # fmt: skip


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The articles above."""
    with Collection.open(tmp_path_factory.mktemp("c") / "c", create=True) as found:
        with found.writing() as db:
            db.execute("INSERT INTO runs VALUES (1, 'x', '[]', 'x', 'x')")
            for location, title, text, date, (name, country), (kind, status) in ARTICLES:
                page = Page(f"https://{location}", text.encode(), url=f"https://{location}")
                outcome = planted_pages.outcome(page, text)
                outcome["article"] |= {
                    "title": title, "site": None, "published": date and {"value": date},
                }  # fmt: skip
                outcome["actors"][0] |= {"name": name, "country": country}
                outcome["events"][0] |= {"type": kind, "status": status}
                write_outcome(db, Arrival.of(page), outcome, 1)
        yield found


def letters(hits: list[Hit]) -> str:
    """Which articles were found, in alphabetical order."""
    return "".join(sorted(hit.location[-1] for hit in hits))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ceasefire", "abe"),
        ("CEASEFIRE", "abe"),
        ("ceasefire*", "abce"),
        ("direct talks", "abd"),
        ('"direct talks"', "ab"),
        ('"direct talks" -vienna', "b"),
        ("ceasefire -talks", "e"),
        ("vienna OR grain", "ab"),
        ("talks vienna OR grain", "ab"),
        ("cafe naive", "d"),
        ("actor:haddad", "bc"),
        ('actor:"ilse brandt"', "ad"),
        ("actor:ilse -actor:brandt", ""),
        ("country:TUN", "bc"),
        ("country:tunisia", "bc"),
        ("source:wire.example", "ab"),
        ("title:ceasefire", "a"),
        ("from:2025-05-17", "bc"),
        ("from:2025-05-17 to:2025-05-17", "b"),
        ("to:2024", "d"),
        ("from:2024-07 to:2024-08", "d"),  # "2024" may be July
        ("from:2025-06-10 to:2025-06-10", "c"),  # "2025-06" may be the tenth
        ("from:2023 to:2026", "abcd"),
        ("ceasefire from:2025", "ab"),
        ("type:REJECT", "bc"),
        ("status:refused", "bd"),
        ("type:reject status:REFUSED", "b"),
        ("type:REJECT status:realised", ""),
        ("ceasefire type:REJECT", "b"),
        ("from:2030", ""),
        ("story:none", ""),
        ("https://wire.example/a", ""),  # an address is words, not a field
        ("zeppelin", ""),
        ("said AND owner", ""),  # AND is a word as any other
        ("NEAR(direct talks)", ""),
    ],
)
def test_queries_find_what_they_say(collection: Collection, query: str, found: str) -> None:
    """Each kind of query, and what looks like one but is not."""
    assert letters(search(collection, query)) == found


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("colour:red", "no field 'colour'; fields are actor,"),
        ("from:yesterday", "no date; write 2025"),
        ("type:SPEAK", "no type 'SPEAK'; take one of AGREE"),
        ("-ceasefire", "nothing to look for"),
        ("", "nothing to look for"),
        ("?!", "nothing to look for"),
        ("-from:2025 talks", "cannot be excluded"),
    ],
)
def test_a_query_that_cannot_be_understood_says_why(query: str, message: str) -> None:
    """Where, what, and what to do."""
    with pytest.raises(QueryError, match=message):
        parse_query(query)


@given(st.text(max_size=40) | st.lists(st.sampled_from(
    ['"', "-", "OR", "AND", "NOT", "*", "(", ")", "^", "a", "talks", "actor:", "{title}", ":", "+"]
)).map(" ".join))  # fmt: skip
def test_no_query_breaks_the_index(collection: Collection, query: str) -> None:
    """Whatever is typed: hits, or our own error; never one of SQLite's."""
    try:
        search(collection, query)
    except QueryError:
        return


def test_the_title_counts_most(collection: Collection) -> None:
    """The article with the word in its title comes first, scores descend."""
    hits = search(collection, "ceasefire")
    assert hits[0].location.endswith("/a")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_without_words_the_newest_come_first(collection: Collection) -> None:
    """By date of publication."""
    assert [hit.location[-1] for hit in search(collection, "from:2023")] == list("cbad")


def test_snippets_mark_the_words(collection: Collection) -> None:
    """Highlights are places in the snippet, in code points, and the snippet is one line."""
    for hit in search(collection, '"direct talks"'):
        assert "\n" not in hit.snippet
        assert [hit.snippet[a:b] for a, b in hit.highlights] == ["direct talks"]
    [hit] = search(collection, "owner naïve")
    assert [hit.snippet[a:b] for a, b in hit.highlights] == ["owner", "naïve"]


def test_a_limit_is_kept(collection: Collection) -> None:
    """At most as many hits as asked for, the best of them."""
    everything = search(collection, "ceasefire*")
    assert search(collection, "ceasefire*", limit=2) == everything[:2]


def test_only_the_newest_of_very_many_matches_are_ranked(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where more match than can be ranked in time, those that were added last are."""
    monkeypatch.setattr(search_module, "NEWEST", 2)
    assert letters(search(collection, "ceasefire")) == "be"


def test_only_the_latest_revision_is_found(tmp_path: Path) -> None:
    """Bytes that were replaced are kept but not searched."""
    with Collection.open(tmp_path / "c", create=True) as collection, collection.writing() as db:
        db.execute("INSERT INTO runs VALUES (1, 'x', '[]', 'x', 'x')")
        for text in ("first words of it", "second words of it"):
            page = Page("a.html", text.encode())
            write_outcome(db, Arrival.of(page), planted_pages.outcome(page, text), 1)
    with Collection.open(tmp_path / "c") as collection:
        assert [hit.title for hit in search(collection, "words")] == ["second words of it"]


@pytest.mark.parametrize(
    ("name", "code"), [("Kosovo", "XKX"), ("fra", "FRA"), ("Germany", "DEU"), ("Atlantis", None)]
)
def test_country_names_and_codes(name: str, code: str | None) -> None:
    """English names and ISO codes in any case."""
    assert country_code(name) == code


def test_every_field_is_documented() -> None:
    """`copydesk search --help` names each."""
    from copydesk.cli.search import search as command

    assert command.help is not None
    assert all(f"{field}:" in command.help for field in Field)
