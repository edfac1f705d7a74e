"""Names: capitalised words that name a person, a country, a body or a place.

spaCy's named entities are one witness among others: its small model splits foreign names, takes
offices for bodies and surnames for companies. Titles, tables and word endings are the others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from copydesk.record.actors.countries import Meaning, Naming, namings
from copydesk.record.actors.lexicon import Body, lexicon, singular
from copydesk.record.actors.signs import is_thing, is_where, office_before, speaks
from copydesk.record.actors.words import Words


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    COUNTRY = "country"  # any naming of one: name, adjective, people, capital, house
    BODY = "body"
    PEOPLE = "people"  # Kurds, Democrats
    PLACE = "place"
    EVENT = "event"
    UNKNOWN = "unknown"


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


_FUNCTION = frozenset(
    ("PRP", "PRP$", "DT", "IN", "CC", "WDT", "WP", "WP$", "WRB", "MD", "UH", "TO", "EX", "PDT")
)
_NAMED = frozenset(
    ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART")
)
_CALENDAR = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday jan. feb. mar. apr. jun. jul. aug. sept. sep.
    oct. nov. dec. a.m. p.m. gmt utc""".split()
)
_PARTICLES = frozenset(
    """al el bin ibn binti bint ould uld zu zur af ben de da do dos das del della di van von der den la le ter ten abu ul ur as ad
    an ash""".split()
)
_OPENERS = frozenset('“"‘«(„-–—:') | {"--", "``"}


def find_names(w: Words, first: int = 0) -> list[Name]:
    """All names of a text from token `first` on, in text order, none within another."""
    known = _known(w)
    names: list[Name] = []
    i = first
    while i < len(w):
        if i in known or _capital(w, i) or _particle_start(w, i):
            end = _run_end(w, i, known)
            names += _carve(w, i, end, known)
            i = max(end, i + 1, names[-1].end if names else 0)
        else:
            i += 1
    return _settle(w, names, set(w.lower[:first]))


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
            meanings = table[words[0]][words]
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
            _within_person(w, i, i + best)
            or _qualifies(w, i + best)
            or _is_platform(w, i, i + best)
        ):
            del found[i]
    return found


def _qualifies(w: Words, end: int) -> bool:
    """Whether a hyphen and a small word follow, as in "Saudi-backed": that is somebody else."""
    if end + 1 >= len(w) or w.text[end] != "-" or w.space[end - 1] or w.space[end]:
        return False
    return w.text[end + 1][0].islower() and w.lower[end + 1] not in _PARTICLES


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


def _capital(w: Words, i: int) -> bool:
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


def _particle_start(w: Words, i: int) -> bool:
    """Whether a name begins here with a small particle: "al-Masri", "bin Salman"."""
    if w.lower[i] not in _PARTICLES or i + 1 >= len(w):
        return False
    if w.text[i + 1] == "-" and w.glued(i) and i + 2 < len(w):
        return w.text[i + 2][0].isupper()
    return w.text[i][0].islower() and w.ent[i] == "PERSON" and _capital(w, i + 1)


def _run_end(w: Words, i: int, known: _Known) -> int:
    """Where the run of capitals that begins at token i ends."""
    stop = w.bounds[w.sentence[i]][1]
    j = known[i][0] if i in known else i + 1
    while j < stop and (step := _step(w, j, stop)):
        j += step
    return min(j, stop)


def _step(w: Words, j: int, stop: int) -> int:
    """By how many tokens a run of capitals goes on at token j; 0 where it ends."""
    if _capital(w, j) or (w.tag[j] == "CD" and w.ent[j] == w.ent[j - 1] == "ORG"):
        return 1
    if j + 1 >= stop:
        return 0
    after, small = w.text[j + 1], w.lower[j + 1]
    hyphen = w.text[j] in "-–" and w.glued(j - 1) and w.glued(j)
    if (hyphen or w.text[j] in "'’") and w.glued(j - 1) and w.glued(j) and after[0].isupper():
        return 2
    if w.lower[j] in _PARTICLES:
        return 2 if _joins(w, j) or (j + 2 < stop and after == "-" and w.glued(j)) else 0
    if w.tag[j] == "POS" and w.ent[j] == w.ent[j + 1] == "ORG":
        within = not (w.ent_starts[j] or w.ent_starts[j + 1])
        return 2 if within and small in lexicon().body_end else 0
    if w.text[j] == "&" and after[0].isupper():
        return 2  # "Castell & Rowe"
    if w.lower[j] == "and" and _joins_body(w, j, stop):
        return 2
    if w.text[j] == "-" and (small in ("elect", "designate") or _syllable(w, j)):
        return 2
    return 0


