"""The cast of invented wire copy: who is found, from where, in what office."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.record.actors import find_cast
from copydesk.record.parse import parse
from copydesk.record.record import ActorKind, Record

HERE = Path(__file__).parent


@dataclass
class Case:
    """A text, the actors wanted (kind, name, country, role) and names no actor may have."""

    name: str
    text: str = ""
    want: list[list[str]] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    """The cases of all files of wire copy."""
    for path in sorted(HERE.glob("wire*.txt")):
        case: Case | None = None
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("== "):
                if case:
                    yield case
                case = Case(line[3:])
            elif line.startswith("#") or case is None:
                continue
            elif line.startswith("=> "):
                case.want.append([cell.strip() for cell in line[3:].split("|")])
            elif line.startswith("not: "):
                case.unwanted = [name.strip() for name in line[5:].split(",")]
            else:
                case.text += line + "\n"
        assert case is not None
        yield case


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_wire_copy(case: Case) -> None:
    """All wanted are found with country and office; no place, day or outlet's city is an actor.

    Where nothing tells whose somebody is, the country is unknown: a wrong one is worse.
    """
    cast = find_cast(parse(case.text))
    found = {actor.name: actor for actor in cast.actors}
    assert not set(case.unwanted) & set(found)
    for kind, name, country, role in case.want:
        assert name in found
        actor = found[name]
        assert actor.kind == kind
        # "PER?": Peru or unknown, but no other country
        known = actor.country is not None or not country.endswith("?")
        assert country == "?" or not known or str(actor.country) == country.rstrip("?")
        assert role == "-" or actor.role == role
    people = [[actor.name] for actor in cast.actors if actor.kind is ActorKind.PERSON]
    wanted = [[name] for kind, name, _, _ in case.want if kind == "person"]
    assert len(people) <= len(wanted) + 2


PRONOUNS = [
    ("Marta Ruiz of Peru told aides she would sign.", "she", "Marta Ruiz"),
    ("Chile sold its copper abroad.", "its", "Chile"),
    ("President Ivo Tadic, who left, said no.", "who", "Ivo Tadic"),
    ("Peru's army said it had captured the town.", "it", "Peru's army"),
    ("Malta, which has no army, asked for help.", "which", "Malta"),
    ("Ana Paz met Luis Rey. He refused.", "He", "Luis Rey"),
    ("“No,” said Foreign Minister Li Qun. He left.", "He", "Li Qun"),
]


@pytest.mark.parametrize(("text", "word", "name"), PRONOUNS)
def test_pronouns(text: str, word: str, name: str) -> None:
    """A pronoun with one clear antecedent is a mention of it."""
    doc = parse(text)
    cast = find_cast(doc)
    [token] = [token for token in doc if token.text == word]
    actor = cast.of_head(token.i)
    assert actor is not None
    assert cast.actor(actor).name == name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It rained in Peru.", "It"),
        ("The dam is old. It leaks.", "It"),
        ("Prices fell in Chile and their causes are known.", "their"),
    ],
)
def test_pronouns_left_open(text: str, word: str) -> None:
    """A pronoun that stands for no actor is no mention."""
    doc = parse(text)
    [token] = [token for token in doc if token.text == word]
    assert find_cast(doc).of_head(token.i) is None


def test_shared_mentions() -> None:
    """ "The two sides" are both of those joined before, not the last country told of."""
    doc = parse(
        "Talks between Peru and the Netherlands will be held, Malta's foreign ministry said. "
        "The two sides will meet on Friday."
    )
    cast = find_cast(doc)
    [side] = [token for token in doc if token.text == "sides"]
    names = [cast.actor(actor).name for actor in cast.all_of_token(side.i)]
    assert sorted(names) == ["Netherlands", "Peru"]


def test_delegations_are_told_apart() -> None:
    """ "That of the rebels" is a delegation of its own; "the team" after it is the subject's."""
    cast = find_cast(
        parse(
            "The army's delegation will be headed by Colonel Juan Rey and that of the ELN by Ana Paz. "
            "The team arrived on Monday."
        )
    )
    teams = {a.name: [m.exact for m in a.mentions] for a in cast.actors if a.kind == "group"}
    assert teams == {
        "army's delegation": ["The army's delegation", "The team"],
        "ELN delegation": ["that of the ELN"],
    }


def test_who_is_meant_where() -> None:
    """A token tells the innermost mention, a span the one at its head."""
    text = "Peru's foreign minister, Ann Lee, met a Chilean envoy in Lima."
    cast = find_cast(parse(text))
    names = {actor.id: actor.name for actor in cast.actors}

    def meant(words: str) -> str | None:
        start = text.index(words)
        actor = cast.of_span(start, start + len(words))
        return names[actor] if actor else None

    assert meant("Peru's foreign minister, Ann Lee") == "Ann Lee"
    assert meant("a Chilean envoy") == "Chilean envoy"
    assert meant("Peru") == "Peru"
    assert meant("in Lima") is None
    first = cast.of_token(0)
    assert first is not None
    assert names[first] == "Peru"
    [lee] = [actor for actor in cast.actors if actor.name == "Ann Lee"]
    assert cast.whole(lee.id) == cast.country("PER") == first


def test_adjectives_are_no_mentions() -> None:
    """ "Russian" tells the president's country; Russia is no actor for it."""
    cast = find_cast(parse("Russian President Oleg Rybin left."))
    [person] = cast.actors
    assert (person.country, person.country_evidence is not None) == ("RUS", True)
    assert [span.exact for span in person.mentions] == ["Russian President Oleg Rybin"]


def test_places_are_no_actors() -> None:
    """A capital is the government where it acts and a place where one goes."""
    cast = find_cast(parse("Envoys flew to Doha. Moscow rejected the plan in Geneva."))
    assert [a.name for a in cast.actors if a.kind is ActorKind.COUNTRY] == ["Russia"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                """He Iran Iranian President the two sides , . “ ” — al - Masri ( ) of and Minister
                his deputies its delegation who U.S. 's Foreign Ministry spokesman said Ann Lee
                Russian \n they NATO U.N. the-president Mr. former a""".split(" ")
            ),
            st.text(max_size=6),
        ),
        max_size=40,
    ).map(" ".join)
)
def test_every_mention_is_in_the_text(text: str) -> None:
    """Whatever the words, spans hold, ids are unique and every whole is an actor."""
    cast = find_cast(parse(text))
    Record("x", cast.actors).check(text)
    ids = [actor.id for actor in cast.actors]
    assert ids == [f"a{n}" for n in range(1, len(ids) + 1)]
    for actor in cast.actors:
        assert actor.mentions
        assert actor.part_of is None or (actor.part_of in ids and actor.part_of != actor.id)
    firsts = [actor.mentions[0].start for actor in cast.actors]
    assert firsts == sorted(firsts)


def test_a_cast_does_not_hang_on_the_process() -> None:
    """Two processes with other hash seeds give the same cast."""
    code = (
        "import sys; from copydesk.record.parse import parse\n"
        "from copydesk.record.actors import find_cast\n"
        "print(find_cast(parse(open(sys.argv[1], encoding='utf-8').read())).actors)"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(HERE / "wire.txt")],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
