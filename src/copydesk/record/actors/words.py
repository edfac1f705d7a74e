"""Words: a parsed text as plain lists, read once, so that finders need not ask spaCy again."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    LEMMA,
    ORTH,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc

_OPEN = frozenset("“«„‹")
_CLOSE = frozenset("”»›")


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text, one list a property; index i is token i throughout.

    `start` and `end` are code points. `head[i]` is i at a root. `sentence[i]` counts sentences,
    `bounds` gives their tokens, half-open. `space` tells whether white space follows. `quoted`
    tells whether the token stands in quotation marks. `kids` are the children, in order.
    """

    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    ent_starts: list[bool]
    start: list[int]
    end: list[int]
    space: list[bool]
    sentence: list[int]
    bounds: list[tuple[int, int]]
    quoted: list[bool]
    kids: list[list[int]]

    def __len__(self) -> int:
        return len(self.text)

    def glued(self, i: int) -> bool:
        """Whether no white space parts token i from the next."""
        return not self.space[i] and i + 1 < len(self.text)

    def phrase(self, start: int, end: int) -> str:
        """The words from token `start` to `end`, white space made single."""
        return " ".join(
            "".join(self.text[i] + " " * self.space[i] for i in range(start, end)).split()
        )

    def left(self, i: int) -> int:
        """The first token of the noun phrase of i: its modifiers before it, without relatives."""
        first = i
        todo = [i]
        while todo:
            for kid in self.kids[todo.pop()]:
                if kid < i and self.dep[kid] not in _APART:
                    first = min(first, kid)
                    todo.append(kid)
        return first


_APART = frozenset(("punct", "cc", "preconj", "relcl", "mark", "advcl", "conj", "appos", "prep"))


def read_words(doc: Doc) -> Words:
    """Read a parsed text into lists."""
    columns = doc.to_array(_COLUMNS).T
    orth, tag, dep, offset, ent, iob, start, space, sent, lemma = columns.tolist()
    strings = doc.vocab.strings
    known: dict[int, str] = {}
    lowered: dict[int, str] = {}

    def words(keys: list[int]) -> list[str]:
        for key in set(keys) - known.keys():
            known[key] = strings[key]
        return [known[key] for key in keys]

    texts = words(orth)
    for key in set(orth):
        lowered[key] = known[key].lower()
    sentence: list[int] = []
    bounds: list[tuple[int, int]] = []
    kids: list[list[int]] = [[] for _ in texts]
    # HEAD is an unsigned offset: negative ones come as their complement to 2**64
    head = [i + (d - 2**64 if d >= 2**63 else d) for i, d in enumerate(offset)]
    first = 0
    for i, (begins, above) in enumerate(zip(sent, head, strict=True)):
        if begins == 1 and i:
            bounds.append((first, i))
            first = i
        sentence.append(len(bounds))
        if above != i:
            kids[above].append(i)
    if texts:
        bounds.append((first, len(texts)))
    return Words(
        text=texts,
        lower=[lowered[key] for key in orth],
        lemma=[word.lower() for word in words(lemma)],
        tag=words(tag),
        dep=words(dep),
        head=head,
        ent=words(ent),
        ent_starts=[mark == 3 for mark in iob],
        start=start,
        end=[place + len(text) for place, text in zip(start, texts, strict=True)],
        space=[bool(mark) or "\n" in text for mark, text in zip(space, texts, strict=True)],
        sentence=sentence,
        bounds=bounds,
        quoted=_quoted(texts),
        kids=kids,
    )


_COLUMNS = [ORTH, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, IDX, SPACY, SENT_START, LEMMA]


def _quoted(texts: list[str]) -> list[bool]:
    """Whether each token stands in double quotation marks, within its paragraph."""
    quoted, depth, straight = [], 0, False
    for text in texts:
        if text in _OPEN:
            depth += 1
        elif text in _CLOSE:
            depth = max(0, depth - 1)
        elif text == '"':
            straight = not straight
        elif "\n" in text:
            depth, straight = 0, False
        quoted.append(depth > 0 or straight)
    return quoted
