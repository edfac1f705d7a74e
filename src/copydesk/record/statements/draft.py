"""Draft: a statement as tokens, before it is proved by spans of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

Range = tuple[int, int]  # tokens, half-open


@dataclass(slots=True)
class Draft:
    """A statement found in a parsed text, as token ranges.

    `cue` and `source` are ranges, None where there is none; `cue_token` and `source_token` their
    heads. `content` lists the parts in text order. `lemma` is the cue's. `actor` is the id of the
    speaker. `outer` is the index, in `Statements.drafts`, of the statement in whose content this
    one is told. `quoted` marks a content that quotation marks, not grammar, have given.
    """

    cue: Range | None
    cue_token: int | None
    source: Range | None
    source_token: int | None
    content: list[Range]
    lemma: str
    act: str
    quoted: bool = False
    frame: str = ""  # how the cue governs the content; see verbs.tsv
    negated: bool = False
    actor: str | None = None
    outer: int | None = None
    addressee: str | None = None  # id of an actor
    occasion: Range | None = None
    chain: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The first token of cue and content."""
        starts = [start for start, _ in self.content]
        return min([self.cue[0], *starts] if self.cue else starts)

    def holds(self, token: int) -> bool:
        """Whether the token is in the content."""
        return any(start <= token < end for start, end in self.content)


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a text, in text order, and which of them hold a token.

    `of_token[i]` lists the indexes of the drafts whose content holds token i, outermost first.
    """

    drafts: tuple[Draft, ...] = ()
    of_token: tuple[tuple[int, ...], ...] = field(default=())

    def reporter(self, token: int) -> Draft | None:
        """The innermost statement whose content holds the token."""
        held = self.of_token[token] if token < len(self.of_token) else ()
        return self.drafts[held[-1]] if held else None
