"""Scores: how right the machine was by what people judged, and how far people agree."""

from __future__ import annotations

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from copydesk.collection.corrections.attach import core
from copydesk.collection.corrections.corrections import RECORDS, Action, Correction

_VERDICTS = (Action.RIGHT, Action.CHANGE, Action.WRONG)

Key = tuple[str, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Judgements on the machine's records of one kind, by one person or (`who` None) by all.

    A record is `right`, right but for a field that was `changed`, or `wrong`; `disputed` are
    those on which people differ evenly, which count for nothing else. `missed` were added by
    people. `found` and `lacking` are the right (or changed) and the missed ones of the articles
    that were marked complete.
    """

    who: str | None
    kind: str
    right: int
    changed: int
    wrong: int
    disputed: int
    missed: int
    found: int
    lacking: int

    @property
    def judged(self) -> int:
        """Records that count."""
        return self.right + self.changed + self.wrong

    @property
    def precision(self) -> float | None:
        """Share of the judged records that are right in every field, 0 to 1; None of none."""
        return self.right / self.judged if self.judged else None

    @property
    def recall(self) -> float | None:
        """Share of what the complete articles tell that the machine found; None of none."""
        total = self.found + self.lacking
        return self.found / total if total else None

    def as_json(self) -> dict[str, object]:
        """An object a row."""
        return {
            "who": self.who,
            "kind": self.kind,
            "right": self.right,
            "changed": self.changed,
            "wrong": self.wrong,
            "disputed": self.disputed,
            "judged": self.judged,
            "precision": _rounded(self.precision),
            "missed": self.missed,
            "recall": _rounded(self.recall),
        }


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two people judged the same records (`kind` None: of all kinds).

    `same` of the `both` records got the same verdict: right, changed or wrong. `kappa` is None
    where chance alone would agree on all.
    Source: Cohen, A coefficient of agreement for nominal scales, 1960.
    """

    one: str
    other: str
    kind: str | None
    both: int
    same: int
    kappa: float | None

    def as_json(self) -> dict[str, object]:
        """An object a row."""
        return {
            "people": [self.one, self.other],
            "kind": self.kind,
            "both": self.both,
            "same": self.same,
            "share": _rounded(self.same / self.both),
            "kappa": _rounded(self.kappa),
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def verdicts(found: Iterable[Correction]) -> dict[str, dict[Key, Action]]:
    """By person, the verdict on each record that stands after all corrections in force.

    A record is known by its page, its words and its claim, so that those of two runs of the
    machine are one where they say the same.
    """
    out: dict[str, dict[Key, Action]] = defaultdict(dict)
    changed: set[tuple[str, Key]] = set()
    for correction in found:
        if not correction.in_force or correction.action not in _VERDICTS:
            continue
        key = _key(correction)
        if correction.action is Action.CHANGE:
            changed.add((correction.who, key))
        # "Right" beside a change is right but for that field.
        verdict = correction.action
        if verdict is Action.RIGHT and (correction.who, key) in changed:
            verdict = Action.CHANGE
        out[correction.who][key] = verdict
    return dict(out)


def scores(found: Iterable[Correction]) -> list[Score]:
    """By kind of record: of all people together first, then of each. Kinds without any are left
    out."""
    ordered = list(found)
    by_person = verdicts(ordered)
    people = sorted({c.who for c in ordered if c.in_force})
    rows = [_score(None, kind, _together(by_person), ordered) for kind in RECORDS]
    for who in people:
        mine = [c for c in ordered if c.who == who]
        own = {key: [verdict] for key, verdict in by_person.get(who, {}).items()}
        rows += [_score(who, kind, own, mine) for kind in RECORDS]
    return [row for row in rows if row.judged or row.disputed or row.missed]


def agreements(found: Iterable[Correction]) -> list[Agreement]:
    """Of each two people who judged the same records: over all kinds, then by kind."""
    by_person = verdicts(found)
    rows = []
    for one, other in itertools.combinations(sorted(by_person), 2):
        shared = sorted(by_person[one].keys() & by_person[other].keys())
        pairs = [(key[1], by_person[one][key], by_person[other][key]) for key in shared]
        for kind in (None, *RECORDS):
            chosen = [(a, b) for k, a, b in pairs if kind in (None, k)]
            if chosen:
                same = sum(a == b for a, b in chosen)
                rows.append(Agreement(one, other, kind, len(chosen), same, kappa(chosen)))
    return rows


def kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of verdicts; None where it is not defined.

    >>> kappa([("right", "right"), ("wrong", "wrong"), ("right", "wrong"), ("wrong", "right")])
    0.0
    """
    found = list(pairs)
    n = len(found)
    if not n:
        return None
    ones, others = Counter(a for a, _ in found), Counter(b for _, b in found)
    chance = sum(ones[verdict] * others[verdict] for verdict in ones) / n**2
    if chance >= 1:
        return None
    return (sum(a == b for a, b in found) / n - chance) / (1 - chance)


def _key(correction: Correction) -> Key:
    page = _page(correction)
    anchor = correction.anchor
    start, end = (anchor.start, anchor.end) if anchor else (-1, -1)
    claim = core(correction.kind, correction.machine, correction.names)
    return page, correction.kind, start, end, json.dumps(claim, sort_keys=True)


def _page(correction: Correction) -> str:
    return correction.sha256 or correction.article or ""


def _together(by_person: Mapping[str, Mapping[Key, Action]]) -> dict[Key, list[Action]]:
    out: dict[Key, list[Action]] = defaultdict(list)
    for judged in by_person.values():
        for key, verdict in judged.items():
            out[key].append(verdict)
    return out


def _score(
    who: str | None, kind: str, judged: Mapping[Key, list[Action]], found: list[Correction]
) -> Score:
    counts: Counter[Action | None] = Counter()
    complete = {_page(c) for c in found if c.action is Action.COMPLETE and c.in_force}
    hits = 0
    for key, said in judged.items():
        if key[1] == kind:
            verdict = _majority(said)
            counts[verdict] += 1
            hits += key[0] in complete and verdict in (Action.RIGHT, Action.CHANGE)
    added = {
        (_page(c), c.anchor.exact if c.anchor else "", c.anchor.start if c.anchor else 0)
        for c in found
        if c.action is Action.ADD and c.kind == kind and c.in_force
    }
    return Score(
        who,
        kind,
        counts[Action.RIGHT],
        counts[Action.CHANGE],
        counts[Action.WRONG],
        counts[None],
        len(added),
        hits,
        sum(page in complete for page, *_ in added),
    )


def _majority(said: list[Action]) -> Action | None:
    """The verdict that more people gave than any other; None where there is none."""
    ranked = Counter(said).most_common(2)
    return None if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]
