"""notices: where a page says in a standing phrase that it is not the story asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from copydesk.article.lines import Lines, plain_words
from copydesk.article.metadata.site import fold
from copydesk.article.page_signs import weigh

Notices = dict[str, dict[int, str]]  # by kind and the number of the text, its first phrase


def find_notices(texts: Sequence[str], lines: Lines | None = None) -> Notices:
    """The phrases of `verdict_phrases.toml` that stand in each of a page's texts.

    They are looked for at word borders where their script has any. No text holds a line break.
    `lines` are the lines of the texts where they are at hand; those of empty texts may be others.

    >>> find_notices(["Sorry!", "Page not found"])["error"]
    {1: 'page not found'}
    """
    lines = lines or Lines.of(texts)
    folded: dict[int, str] = {}
    found: Notices = {}
    for kind, phrases in _phrases().items():
        held = found[kind] = {}
        for phrase, words, longest, parted in phrases:
            if not lines.may_hold(phrase, words):
                continue
            sought = f" {phrase} " if parted else phrase
            for line, _ in lines.places(longest):
                if line not in folded:
                    folded[line] = f" {fold(texts[line])} "
                if sought in folded[line]:
                    held.setdefault(line, phrase)
    return found


@cache
def _phrases() -> dict[str, tuple[tuple[str, frozenset[bytes], str, bool], ...]]:
    """Each kind's phrases, folded, with their `plain_words`, the longest of these (of all words
    where there are none) and whether their script parts words.
    """
    source = files("copydesk.article").joinpath("verdict_phrases.toml").read_text("utf-8")
    table: dict[str, list[tuple[str, frozenset[bytes], str, bool]]] = {}
    for kind, phrases in tomllib.loads(source).items():
        for phrase in map(fold, phrases):
            words = plain_words(phrase)
            plain = [word.decode() for word in sorted(words)]
            longest = max(plain or phrase.split(), key=len)
            row = (phrase, words, longest, weigh(phrase) == len(phrase))
            table.setdefault(kind, []).append(row)
    return {kind: tuple(rows) for kind, rows in table.items()}
