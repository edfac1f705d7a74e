"""Lexicon: what the tables here know of the words for people and bodies."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from copydesk.record.parse import load_parser

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A row of bodies.tsv."""

    name: str
    forms: tuple[str, ...]
    sector: str
    country: str | None
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Small-letter nouns, in the singular, mostly to PLOVER sectors; `people` by full name."""

    person: dict[str, str]
    organisation: dict[str, str]
    group: dict[str, str]
    relational: frozenset[str]
    unnamed: frozenset[str]
    written: frozenset[str]
    honorific: dict[str, str]
    short: dict[str, str]
    gender: dict[str, str]
    plain: frozenset[str]
    rank: frozenset[str]
    land: dict[str, str]
    given: dict[str, str]
    portfolio: frozenset[str]
    maker: frozenset[str]
    body_end: dict[str, str]
    plain_end: frozenset[str]
    place_end: frozenset[str]
    event_end: frozenset[str]
    settlement: frozenset[str]
    people: dict[str, str]
    bodies: dict[str, dict[Words, Body]]


def singular(word: str) -> str:
    """The singular of a regular plural; other words come back as they are.

    >>> [singular(w) for w in ("deputies", "ministers", "statesmen", "chief")]
    ['deputy', 'minister', 'statesman', 'chief']
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith(("ches", "shes", "sses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return {"people": "person", "children": "child"}.get(word, word)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables, read once a process."""
    here = files(__package__)
    tables = tomllib.loads(here.joinpath("nouns.toml").read_text("utf-8"))

    def by_word(table: dict[str, str]) -> dict[str, str]:
        return {word: key for key, words in table.items() for word in words.split()}

    given = tomllib.loads(here.joinpath("given_names.toml").read_text("utf-8"))
    bodies: dict[str, dict[Words, Body]] = {}
    tokenize = load_parser().tokenizer
    for line in here.joinpath("bodies.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, forms, sector, country, seats = line.split("\t")
        listed, cities = (tuple(filter(None, cell.split("|"))) for cell in (forms, seats))
        body = Body(name, listed, sector, country or None, cities)
        for form in (name, *listed, *cities):
            words = tuple(token.text for token in tokenize(form))
            bodies.setdefault(words[0], {})[words] = body
    people = {}
    for line in here.joinpath("people.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, others, code = line.split("\t")
            people.update(dict.fromkeys((name, *filter(None, others.split("|"))), code))
    short = by_word({sector: tables["short"][sector] for sector in ("MIL", "LEG")})
    return Lexicon(
        person=by_word(tables["person"]),
        organisation=by_word(tables["organisation"]),
        group={singular(w): s for w, s in by_word(tables["group"]).items()},
        relational=frozenset(tables["relational"]["words"].split()),
        unnamed=frozenset(map(singular, tables["unnamed"]["words"].split())),
        written=frozenset(tables["written"]["words"].split()),
        honorific=by_word(tables["title"]),
        short={word: short.get(word, "GOV") for word in tables["short"]["words"].split()},
        gender=by_word(tables["gender"]),
        rank=frozenset(tables["rank"]["words"].split()) | frozenset(tables["short"]["MIL"].split()),
        land=by_word(tables["country"]),
        plain=frozenset(tables["plain"]["words"].split()),
        given=by_word(given),
        portfolio=frozenset(tables["portfolio"]["words"].split()),
        body_end=by_word(dict(reversed(tables["body"].items()))),
        maker=frozenset(tables["maker"]["words"].split()),
        plain_end=frozenset(tables["plainly"]["words"].split()),
        place_end=frozenset(tables["place"]["words"].split()),
        event_end=frozenset(tables["event"]["words"].split()),
        settlement=frozenset(tables["settlement"]["words"].split()),
        people=people,
        bodies=bodies,
    )
