"""Tree: a parse as plain lists, read once, so that finders need not ask spaCy again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from copydesk.record.quotations import Quotations

Range = tuple[int, int]  # tokens, half-open


@dataclass(frozen=True)
class Tree:
    """The tokens of a text, one list a property; index i is token i throughout.

    `shared` maps a cue to the token of its speaker, where that is not to be read off the parse.
    `left` and `right` bound the subtree (inclusive, half-open).
    `quote` is the outermost quotation that holds the token, or -1. `word` is False for
    punctuation and space.
    """

    doc: Doc
    quotations: Quotations
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    sentences: list[Range]
    paragraph: list[int]
    word: list[bool]
    shared: dict[int, int] = field(default_factory=dict)

    @cached_property
    def quote(self) -> tuple[int, ...]:
        """The outermost quotation of each token, or -1."""
        return self.quotations.outer_of

    def __len__(self) -> int:
        return len(self.lower)

    def subtree(self, i: int) -> list[int]:
        """Tokens under i, itself included, in order."""
        out, todo = [], [i]
        while todo:
            token = todo.pop()
            out.append(token)
            todo += self.kids[token]
        return sorted(out)

    def kid(self, i: int, *deps: str) -> int | None:
        """The first child of i with one of these labels."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None


def grow(doc: Doc, quotations: Quotations) -> Tree:
    """Read a parsed text into lists."""
    n = len(doc)
    head = [token.head.i for token in doc]
    kids: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    sentence, sentences = [0] * n, []
    for number, span in enumerate(doc.sents):
        sentences.append((span.start, span.end))
        for i in range(span.start, span.end):
            sentence[i] = number
    lower = [token.lower_ for token in doc]
    paragraph, number = [0] * n, 0
    for i, text in enumerate(lower):
        paragraph[i] = number
        if "\n" in text:
            number += 1
    return Tree(
        doc,
        quotations,
        lower,
        [token.lemma_.lower() for token in doc],
        [token.pos_ for token in doc],
        [token.tag_ for token in doc],
        [token.dep_ for token in doc],
        head,
        kids,
        [token.left_edge.i for token in doc],
        [token.right_edge.i + 1 for token in doc],
        sentence,
        sentences,
        paragraph,
        [not (token.is_punct or token.is_space) for token in doc],
    )


def runs(tokens: list[int]) -> list[Range]:
    """Sorted token numbers as ranges without a gap.

    >>> runs([3, 4, 5, 9])
    [(3, 6), (9, 10)]
    """
    out: list[Range] = []
    for i in tokens:
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out


def trimmed(tree: Tree, span: Range) -> Range | None:
    """A range without punctuation and space at its ends; None where nothing is left."""
    start, end = span
    while start < end and not tree.word[start]:
        start += 1
    while end > start and not tree.word[end - 1]:
        end -= 1
    return (start, end) if start < end else None


def clean(tree: Tree, content: list[Range], cue: Range) -> list[Range]:
    """Parts without the cue, trimmed, those joined that only punctuation parts."""
    parts = [t for r in without(content, cue) if (t := _unjoined(tree, r))]
    out: list[Range] = []
    for start, end in sorted(parts):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif out and not any(tree.word[x] for x in range(out[-1][1], start)):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def without(content: list[Range], hole: Range) -> list[Range]:
    """Ranges with a hole cut out of them."""
    out: list[Range] = []
    for start, end in content:
        if hole[1] <= start or hole[0] >= end:
            out.append((start, end))
            continue
        if start < hole[0]:
            out.append((start, hole[0]))
        if hole[1] < end:
            out.append((hole[1], end))
    return out


def _unjoined(tree: Tree, span: Range) -> Range | None:
    """A range trimmed, without an "and" or "but" left at its end."""
    part = trimmed(tree, span)
    while part and tree.lower[part[1] - 1] in ("and", "but", "or") and part[1] - part[0] > 1:
        part = trimmed(tree, (part[0], part[1] - 1))
    return part
