"""limit_depth: markup nested without end is flattened before it is parsed.

The parser takes time square in the depth of open elements (100,000 open `div`s: 20 seconds), so
elements opened beyond MAX_DEPTH become line breaks: no text is lost, and the blocks stay apart.
"""

from __future__ import annotations

import re

MAX_DEPTH = 1500  # real pages stay below 100
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})[^>]*>?")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr script style".split()
)


def limit_depth(text: str) -> str:
    """`text` itself where its tags close, as in any sound page; else with its depth limited.

    >>> limit_depth("<div>" * 3 + "end")
    '<div><div><div>end'
    """
    if text.count("<") - 2 * text.count("</") <= MAX_DEPTH:
        return text
    depth = dropped = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal depth, dropped
        if match[2].lower() in _VOID:
            return match[0]
        if match[1]:
            if dropped:
                dropped -= 1
                return "<br>"
            depth = max(0, depth - 1)
            return match[0]
        if depth >= MAX_DEPTH:
            dropped += 1
            return "<br>"
        depth += 1
        return match[0]

    return _TAG.sub(replace, text)
