"""The words of meeting in words.toml, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from copydesk.record.record import MeetingKind, MeetingStatus


@dataclass(frozen=True, slots=True)
class Lexicon:
    """words.toml as sets and tables; see the comments there."""

    nouns: dict[str, MeetingKind]
    verbs: dict[str, MeetingKind]
    sessions: frozenset[str]
    nested: frozenset[str]
    not_met: frozenset[str]
    not_meetings: frozenset[str]
    documents: frozenset[str]
    earlier: frozenset[str]
    later: frozenset[str]
    ordinal: dict[str, int]
    modifier: dict[str, MeetingStatus]
    verb: dict[str, MeetingStatus]
    lead: dict[str, MeetingStatus]
    mediated: frozenset[str]
    hosted: frozenset[str]
    auspices: frozenset[str]
    joined: frozenset[str]
    shared: frozenset[str]
    entered: frozenset[str]
    matters: frozenset[str]
    level: frozenset[str]
    team: frozenset[str]
    led: frozenset[str]
    includes: frozenset[str]
    accompanies: frozenset[str]
    attends: frozenset[str]
    sends: frozenset[str]
    represents: frozenset[str]
    negotiators: tuple[str, ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this package."""
    t: dict[str, Any] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    teams, brokers, order = t["delegation"], t["brokers"], t["sequence"]
    return Lexicon(
        nouns={k: MeetingKind(v) for k, v in t["nouns"].items()},
        verbs={k: MeetingKind(v) for k, v in t["verbs"].items()},
        sessions=frozenset(t["sessions"]["marks"]),
        nested=frozenset(t["nested"]["nouns"]),
        not_met=frozenset(t["not_met"]["objects"]),
        not_meetings=frozenset(t["compounds"]["not_meetings"]),
        documents=frozenset(t["documents"]["nouns"]),
        earlier=frozenset(order["earlier"]),
        later=frozenset(order["later"]),
        ordinal=order["ordinal"],
        modifier=_by_word(t["status"]["modifier"]),
        verb=_by_word(t["status"]["verb"]),
        lead=_by_word(t["status"]["lead"]),
        mediated=frozenset(brokers["mediated"]),
        hosted=frozenset(brokers["hosted"]),
        auspices=frozenset(brokers["auspices"]),
        joined=frozenset(t["parties"]["joined"]),
        shared=frozenset(t["parties"]["shared"]),
        entered=frozenset(t["parties"]["entered"]),
        matters=frozenset(t["matters"]["nouns"]),
        level=frozenset(t["level"]["words"]),
        team=frozenset(teams["nouns"]),
        led=frozenset(teams["led"]),
        includes=frozenset(teams["includes"]),
        accompanies=frozenset(teams["accompanies"]),
        attends=frozenset(teams["attends"]),
        sends=frozenset(teams["sends"]),
        represents=frozenset(teams["represents"]),
        negotiators=tuple(teams["negotiators"]),
    )


def _by_word(table: dict[str, list[str]]) -> dict[str, MeetingStatus]:
    return {word: MeetingStatus(status) for status, words in table.items() for word in words}
