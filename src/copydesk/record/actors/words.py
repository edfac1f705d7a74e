"""Words: a parsed text as plain lists, read once, so that finders need not ask spaCy again."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, SENT_START, SPACY, TAG
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
    texts = [token.text for token in doc]
    rows = doc.to_array([TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, IDX, SPACY, SENT_START, LEMMA]).tolist()
    strings = doc.vocab.strings
    known: dict[int, str] = {}

    def word(key: int) -> str:
        if key not in known:
            known[key] = strings[key]
        return known[key]

    sentence: list[int] = []
    bounds: list[tuple[int, int]] = []
    head: list[int] = []
    kids: list[list[int]] = [[] for _ in texts]
    quoted, depth, straight = [], 0, False
    for i, row in enumerate(rows):
        if row[7] == 1 or not bounds:
            bounds.append((i, i))
        bounds[-1] = (bounds[-1][0], i + 1)
        sentence.append(len(bounds) - 1)
        # HEAD is an unsigned offset: negative ones come as their complement to 2**64
        offset = row[2] - 2**64 if row[2] >= 2**63 else row[2]
        head.append(i + offset)
        if offset:
            kids[i + offset].append(i)
        text = texts[i]
        if text in _OPEN:
            depth += 1
        elif text in _CLOSE:
            depth = max(0, depth - 1)
        elif text == '"':
            straight = not straight
        elif "\n" in text:
            depth, straight = 0, False
        quoted.append(depth > 0 or straight)
    return Words(
        text=texts,
        lower=[text.lower() for text in texts],
        lemma=[word(row[8]).lower() for row in rows],
        tag=[word(row[0]) for row in rows],
        dep=[word(row[1]) for row in rows],
        head=head,
        ent=[word(row[3]) for row in rows],
        ent_starts=[row[4] == 3 for row in rows],
        start=[row[5] for row in rows],
        end=[row[5] + len(text) for row, text in zip(rows, texts, strict=True)],
        space=[bool(row[6]) or "\n" in text for row, text in zip(rows, texts, strict=True)],
        sentence=sentence,
        bounds=bounds,
        quoted=quoted,
        kids=kids,
    )