def _joins_body(w: Words, j: int, stop: int) -> bool:
    """Whether an "and" stands within the name of one body: "Coffee and Cocoa Council"."""
    if not w.ent[j - 1] == w.ent[j] == w.ent[j + 1] == "ORG" or w.ent_starts[j]:
        return False
    end = j + 1
    while end < stop and _capital(w, end) and not w.ent_starts[end]:
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
    after = j + 1 + (w.lower[j + 1] in _PARTICLES and w.text[j + 1].islower())
    if after >= len(w) or w.ent[j] == "GPE":
        return False
    return w.text[after][0].isupper() and w.tag[after] in ("NNP", "NNPS")


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
        if pos + 1 < end and _opens_as_maker(w, pos):
            pos += 1
            continue
        if pos + 1 < end and pos == w.bounds[w.sentence[pos]][0] and _is_adjective(known, pos + 1):
            pos += 1  # "Exiled Belarusian opposition leader"
            continue
        while pos < end - 1 and w.ent[pos] == "NORP" and w.ent[pos + 1] == "PERSON":
            title, pos = pos if title is None else title, pos + 1  # "Democrat Ann Lee"
        stop = _widen(w, pos, end, known)
        kind, body = _classify(w, pos, stop, title is not None)
        first = known[pos][1] if pos in known else None
        code = first[0][0] if isinstance(first, tuple) else None
        out.append(Name(pos, stop, kind, title, code=code, body=body))
        break
    return out


def _opens_as_maker(w: Words, i: int) -> bool:
    """Whether a sentence begins with what a company makes: "Steelmaker Norrland has lost"."""
    opens = i == w.bounds[w.sentence[i]][0] and w.dep[i] == "compound"
    return opens and (w.lower[i].endswith("maker") or w.lower[i] in _MAKERS)


_MAKERS = frozenset("brewer retailer insurer lender broadcaster startup start-up regulator".split())


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
        if after >= len(w) or land or not _capital(w, after) or w.ent[after] == "PERSON":
            break
        end = _run_end(w, after, known)
    return end


