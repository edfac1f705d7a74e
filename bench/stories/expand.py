"""Expand the hand-written families of look-alike stories into dated articles.

Every choice (which wordings, which facts, which day) follows from the names of family, story and
article, so the set is the same everywhere. Articles of different stories of a family share their
wordings as often as those of one story do: only who, where, when and how many tells them apart.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
FIRST_ARTICLES = (3, 4)  # about the event itself, of each story
UNDATED = 0.1  # share of articles whose page tells no day


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with the story that it belongs to; `published` is None where undated."""

    name: str
    family: str
    story: str
    title: str
    published: str | None
    paragraphs: tuple[str, ...]


def labelled(folder: Path = HERE) -> list[Labelled]:
    """All articles of the families in a folder."""
    found: list[Labelled] = []
    for path in sorted(folder.glob("*.toml")):
        for family in tomllib.loads(path.read_text(encoding="utf-8"))["family"]:
            for number, slots in enumerate(family["stories"]):
                found += _articles(family, f"{family['name']} {number + 1}", slots)
    return found


def _articles(family: dict[str, Any], story: str, slots: dict[str, str]) -> Iterator[Labelled]:
    chance = Random(int.from_bytes(hashlib.sha256(story.encode()).digest()[:8], "big"))
    first = dt.date.fromisoformat(slots["day"])
    openings = chance.sample(family["openings"], len(family["openings"]))
    titles = chance.sample(family["titles"], len(family["titles"]))
    for number in range(chance.choice(FIRST_ARTICLES)):
        most = len(family["facts"])
        facts = chance.sample(family["facts"], chance.randint(most - 1, most))
        text = [openings[number], *(chance.choice(wordings) for wordings in facts)]
        for line in chance.sample(family["background"], chance.choice((1, 2))):
            text.insert(chance.randint(2, len(text)), line)
        day = first + dt.timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))
        yield _article(family, story, number, titles[number], text, day, slots, chance)
    for number, follow_up in enumerate(family["follow_ups"], start=10):
        day = first + dt.timedelta(days=family["later"] + chance.randint(0, 3))
        recalled = chance.sample(family["facts"], 2)
        text = [*follow_up["text"], *(chance.choice(wordings) for wordings in recalled)]
        text.insert(chance.randint(1, len(text)), chance.choice(family["background"]))
        yield _article(family, story, number, follow_up["title"], text, day, slots, chance)


def _article(
    family: dict[str, Any],
    story: str,
    number: int,
    title: str,
    text: Sequence[str],
    day: dt.date,
    slots: dict[str, str],
    chance: Random,
) -> Labelled:
    published = None if chance.random() < UNDATED else day.isoformat()
    filled = [_capital(sentence.format(**slots)) for sentence in (title, *text)]
    name = f"{story} {number}".replace(" ", "-")
    return Labelled(name, family["name"], story, filled[0], published, tuple(filled[1:]))


def _capital(sentence: str) -> str:
    """With a capital at the start, also behind an opening quotation mark."""
    at = 1 if sentence[0] == "“" else 0
    return sentence[:at] + sentence[at].upper() + sentence[at + 1 :]
