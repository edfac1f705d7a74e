"""Places: whether the name of a country or city means the place and not who governs it."""

from __future__ import annotations

from copydesk.record.actors.words import Words

_AT = frozenset(
    "in at near outside around inside across within throughout toward towards off".split()
)
_MOTION = frozenset(
    """go travel fly return arrive come send head move visit leave enter depart flee drive sail land
    deploy trip visit flight journey tour withdraw deport evacuate dispatch invite bring take trek
    summon relocate host stay remain live way road route hold""".split()
)
_VISITED = frozenset("visit leave enter reach tour flee".split())


def is_place(w: Words, start: int, end: int) -> bool:
    """Whether the name at these tokens tells where, as in "in Rome" or "flew to Doha"."""
    head = name_head(w, start, end)
    for _ in range(8):  # "in Moscow and Kyiv": the first of them decides
        if w.dep[head] not in ("conj", "appos") or w.head[head] == head:
            break
        head = w.head[head]
    dep, above = w.dep[head], w.head[head]
    city = start - 2
    closed = end >= len(w) or w.text[end] in (",", ".", "”", ")")
    if city >= 0 and w.text[start - 1] == "," and w.ent[city] == "GPE" and closed:
        return w.dep[city] == "pobj" or w.dep[head] == "appos" or city < 3
    if dep == "pobj":
        word = w.lower[above]
        if word in _AT:
            return True
        if word in ("to", "from", "via", "through", "for", "into", "on"):
            return w.lemma[w.head[above]] in _MOTION or word in ("via", "into")
        return False
    if dep in ("dobj", "npadvmod"):
        if w.lemma[above] == "reach":  # "the letter reached Lima": the government has it
            return False
        return w.lemma[above] in _VISITED
    return bool(start and w.lower[start - 1] in _AT)


def name_head(w: Words, start: int, end: int) -> int:
    """The token of a name that hangs on a word outside it."""
    head = end - 1
    while w.head[head] != head and start <= w.head[head] < end:
        head = w.head[head]
    return head
