"""Text of scraped pages made safe for a terminal."""

from __future__ import annotations

# Control characters (but tab and newline) and bidirectional overrides can rewrite what a terminal
# shows; lone surrogates cannot be written at all.
_HOSTILE = dict.fromkeys(
    (
        *(code for code in range(0x20) if code not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    ),
    "\N{REPLACEMENT CHARACTER}",
)


def printable(text: str) -> str:
    """`text` with what could steer a terminal replaced by U+FFFD.

    >>> printable("a\\x1b[2Jb") == "a\\N{REPLACEMENT CHARACTER}[2Jb"
    True
    """
    return text.translate(_HOSTILE)
