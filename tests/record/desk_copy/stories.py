"""Whole stories of our own with what is to be recorded of them, and how a record compares.

A file holds stories: `== name | day | headline`, the text (a line is a paragraph), then the parts
`@actors`, `@statements` and `@positions`, one claim a line, its fields parted by " | ":

    kind/kind | name | country ("-" none, "?" any, "PER?" Peru or none) | office
    speaker/speaker ("*" anybody, nobody too) | cue | first words ... last words of the content
    actor/actor | stance/stance | words of the issue | first words of the condition

A claim after "~" may be told or not; a speaker after "not" does not say it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from copydesk.article.span import Span
from copydesk.record.record import Actor, ActorKind, Position, Record, Statement

HERE = Path(__file__).parent
Told = TypeVar("Told", Actor, Statement, Position)
_STOP = frozenset("a an the of to for in on at by with from and or that is be it its their".split())


@dataclass
class Story:
    """A story with its wanted claims, each a line's fields; those that may be told stand apart."""

    name: str
    day: str
    title: str
    text: str = ""
    wanted: dict[str, list[list[str]]] = field(default_factory=dict)
    welcome: dict[str, list[list[str]]] = field(default_factory=dict)


@dataclass
class Tally:
    """How the told claims of one sort compare: texts of those wrong and of those missed."""

    told: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        self.told += other.told
        self.right += other.right
        self.wanted += other.wanted
        self.found += other.found
        self.wrong += other.wrong
        self.missed += other.missed
        return self


def stories(path: Path) -> Iterator[Story]:
    """The stories of a file."""
    story, part = None, ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("== "):
            if story:
                yield story
            name, day, title = (x.strip() for x in line[3:].split("|"))
            story, part = Story(name, day, title), ""
        elif story is None or line.startswith("#"):
            continue
        elif line.startswith("@"):
            part = line[1:]
        elif part:
            claims = story.welcome if line.startswith("~ ") else story.wanted
            cells = [cell.strip() for cell in line.removeprefix("~ ").split("|")]
            claims.setdefault(part, []).append(cells)
        else:
            story.text += ("\n" if story.text else "") + line
    assert story is not None
    yield story


def compare(story: Story, record: Record) -> dict[str, Tally]:
    """The tallies of actors, statements and positions."""
    names = {actor.id: _names(actor) for actor in record.actors}
    sides = {actor.id: _sides(record, names, actor) for actor in record.actors}
    return {
        "actors": _tally(story, "actors", record.actors, _is_actor, _show_actor),
        "statements": _tally(
            story,
            "statements",
            record.statements,
            lambda claim, told: _is_statement(story, sides, claim, told),
            lambda told: _show_statement(record, told),
        ),
        "positions": _tally(
            story,
            "positions",
            record.positions,
            lambda claim, told: _is_position(sides, claim, told),
            lambda told: _show_position(record, told),
        ),
    }


def _tally(
    story: Story,
    part: str,
    told: Sequence[Told],
    likeness: Callable[[list[str], Told], float],
    show: Callable[[Told], str],
) -> Tally:
    """Pair told with wanted claims one to one, best first; `likeness` is 0 (no pair), below 1
    (the same claim with something wrong) or from 1 on (right)."""
    wanted = story.wanted.get(part, [])
    claims = wanted + story.welcome.get(part, [])
    pairs = [(likeness(c, t), n, m) for n, c in enumerate(claims) for m, t in enumerate(told)]
    taken: dict[int, int] = {}
    done: dict[int, float] = {}
    for like, n, m in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if like > 0 and n not in taken and m not in done:
            taken[n], done[m] = m, like if n < len(wanted) or like >= 1 else 1.0
    right = {m for m, like in done.items() if like >= 1}
    return Tally(
        len(told),
        len(right),
        len(wanted),
        sum(n in taken and taken[n] in right for n in range(len(wanted))),
        [f"{story.name}: {show(t)}" for m, t in enumerate(told) if m not in right],
        [
            f"{story.name}: {' | '.join(c)}"
            for n, c in enumerate(wanted)
            if n not in taken or taken[n] not in right
        ],
    )


def _names(actor: Actor) -> set[str]:
    """All that an actor is called, without article, and without whose it is."""
    words = {_bare(w) for w in (actor.name, *actor.aliases, *(m.exact for m in actor.mentions))}
    return words | {re.split(r"[’']s? ", w)[-1] for w in words}


def _sides(record: Record, names: dict[str, set[str]], actor: Actor) -> set[str]:
    """An actor's names and those of the body or country that he is a part of."""
    out = set(names[actor.id])
    for other in record.actors:
        country = other.kind is ActorKind.COUNTRY and other.country == actor.country is not None
        if other.id == actor.part_of or country:
            out |= names[other.id]
    return out


