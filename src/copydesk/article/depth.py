"""limit_depth: markup nested without end is flattened before it is parsed.

The parser takes time square in the depth of open elements (100,000 open `div`s: 20 seconds), so
elements opened beyond MAX_DEPTH become line breaks: no text is lost, and the blocks stay apart.
"""

from __future__ import annotations

import re

import numpy as np

MAX_DEPTH = 1500  # real pages stay below 100
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]{0,40})[^>]*>?")
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr script style".split()
)


def limit_depth(page: bytes) -> bytes:
    """`page` (UTF-8) as it is where its tags close, as in any sound page; else limited in depth.

    >>> limit_depth(b"<div>" * 3 + b"end")
    b'<div><div><div>end'
    """
    marks = np.frombuffer(page, np.uint8)
    opened = marks[:-1] == ord("<")
    closed = opened & (marks[1:] == ord("/"))
    if np.count_nonzero(opened) - 2 * np.count_nonzero(closed) <= MAX_DEPTH:
        return page
    depth = dropped = 0

    def replace(match: re.Match[bytes]) -> bytes:
        nonlocal depth, dropped
        if match[2].lower() in _VOID:
            return match[0]
        if match[1]:
            if dropped:
                dropped -= 1
                return b"<br>"
            depth = max(0, depth - 1)
            return match[0]
        if depth >= MAX_DEPTH:
            dropped += 1
            return b"<br>"
        depth += 1
        return match[0]

    return _TAG.sub(replace, page)
