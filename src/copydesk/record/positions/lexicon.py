"""The words of stance in words.toml, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from copydesk.record.record import Stance


@dataclass(frozen=True, slots=True)
class Leaning:
    """A noun or idiom that shows a stance; `leads` are prepositions, `issue` what it is about."""

    stance: Stance
    leads: frozenset[str] = frozenset()
    issue: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """words.toml as sets and tables; see the comments there."""

    moves: dict[str, Stance]
    negated: frozenset[str]
    leaving: tuple[str, ...]
    opposing: tuple[str, ...]
    left: tuple[str, ...]
    acts: dict[str, Stance]
    insist: frozenset[str]
    orders: frozenset[str]
    yielding: frozenset[str]
    nouns: dict[str, Leaning]
    adjectives: dict[str, Leaning]
    verbs: dict[str, Stance]
    aims: frozenset[str]
    idioms: dict[str, Leaning]
    doors: dict[str, dict[str, Stance]]
    censure: frozenset[str]
    befalling: frozenset[str]
    silent: frozenset[str]
    silent_leads: frozenset[str]
    unheard: tuple[str, ...]
    undecided: frozenset[str]
    offered: frozenset[str]
    demanded: frozenset[str]
    measures: frozenset[str]
    flipping: frozenset[str]
    flipping_leads: frozenset[str]
    denied: frozenset[str]
    hollow: frozenset[str]
    reticent: tuple[str, ...]
    vague: frozenset[str]
    outside_sectors: frozenset[str]
    outside_offices: tuple[str, ...]
    firm: tuple[str, ...]
    openings: tuple[str, ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this package."""
    t: dict[str, Any] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return Lexicon(
        moves=_by_word({k: v for k, v in t["stance"]["moves"].items() if k != "negated"}),
        negated=frozenset(t["stance"]["moves"]["negated"]),
        leaving=tuple(t["turning"]["leaving"]),
        opposing=tuple(t["turning"]["opposing"]),
        left=tuple(t["turning"]["left"]),
        acts=_by_word(t["stance"]["acts"]),
        insist=frozenset(t["insist"]["acts"]),
        orders=frozenset(t["insist"]["orders"]),
        yielding=frozenset(t["yielding"]["moves"]),
        nouns=_leanings(t["nouns"]),
        verbs=_by_word(t["verbs"]),
        adjectives=_leanings(t["adjectives"]),
        aims=frozenset(t["aims"]["nouns"]),
        idioms={k: Leaning(Stance(v["stance"]), issue=v["issue"]) for k, v in t["idioms"].items()},
        doors={k: {w: Stance(x) for w, x in v.items()} for k, v in t["doors"].items()},
        censure=frozenset(t["censure"]["verbs"]),
        befalling=frozenset(t["befalling"]["verbs"]),
        silent=frozenset(t["silence"]["verbs"]),
        silent_leads=frozenset(t["silence"]["leads"]),
        unheard=tuple(t["silence"]["unheard"]),
        undecided=frozenset(t["undecided"]["verbs"]),
        offered=frozenset(t["referring"]["offered"]),
        demanded=frozenset(t["referring"]["demanded"]),
        measures=frozenset(t["referring"]["measures"]),
        flipping=frozenset(t["flipping"]["nouns"]),
        flipping_leads=frozenset(t["flipping"]["leads"]),
        denied=frozenset(t["denied"]["nouns"]),
        hollow=frozenset(t["hollow"]["nouns"]),
        reticent=tuple(t["reticence"]["openings"]),
        vague=frozenset(t["vague"]["nouns"]),
        outside_sectors=frozenset(t["outsiders"]["sectors"]),
        outside_offices=tuple(t["outsiders"]["offices"]),
        firm=tuple(t["conditions"]["firm"]),
        openings=tuple(sorted(t["conditions"]["openings"], key=len, reverse=True)),
    )


def _by_word(table: dict[str, list[str]]) -> dict[str, Stance]:
    return {word: Stance(stance) for stance, words in table.items() for word in words}


def _leanings(table: dict[str, dict[str, Any]]) -> dict[str, Leaning]:
    return {k: Leaning(Stance(v["stance"]), frozenset(v["lead"])) for k, v in table.items()}