def _bare(name: str) -> str:
    return re.sub(r"^((the|a|an|one of the|two|three) )+", "", " ".join(name.casefold().split()))


def _called(names: set[str], alternatives: str) -> bool:
    wanted = {_bare(name) for name in alternatives.split("/")}
    return any(name in wanted or any(name.endswith(f" {w}") for w in wanted) for name in names)


def _is_actor(claim: list[str], told: Actor) -> float:
    names = _names(told)
    if len(claim) == 1:
        bare = _bare(claim[0])
        near = any(n == bare or n.endswith(f" {bare}") or bare.endswith(f" {n}") for n in names)
        return 1.0 if near else 0.0
    kinds, name, country, *role = claim
    if not _called(names, name):
        return 0.0
    if told.kind.value not in kinds.split("/"):
        return 0.5
    code = told.country or "-"
    if country not in ("?", code) and not (country.endswith("?") and code in (country[:-1], "-")):
        return 0.5
    office = set((told.role or "").casefold().split())
    if role and role[0] != "-" and not set(role[0].casefold().split()) <= office:
        return 0.5
    return 2.0 if _bare(told.name) == _bare(name.split("/")[0]) else 1.5


def _is_statement(
    story: Story, names: dict[str, set[str]], claim: list[str], told: Statement
) -> float:
    speaker, cue, content = claim
    start, end = place(story.text, content)
    wanted = set(_words(story.text, start, end))
    have = {w for span in told.content for w in _words(story.text, span.start, span.end)}
    both, all_ = len(wanted & have), len(wanted | have)
    near = both * 2 >= max(len(wanted), len(have))
    held = both and bool(told.cue) and cue.lower() in str(told.cue and told.cue.exact).lower()
    if not (near or held):
        return 0.0
    denied = speaker.startswith("not ")
    who = speaker.removeprefix("not ")
    right = who == "*" or (told.actor is not None and _called(names[told.actor], who))
    if not right or denied != told.act.startswith("not "):
        return 0.5 * both / all_
    # a quotation may go on behind what the claim gives of it
    ahead = story.text[start:end] in "".join(s.exact for s in told.content)
    return 1.0 + both / all_ if near or ahead else 0.5


def place(text: str, content: str) -> tuple[int, int]:
    """Where "first words ... last words" stand in a text, marks aside; "(words)" before them
    only tell where.

    Raises:
        ValueError: They do not.
    """
    before = re.match(r"\(([^)]*)\) ", content)
    rest = content[before.end() :] if before else content
    words = ".{0,400}?".join(_loosely(part) for part in rest.split("..."))
    lead = _loosely(before[1]) + r"\W+" if before else ""
    found = re.search(rf"\b{lead}({words})\b", text, re.S)
    if found is None:
        raise ValueError(content)
    return found.start(1), found.end(1)


def _loosely(words: str) -> str:
    return r"\W+".join(map(re.escape, re.findall(r"\w+", words)))


def _words(text: str, start: int, end: int) -> list[int]:
    return [start + m.start() for m in re.finditer(r"\w+", text[start:end])]


def _is_position(names: dict[str, set[str]], claim: list[str], told: Position) -> float:
    actor, stances, issue, *condition = claim
    if not _called(names[told.actor], actor):
        return 0.0
    wanted, have = _content(issue), _content(told.issue)
    shared = len(wanted & have)
    if shared * 2 < len(wanted):
        return 0.0
    if told.stance.value not in stances.split("/"):
        return 0.3
    if condition and not (told.condition and _opens(told.condition, condition[0])):
        return 0.4
    return 1.0 + shared / len(wanted | have)


def _opens(span: Span, words: str) -> bool:
    def plain(text: str) -> str:
        return " ".join(re.findall(r"\w+", text.casefold()))

    return plain(span.exact).startswith(plain(words))


def _content(words: str) -> set[str]:
    found = re.findall(r"[^\W_]+", words.casefold())
    return {w[:5] for w in found if w not in _STOP}


def _show_actor(told: Actor) -> str:
    return f"{told.kind} | {told.name} | {told.country or '-'} | {told.role or '-'}"


def _name(record: Record, actor_id: str | None) -> str:
    return next((a.name for a in record.actors if a.id == actor_id), "-")


def _show_statement(record: Record, told: Statement) -> str:
    who = _name(record, told.actor)
    cue = told.cue.exact if told.cue else "-"
    return f"{who} | {told.act}: {cue} | {' + '.join(s.exact for s in told.content)}"


def _show_position(record: Record, told: Position) -> str:
    who = _name(record, told.actor)
    return f"{who} | {told.stance} | {told.issue} | {told.condition and told.condition.exact}"
