"""Signs: what the words around a name tell of it, where spaCy's guess may be wrong."""

from __future__ import annotations

from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.actors.words import Words

_SPEECH = frozenset(
    """say tell add warn declare state announce insist argue note explain deny claim write predict
    stress urge call ask recall reply respond acknowledge describe think believe refuse decline
    accuse criticise criticize condemn praise vow promise pledge threaten""".split()
)
# Whose place stands before the office: "Upper Hunter mayor Ann Lee".
_LOCAL = frozenset("mayor councillor sheriff resident police".split())
_WHERE = frozenset("in at near around outside inside across".split())
_PEOPLED = frozenset("resident people town city village port island district suburb".split())


def is_where(w: Words, start: int, end: int, *, narrow: bool = False) -> bool:
    """Whether what spaCy takes for a person is a place: "in Lodde", "residents of Jiri Creek".

    `narrow` leaves out what may be told of a body, too: "in Hamas".
    """
    if w.lower[end : end + 1] and w.lower[end] in _LOCAL and w.dep[end - 1] in _BEFORE_NOUN:
        return True
    head = end - 1
    for _ in range(4):  # "in London and Rotterdam"
        if w.dep[head] == "conj" and w.head[head] < head:
            head = w.head[head]
    above = w.head[head]
    if w.dep[head] != "pobj":
        return False
    if w.lower[above] == "on":
        return w.lower[w.head[above]] in (
            "base",
            "camp",
            "island",
            "village",
            "garrison",
            "outpost",
        )
    if w.lower[above] == "of":
        return singular(w.lower[w.head[above]]) in _PEOPLED
    said = w.text[end : end + 1] == [","] and w.lower[end + 1 : end + 2] in (["who"], ["whose"])
    return not narrow and w.lower[above] in _WHERE and end - start <= 2 and not said


_BEFORE_NOUN = ("compound", "amod", "nmod")


def is_thing(w: Words, start: int, end: int) -> bool:
    """Whether what spaCy takes for a person is none: "the Leeds Herald", "Acme, which makes"."""
    relative = w.lower[end : end + 2]
    if relative == [",", "which"]:
        return True
    owner = w.tag[end : end + 1] == ["POS"] or w.dep[end - 1] in ("compound", "amod", "nmod")
    single = w.tag[end - 1] == "NNP" and not w.lower[end - 1].endswith("s")
    return start > 0 and w.lower[start - 1] == "the" and single and not owner


def office_before(w: Words, start: int) -> bool:
    """Whether a small-letter office stands before: spokesman Karim Asad."""
    before = w.lower[start - 1] if start else ""
    lex = lexicon()
    if start and w.tag[start - 1] in ("NN", "NNS") and w.space[start - 1]:
        word = before if w.tag[start - 1] == "NN" else singular(before)
        return word in lex.person or word in lex.relational
    return before in lex.honorific or before in lex.short


def speaks(w: Words, end: int) -> bool:
    """Whether the name that ends here is followed by ", who" or is the subject of speech."""
    head = w.head[end - 1]
    if w.dep[end - 1] == "nsubj" and w.lemma[head] in _SPEECH:
        return True
    return end + 1 < len(w) and w.text[end] == "," and w.lower[end + 1] in ("who", "whose")
