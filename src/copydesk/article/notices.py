"""notices: where a page says in a standing phrase that it is not the story asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from copydesk.article.lines import Lines, plain_word
from copydesk.article.metadata.site import fold
from copydesk.article.page_signs import weigh

Notices = dict[str, dict[int, str]]  # by kind and the number of the text, its first phrase


def find_notices(texts: Sequence[str]) -> Notices:
    """The phrases of `verdict_phrases.toml` that stand in each of a page's texts.

    They are looked for at word borders where their script has any. No text holds a line break.

    >>> find_notices(["Sorry!", "Page not found"])["error"]
    {1: 'page not found'}
    """
    lines = Lines.of(texts)
    folded: dict[int, str] = {}
    found: Notices = {}
    for kind, phrases in _phrases().items():
        held = found[kind] = {}
        for phrase, word, parted in phrases:
            if not lines.may_hold(phrase, word):
                continue
            sought = f" {phrase} " if parted else phrase
            for line, _ in lines.places(word.decode() or max(phrase.split(), key=len)):
                if line not in folded:
                    folded[line] = f" {fold(texts[line])} "
                if sought in folded[line]:
                    held.setdefault(line, phrase)
    return found


@cache
def _phrases() -> dict[str, tuple[tuple[str, bytes, bool], ...]]:
    """Each kind's phrases, folded, with their `plain_word` and whether their script parts words."""
    source = files("copydesk.article").joinpath("verdict_phrases.toml").read_text("utf-8")
    return {
        kind: tuple(
            (phrase, plain_word(phrase), weigh(phrase) == len(phrase))
            for phrase in map(fold, phrases)
        )
        for kind, phrases in tomllib.loads(source).items()
    }
