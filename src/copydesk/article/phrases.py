"""phrases: what a block gives away by a standing phrase, in many languages (phrases.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from copydesk.article.lines import Lines, plain_words
from copydesk.article.reading import Reason

_EDGES = " \t.:;,!?…»›>|-–—•*+()[]"
_WORD = re.compile(r"[^\W_]+")
_FIRST_WORD = re.compile(r"[\W_]*([^\W_]*)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The standing phrases, by how they are looked up.

    `whole` maps a block's folded text to its reason, `start` a word to the phrases that it is the
    first of. `anywhere` are phrases with their `plain_words`, `spaceless` those in scripts that
    part no words, and whether they count anywhere in a block.
    """

    whole: dict[str, Reason]
    start: dict[str, tuple[tuple[str, Reason], ...]]
    anywhere: tuple[tuple[str, frozenset[bytes], Reason], ...]
    spaceless: tuple[tuple[str, bool, Reason], ...]


def find_phrase(text: str) -> Reason | None:
    """The reason that a standing phrase in `text` gives; None where there is none.

    >>> find_phrase("Read more: Ferries to run on a reduced timetable")
    <Reason.RELATED: 'related'>
    >>> find_phrase("He read more than the letter said.") is None
    True
    """
    return find_phrases([text])[0]


def find_phrases(texts: Sequence[str]) -> list[Reason | None]:
    """`find_phrase` of each of the texts of a page, in one pass. No text holds a line break."""
    return phrases_of(Lines.of(texts)) if texts else []


def phrases_of(lines: Lines) -> list[Reason | None]:
    """`find_phrase` of each of a page's lines."""
    known = _load()
    texts = lines.text.split("\n")
    whole = known.whole
    found = [whole.get(text.strip(_EDGES)) or whole.get(text) for text in texts]
    held = _held(known, lines)
    spaceless = [item for item in known.spaceless if item[0][0] in lines.text]
    for index, (text, own) in enumerate(zip(texts, found, strict=True)):
        if own is None:
            first = _first_word(text)
            if first in known.start:
                phrases = known.start[first]
                own = next((why for phrase, why in phrases if _begins(text, phrase)), None)
            if own is None:
                own = held.get(index)
            if own is None and spaceless:
                own = next((why for p, inside, why in spaceless if _stands(text, p, inside)), None)
            if own is None and text.startswith("©"):
                own = Reason.NAVIGATION
            found[index] = own
    return found


def _first_word(text: str) -> str:
    match = _FIRST_WORD.match(text)
    return match[1] if match else ""


def _held(known: Phrases, lines: Lines) -> dict[int, Reason]:
    """The lines that hold a phrase between word borders, and the reason that it gives."""
    held: dict[int, Reason] = {}
    text = lines.text
    for phrase, words, reason in known.anywhere:
        if lines.may_hold(phrase, words):
            for line, at in lines.places(phrase):
                end = at + len(phrase)
                if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                    held[line] = min(held.get(line, reason), reason)
    return held


def _stands(text: str, phrase: str, inside: bool) -> bool:
    """Whether a phrase without word borders stands in `text`, or at its start."""
    return phrase in text if inside else text.lstrip(_EDGES).startswith(phrase)


def _begins(text: str, phrase: str) -> bool:
    """Whether `text` begins with `phrase`, a word border behind it."""
    for shown in (text, text.lstrip(_EDGES)):
        if shown.startswith(phrase):
            behind = shown[len(phrase) : len(phrase) + 1]
            return not (behind.isalnum() and phrase[-1].isalnum())
    return False


def _spaceless(phrase: str) -> bool:
    """Whether a phrase is in a script that parts no words (Han, kana, Hangul compounds)."""
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in phrase)


@lru_cache(maxsize=1)
def _load() -> Phrases:
    data = tomllib.loads(files("copydesk.article").joinpath("phrases.toml").read_text("utf-8"))
    whole: dict[str, Reason] = {}
    start: dict[str, list[tuple[str, Reason]]] = {}
    anywhere: list[tuple[str, frozenset[bytes], Reason]] = []
    spaceless: list[tuple[str, bool, Reason]] = []
    for name, kinds in data.items():
        reason = Reason(name)
        for phrase in map(str.casefold, kinds.get("whole", ())):
            whole.setdefault(phrase.strip(_EDGES) or phrase, reason)
        for kind in ("start", "anywhere"):
            for phrase in map(str.casefold, kinds.get(kind, ())):
                words = _WORD.findall(phrase)
                if _spaceless(phrase):
                    spaceless.append((phrase, kind == "anywhere", reason))
                elif kind == "anywhere":
                    anywhere.append((phrase, plain_words(phrase), reason))
                elif words:
                    start.setdefault(words[0], []).append((phrase, reason))
    return Phrases(
        whole,
        {word: tuple(phrases) for word, phrases in start.items()},
        tuple(anywhere),
        tuple(spaceless),
    )
