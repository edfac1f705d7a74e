"""Names: capitalised words that name a person, a country, a body or a place.

spaCy's named entities are one witness among others: its small model splits foreign names, takes
offices for bodies and surnames for companies. Titles, tables and word endings are the others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from copydesk.record.actors.capitals import PARTICLES, capital, particle_start, run_end
from copydesk.record.actors.countries import Meaning, Naming, namings
from copydesk.record.actors.kinds import NameKind, classify, is_platform, opens_as_maker
from copydesk.record.actors.lexicon import Body, lexicon, singular
from copydesk.record.actors.words import Words

__all__ = ["Name", "NameKind", "find_names"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name: tokens `start` to `end`, half-open; `title` is where an office before it begins."""

    start: int
    end: int
    kind: NameKind
    title: int | None = None
    code: str | None = None
    naming: Naming | None = None
    body: Body | None = None


def find_names(w: Words, first: int = 0) -> list[Name]:
    """All names of a text from token `first` on, in text order, none within another."""
    known = _known(w)
    names: list[Name] = []
    i = first
    while i < len(w):
        if i in known or capital(w, i) or particle_start(w, i):
            end = run_end(w, i, known)
            names += _carve(w, i, end, known)
            i = max(end, i + 1, names[-1].end if names else 0)
        else:
            i += 1
    _pair_koreas(w, names)
    return _settle(w, names, set(w.lower[:first]))


_KOREAS = {("south", "North"): "KOR", ("north", "South"): "PRK"}


def _pair_koreas(w: Words, names: list[Name]) -> None:
    """Add the first of "South and North Korea", of which one word tells."""
    for k, name in enumerate(names):
        i = name.start - 2
        code = _KOREAS.get((w.lower[i], w.text[name.start])) if i >= 0 else None
        if code and name.kind is NameKind.COUNTRY and w.lower[i + 1] == "and":
            names[k:k] = [Name(i, i + 1, NameKind.COUNTRY, code=code, naming=Naming.NAME)]
            return


def _settle(w: Words, names: list[Name], dateline: set[str]) -> list[Name]:
    """Settle what one name cannot tell alone.

    Words that tell of several countries mean one that the text names otherwise, if any; a body
    that is elsewhere a place, or stands in the dateline, is that place.
    """
    table = namings()
    sure: dict[str, None] = {}
    open_: dict[int, tuple[Meaning, ...]] = {}
    places = dateline | {
        w.lower[name.start]
        for name in names
        if name.kind is NameKind.PLACE and name.end - name.start == 1
    }
    for k, name in enumerate(names):
        body = name.kind is NameKind.BODY and name.end - name.start == 1
        if body and w.lower[name.start] in places and not w.text[name.start].isupper():
            names[k] = replace(name, kind=NameKind.PLACE, body=None)
        if name.kind is NameKind.COUNTRY and name.code:
            words = tuple(w.text[name.start : name.end])
            meanings = table.get(words[0], {}).get(words, ())
            if len({code for code, _ in meanings}) > 1:
                open_[k] = meanings
            else:
                sure[name.code] = None
    _unite_bodies(w, names)
    for k, meanings in open_.items():
        code, naming = next((m for m in meanings if m[0] in sure), meanings[0])
        names[k] = replace(names[k], code=code, naming=naming)
    return names


def _unite_bodies(w: Words, names: list[Name]) -> None:
    """Take a name for a body wherever it stands, if it is plainly one somewhere: "Acas"."""
    bodies = {
        w.phrase(name.start, name.end): name.body
        for name in names
        if name.kind is NameKind.BODY and name.body is not None
    }
    surnames = {
        w.text[name.end - 1]
        for name in names
        if name.kind is NameKind.PERSON and name.end - name.start > 1
    }
    for k, name in enumerate(names):
        text = w.phrase(name.start, name.end)
        if name.kind is NameKind.PERSON and text in bodies and text not in surnames:
            names[k] = replace(name, kind=NameKind.BODY, body=bodies[text])


# What the tables know at a token: where it ends, and what it is. A word may tell of several
# countries ("Congolese"); which is meant is settled when all names are found.
_Known = dict[int, tuple[int, tuple[Meaning, ...] | Body]]


def _known(w: Words) -> _Known:
    """The longest naming of a country or body that begins at each token, if any."""
    found: _Known = {}
    bodies, lands = lexicon().bodies, namings()
    for i, text in enumerate(w.text):
        best = 0
        for words, body in bodies.get(text, {}).items():
            if len(words) > best and tuple(w.text[i : i + len(words)]) == words:
                best = len(words)
                found[i] = (i + best, body)
        for words, meanings in lands.get(text, {}).items():
            if len(words) > best and tuple(w.text[i : i + len(words)]) == words:
                best = len(words)
                found[i] = (i + best, meanings)
        if best and (
            _within_person(w, i, i + best) or _qualifies(w, i + best) or is_platform(w, i, i + best)
        ):
            del found[i]
    return found


def _qualifies(w: Words, end: int) -> bool:
    """Whether a hyphen and a small word follow, as in "Saudi-backed": that is somebody else."""
    if end + 1 >= len(w) or w.text[end] != "-" or w.space[end - 1] or w.space[end]:
        return False
    return w.text[end + 1][0].islower() and w.lower[end + 1] not in PARTICLES