def _classify(w: Words, start: int, end: int, titled: bool) -> tuple[NameKind, Body | None]:
    """What a run without title or country names."""
    lex = lexicon()
    last = w.lower[end - 1]
    votes = Counter(w.ent[i] for i in range(start, end) if w.ent[i])
    vote = min(votes, key=lambda kind: (-votes[kind], kind)) if votes else ""
    length = sum(w.space[i] for i in range(start, end - 1)) + 1
    ends = {w.lower[k] for k in (end - 1, start)} if length > 1 else {last}
    if _is_platform(w, start, end):
        return NameKind.UNKNOWN, None
    label = w.text[end : end + 1] == [":"] and start == w.bounds[w.sentence[start]][0]
    if label and length == 1 and w.text[start].isupper() and len(w.text[start]) > 3:
        return NameKind.PERSON, None  # "NOVAK: We have no such plan."
    if length == 1 and w.text[start].isupper() and 2 <= len(w.text[start]) <= 7:
        return NameKind.BODY, _body(w, start, end)
    told = start and (w.tag[start - 1] == "NN" or _opens_as_maker(w, start - 1))
    before = w.lower[start - 1] if told and w.space[start - 1] else ""
    if before in lex.maker or lex.organisation.get(before) == "JRN":
        body = _body(w, start, end)
        sector = lex.organisation.get(before, "BUS" if before in _TRADES else body.sector)
        return NameKind.BODY, body if body.sector != "UNK" else replace(body, sector=sector)
    if before in _DEALERS and vote != "PERSON" and w.lower[start] not in lex.given:
        return NameKind.BODY, replace(_body(w, start, end), sector="BUS")
    if titled and last not in lex.body_end:
        return NameKind.PERSON, None
    if any(w.lower[k] in ("of", "for", "&") for k in range(start, end)):
        return NameKind.BODY, _body(w, start, end)
    unlike = last in lex.plain_end or is_thing(w, start, end)
    if (
        (last in lex.body_end or last in lex.plain_end)
        and length > 1
        and (vote != "PERSON" or unlike)
    ):
        return NameKind.BODY, _body(w, start, end)
    if office_before(w, start):
        return NameKind.PERSON, None
    following = w.lower[end] if end < len(w) and w.dep[end - 1] == "compound" else ""
    crossing = following in lex.place_end and start > 0 and w.lower[start - 1] == "the"
    if vote == "PERSON" and not titled and (crossing or is_where(w, start, end)):
        return NameKind.PLACE, None
    if vote == "ORG" and last not in lex.body_end and is_where(w, start, end, narrow=True):
        return NameKind.PLACE, None
    if vote == "PERSON" and unlike:
        return NameKind.BODY, _body(w, start, end)
    if vote != "PERSON":
        if last in lex.event_end or following in lex.event_end:
            return NameKind.EVENT, None
        if last in lex.place_end or following in lex.place_end or "lake" in ends:
            return NameKind.PLACE, None
    if length == 1 and last in lex.organisation and not w.text[start].isupper():
        return NameKind.UNKNOWN, None
    within = start and w.lower[start - 1] in ("in", "at", "near", "outside", "from")
    if vote == "PERSON" and length == 1 and w.tag[start] == "NNPS" and not titled:
        return NameKind.PEOPLE, None
    if vote == "PERSON":
        city = length > 1 and w.lower[start] in lex.settlement
        city = city and (within or w.lower[start] == "new")
        return (NameKind.PLACE if city else NameKind.PERSON), None
    if vote in ("GPE", "LOC", "FAC"):
        return (NameKind.PERSON if length > 1 and speaks(w, end) else NameKind.PLACE), None
    if vote == "NORP":
        return NameKind.PEOPLE, None
    if 1 < length <= 4 and speaks(w, end):
        return NameKind.PERSON, None
    if length == 1 and start and w.lower[start - 1] in ("in", "at", "near", "around", "outside"):
        return NameKind.PLACE, None
    the = start > 0 and w.lower[start - 1] == "the"
    if vote == "ORG" or (the and length > 1 and w.dep[end - 1] in ("nsubj", "poss", "pobj")):
        return NameKind.BODY, _body(w, start, end)
    return NameKind.UNKNOWN, None


def _is_platform(w: Words, start: int, end: int) -> bool:
    """Whether a name tells where something is posted: "wrote on Facebook", "in a post on X"."""
    text = w.phrase(start, end)
    posted = start > 0 and w.lower[start - 1] in ("on", "via")
    return text in ("X", "X.") or (posted and text.casefold() in _PLATFORMS)


_PLATFORMS = frozenset(
    ("facebook", "instagram", "telegram", "tiktok", "truth social", "twitter", "weibo", "whatsapp",
     "youtube", "linkedin", "bluesky", "threads", "mastodon", "wechat", "signal", "viber")
)  # fmt: skip


# Makers of this and that are companies; unions and services may be anything.
_TRADES = frozenset(
    """maker giant operator provider developer supplier producer carrier chain publisher utility
    platform network""".split()
)


# Who deals may be a person or a company: "the Swiss trader Glenmore".
_DEALERS = frozenset("trader investor dealer financier".split())


def _body(w: Words, start: int, end: int) -> Body:
    """A body that no table knows, its sector told by its words."""
    lex = lexicon()
    sectors = [
        lex.body_end[w.lower[i]]
        for i in range(end - 1, start - 1, -1)
        if w.lower[i] in lex.body_end
    ]
    return Body(w.phrase(start, end), (), sectors[0] if sectors else "UNK", None)
