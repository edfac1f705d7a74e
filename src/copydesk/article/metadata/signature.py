"""Signature: who signs a story on a page without markup."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from copydesk.article.blocks import Flat
from copydesk.article.metadata.byline_signs import SIGNS, byline_signs
from copydesk.article.metadata.names import MAX_AUTHORS

_LEVEL = -0.25  # 0 is where a line is as likely as none
_NEXT = 2  # lines between the people of one byline


def find_signature(
    flat: Flat, kept: Sequence[bool], title_at: int | None, sites: Sequence[str]
) -> tuple[str, ...]:
    """The people who sign, by the line that most shows itself to be a byline; none where all are
    unlikely.

    Lines compete by their signs (`byline_signs.SIGNS`); what stands next to the winner and would
    have done as well adds its names. `kept` tells which blocks are of the body, `title_at` which
    one shows the title.
    """
    named, rows = byline_signs(flat, kept, title_at, sites)
    weights = _weights()
    scores = {
        at: sum(weight * value for weight, value in zip(weights, row, strict=True))
        for at, row in zip(named, rows, strict=True)
    }
    likely = [at for at, score in scores.items() if score > _LEVEL]
    if not likely:
        return ()
    best = max(likely, key=lambda at: scores[at])
    first = last = best
    for at in reversed(likely):
        first = at if 0 < first - at <= _NEXT else first
    for at in likely:
        last = at if 0 < at - last <= _NEXT else last
    names = dict.fromkeys(name for at in likely if first <= at <= last for name in named[at])
    return tuple(names)[:MAX_AUTHORS]


@cache
def _weights() -> tuple[float, ...]:
    """The weights of `SIGNS`, learned by `tools/train_signature.py`."""
    source = files("copydesk.article.metadata").joinpath("signature_weights.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    return tuple(table[sign] for sign in SIGNS)