def _within_person(w: Words, start: int, end: int) -> bool:
    """Whether "Jordan" is in "Michael Jordan": a part of what spaCy takes for a person's name."""
    if w.ent[start] != "PERSON" or end - start > 1:
        return False
    before = not w.ent_starts[start]
    if end < len(w) and w.text[end][0].islower() and w.tag[end] in ("NN", "NNS", "JJ"):
        before = False  # "Exiled Belarusian opposition leader"
    after = end < len(w) and w.ent[end] == "PERSON" and not w.ent_starts[end]
    if after and (w.lower[end] in lexicon().person or w.lower[end] in lexicon().portfolio):
        after = False
    if before and w.lower[start - 1] in lexicon().person:
        before = False
    return before or after


def _carve(w: Words, start: int, end: int, known: _Known) -> list[Name]:
    """The names in a run: countries and bodies before a title, and the name after it."""
    lex, out, pos = lexicon(), [], start
    title: int | None = None
    while pos < end:
        if w.text[pos] in "-–'’":
            pos += 1
            continue
        last = w.lower[end - 1]
        whole_body = (
            (last in lex.body_end or last in lex.plain_end)
            and end - pos > 1
            and not (w.ent[end - 1] == "PERSON" and w.ent[pos] == "PERSON")
        )
        if pos in known and not (whole_body and known[pos][0] < end):
            stop, what = known[pos]
            if isinstance(what, Body):
                out.append(Name(pos, stop, NameKind.BODY, body=what))
            else:
                out.append(Name(pos, stop, NameKind.COUNTRY, code=what[0][0], naming=what[0][1]))
            title = None if out[-1].kind is NameKind.BODY else title
            pos = stop
            continue
        office = _last_office(w, pos, end)
        if office is not None and not whole_body:
            title = pos if title is None else title
            pos = office + 1
            continue
        if title is None and not whole_body:
            pos = _past_office(w, pos, end)
        if pos + 1 < end and opens_as_maker(w, pos):
            pos += 1
            continue
        if pos + 1 < end and pos == w.bounds[w.sentence[pos]][0] and _is_adjective(known, pos + 1):
            pos += 1  # "Exiled Belarusian opposition leader"
            continue
        while pos < end - 1 and w.ent[pos] == "NORP" and w.ent[pos + 1] == "PERSON":
            title, pos = pos if title is None else title, pos + 1  # "Democrat Ann Lee"
        stop = _widen(w, pos, end, known)
        kind, body = classify(w, pos, stop, title is not None)
        first = known[pos][1] if pos in known else None
        code = first[0][0] if isinstance(first, tuple) else None
        out.append(Name(pos, stop, kind, title, code=code, body=body))
        break
    return out


def _is_adjective(known: _Known, i: int) -> bool:
    """Whether a country's adjective begins at token i."""
    meanings = known[i][1] if i in known else None
    return isinstance(meanings, tuple) and meanings[0][1] is Naming.ADJECTIVE


def _last_office(w: Words, pos: int, end: int) -> int | None:
    """The last word of an office in a run from `pos`: "Deputy Foreign Minister" Petrov."""
    lex, found = lexicon(), None
    for k in range(pos, end):
        word = w.lower[k]
        office = word in lex.person or word in lex.short or word in lex.honorific
        if not office and w.tag[k] == "NNPS":
            office = singular(word) in lex.person
        if office and not (
            k > pos
            and w.ent[k] == "PERSON"
            and not w.ent_starts[k]
            and found is None
            and _proper(w, pos, k)
        ):
            found = k
    return found


def _proper(w: Words, pos: int, k: int) -> bool:
    """Whether a word before token k in the same entity is no word of offices."""
    lex = lexicon()
    return any(
        w.ent[i] == "PERSON" and w.lower[i] not in lex.portfolio and w.lower[i] not in _RANKS
        for i in range(pos, k)
    )


_RANKS = frozenset("deputy vice prime first chief senior acting former assistant special".split())


def _past_office(w: Words, pos: int, end: int) -> int:
    """Where the name begins after what an office is of: Secretary of *State* Ann Lee."""
    lex, i = lexicon(), pos
    while i > 0 and (w.lower[i - 1] in lex.portfolio or w.lower[i - 1] == "and"):
        i -= 1
    if i < 2 or w.lower[i - 1] not in ("of", "for") or w.lower[i - 2] not in lex.person:
        return pos
    starts = [k for k in range(pos, end) if w.ent[k] == "PERSON" and w.ent_starts[k]]
    if starts:
        return starts[0]
    first = pos
    while pos < end - 1 and w.lower[pos] in lex.portfolio and w.lower[pos] not in _BROAD:
        pos += 1
    return pos if end - pos > 1 and w.lower[end - 1] not in lex.body_end else first


# Portfolios that are more often the first words of bodies: "director of National Rail".
_BROAD = frozenset(("national", "general", "international", "internal", "external"))


def _widen(w: Words, pos: int, end: int, known: _Known) -> int:
    """Where a body's name ends that goes on with "of": Ministry *of Foreign Affairs*."""
    lex = lexicon()
    while end + 1 < len(w) and w.lower[end] in ("of", "for") and w.tag[end] == "IN":
        head = w.lower[end - 1]
        entity = w.ent[end] == "ORG" and not w.ent_starts[end]
        several = w.lower[end] == "for" and head.endswith("s") and head in lex.body_end
        if not (entity or head in lex.body_end or w.lower[pos] in lex.body_end):
            break
        after = end + 1 + (w.lower[end + 1] == "the")
        land = after in known and not several  # "Airlines for America" is no country
        if after >= len(w) or land or not capital(w, after) or w.ent[after] == "PERSON":
            break
        end = run_end(w, after, known)
    return end
