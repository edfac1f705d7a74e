"""Capitals: where a run of words that are written as parts of a name begins and ends."""

from __future__ import annotations

from collections.abc import Mapping

from copydesk.record.actors.lexicon import lexicon
from copydesk.record.actors.words import Words

_FUNCTION = frozenset(
    ("PRP", "PRP$", "DT", "IN", "CC", "WDT", "WP", "WP$", "WRB", "MD", "UH", "TO", "EX", "PDT")
)
_NAMED = frozenset(
    ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART")
)
_CALENDAR = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday jan. feb. mar. apr. jun. jul. aug. sept. sep.
    oct. nov. dec. a.m. p.m. gmt utc
    easter christmas ramadan eid thanksgiving passover diwali""".split()
)
PARTICLES = frozenset(
    """al el bin ibn binti bint ould uld ben de da do dos das del della di van von der den la le ter
    ten zu zur af abu ul ur as ad an ash wa á""".split()
)
_OPENERS = frozenset('“"‘«(„-–—:') | {"--", "``"}


def capital(w: Words, i: int) -> bool:
    """Whether token i is written as a part of a name."""
    text, tag = w.text[i], w.tag[i]
    if not text[0].isupper() or w.lower[i] in _CALENDAR:
        return False
    if tag in ("NNP", "NNPS"):
        return True
    if tag in _FUNCTION:
        return False
    if w.ent[i] in _NAMED:
        return True
    if i == w.bounds[w.sentence[i]][0] or w.text[i - 1] in _OPENERS:
        if w.lower[i].endswith("s") and w.lower[i] in lexicon().body_end:
            ahead = w.text[i + 1 : i + 3]  # "Airlines for America"
            return len(ahead) == 2 and ahead[0] == "for" and ahead[1][0].isupper()
        following = i + 1 < len(w) and w.tag[i + 1] == "NNP" and w.text[i + 1][0].isupper()
        return following and w.ent[i + 1] == "PERSON" and not w.ent_starts[i + 1]
    return len(text) > 1 and tag != "CD"


def particle_start(w: Words, i: int) -> bool:
    """Whether a name begins here with a small particle: "al-Masri", "bin Salman"."""
    if w.lower[i] not in PARTICLES or i + 1 >= len(w):
        return False
    if w.text[i + 1] == "-" and w.glued(i) and i + 2 < len(w):
        return w.text[i + 2][0].isupper()
    return w.text[i][0].islower() and w.ent[i] == "PERSON" and capital(w, i + 1)


def run_end(w: Words, i: int, known: Mapping[int, tuple[int, object]]) -> int:
    """Where the run of capitals that begins at token i ends."""
    stop = w.bounds[w.sentence[i]][1]
    j = known[i][0] if i in known else i + 1
    while j < stop and (step := _step(w, j, stop)):
        j += step
    return min(j, stop)


def _step(w: Words, j: int, stop: int) -> int:
    """By how many tokens a run of capitals goes on at token j; 0 where it ends."""
    if capital(w, j) or (w.tag[j] == "CD" and w.ent[j] == w.ent[j - 1] == "ORG"):
        return 1
    if j + 1 >= stop:
        return 0
    after, small = w.text[j + 1], w.lower[j + 1]
    hyphen = w.text[j] in "-–" and w.glued(j - 1) and w.glued(j)
    if (hyphen or w.text[j] in "'’") and w.glued(j - 1) and w.glued(j) and after[0].isupper():
        return 2
    if w.lower[j] in PARTICLES:
        return 2 if _joins(w, j) or (j + 2 < stop and after == "-" and w.glued(j)) else 0
    if w.tag[j] == "POS" and w.text[j] in "'’" and small in _OF_MANY and after[0].isupper():
        return 2  # "Bishops' Conference"
    if w.tag[j] == "POS" and w.ent[j] == w.ent[j + 1] == "ORG":
        within = not (w.ent_starts[j] or w.ent_starts[j + 1])
        return 2 if within and (small in lexicon().body_end or small in lexicon().plain_end) else 0
    if w.text[j] == "&" and after[0].isupper():
        return 2  # "Castell & Rowe"
    if w.lower[j] == "and" and _joins_body(w, j, stop):
        return 2
    if w.text[j] == "-" and (small in ("elect", "designate") or _syllable(w, j)):
        return 2
    return 0


_OF_MANY = frozenset("conference union federation association league society party club".split())


def _joins_body(w: Words, j: int, stop: int) -> bool:
    """Whether an "and" stands within the name of one body: "Coffee and Cocoa Council"."""
    if not w.ent[j - 1] == w.ent[j] == w.ent[j + 1] == "ORG" or w.ent_starts[j]:
        return False
    end = j + 1
    while end < stop and capital(w, end) and not w.ent_starts[end]:
        end += 1
    return w.lower[end - 1] in lexicon().body_end


def _syllable(w: Words, j: int) -> bool:
    """Whether a hyphen at token j joins the second syllable of a given name: "Tae-sik"."""
    word = w.text[j + 1]
    glued = not w.space[j - 1] and not w.space[j]
    short = word.isalpha() and word.islower() and len(word) <= 6 and w.lower[j + 1] not in _TAILS
    return glued and short and len(w.text[j - 1]) <= 6 and "PERSON" in (w.ent[j - 1], w.ent[j - 2])


_TAILS = frozenset(
    """led born based era style like wide made run held owned bound area elect turned day old war
    page term type level side""".split()
)


def _joins(w: Words, j: int) -> bool:
    """Whether a small particle stands between parts of one person's name."""
    after = j + 1 + (w.lower[j + 1] in PARTICLES and w.text[j + 1].islower())
    if after >= len(w) or w.ent[j] == "GPE":
        return False
    return w.text[after][0].isupper() and w.tag[after] in ("NNP", "NNPS")
