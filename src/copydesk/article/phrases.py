"""phrases: what a block gives away by a standing phrase, in many languages (phrases.toml)."""

from __future__ import annotations

import bisect
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

from copydesk.article.reading import Reason

MAX_LENGTH = 400  # characters: a longer block is judged by its first and last words alone
_EDGES = " \t.:;,!?…»›>|-–—•*+()[]"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The standing phrases, by how they are looked up.

    `whole` maps a block's folded text to its reason. `start` and `anywhere` map a word to the
    phrases that it is the first, or the longest, word of. `spaceless` are the phrases in scripts
    that part no words.
    """

    whole: dict[str, Reason]
    start: dict[str, tuple[tuple[str, Reason], ...]]
    anywhere: dict[str, tuple[tuple[str, Reason], ...]]
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
    """`find_phrase` of each of the texts of a page, in one pass over the page."""
    known = _load()
    shown = [
        (t if len(t) <= MAX_LENGTH else f"{t[:200]} … {t[-200:]}").casefold().strip() for t in texts
    ]
    page = "\n".join(shown)
    ends = list(accumulate(len(text) + 1 for text in shown))
    held: dict[int, Reason] = {}
    for word in known.anywhere.keys() & set(_WORD.findall(page)):
        for phrase, reason in known.anywhere[word]:
            at = page.find(phrase)
            while at >= 0:
                index = bisect.bisect_right(ends, at)
                if _holds(shown[index], phrase):
                    held[index] = min(held.get(index, reason), reason)
                at = page.find(phrase, ends[index])
    spaceless = [item for item in known.spaceless if item[0] in page]
    found: list[Reason | None] = []
    for index, folded in enumerate(shown):
        own = known.whole.get(folded.strip(_EDGES)) or known.whole.get(folded)
        own = own or _starting(known, folded) or held.get(index)
        if own is None and spaceless:
            own = next((why for p, inside, why in spaceless if _stands(folded, p, inside)), None)
        if own is None and folded.startswith("©"):
            own = Reason.NAVIGATION
        found.append(own)
    return found


def _starting(known: Phrases, text: str) -> Reason | None:
    """The reason of the phrase that `text` begins with."""
    first = _WORD.search(text)
    if first is not None:
        for phrase, reason in known.start.get(first[0], ()):
            if _begins(text, phrase):
                return reason
    return None


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


def _holds(text: str, phrase: str) -> bool:
    """Whether `text` holds `phrase` between word borders."""
    at = text.find(phrase)
    return at >= 0 and not (
        text[at - 1 : at].isalnum() or text[at + len(phrase) : at + len(phrase) + 1].isalnum()
    )


def _spaceless(phrase: str) -> bool:
    """Whether a phrase is in a script that parts no words (Han, kana, Hangul compounds)."""
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in phrase)


@lru_cache(maxsize=1)
def _load() -> Phrases:
    data = tomllib.loads(files("copydesk.article").joinpath("phrases.toml").read_text("utf-8"))
    whole: dict[str, Reason] = {}
    start: dict[str, list[tuple[str, Reason]]] = {}
    anywhere: dict[str, list[tuple[str, Reason]]] = {}
    spaceless: list[tuple[str, bool, Reason]] = []
    for name, kinds in data.items():
        reason = Reason(name)
        for phrase in kinds.get("whole", ()):
            folded = phrase.casefold()
            whole.setdefault(folded.strip(_EDGES) or folded, reason)
        for kind, table in (("start", start), ("anywhere", anywhere)):
            for phrase in kinds.get(kind, ()):
                folded = phrase.casefold()
                words = _WORD.findall(folded)
                if _spaceless(folded):
                    spaceless.append((folded, kind == "anywhere", reason))
                elif words:
                    word = words[0] if kind == "start" else max(words, key=len)
                    table.setdefault(word, []).append((folded, reason))
    return Phrases(
        whole,
        {word: tuple(phrases) for word, phrases in start.items()},
        {word: tuple(phrases) for word, phrases in anywhere.items()},
        tuple(spaceless),
    )
