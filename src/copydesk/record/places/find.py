"""find_places: the places of a parsed article where something happens.

A city or country that stands for its government ("Tehran said", "talks with Washington") is an
actor, not a place: only names in a position that tells where are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from copydesk.article.span import Span
from copydesk.record.actors.countries import Naming, namings
from copydesk.record.clauses import attachment
from copydesk.record.parse import source_text
from copydesk.record.places import atlas
from copydesk.record.places.atlas import Spot
from copydesk.record.record import Place

# Small words within a name: "Palais des Nations", "Bab al-Salama".
_INNER = frozenset(
    "of des de del della da do du la le al el el- al- and upon am an der the".split()
)

_DATES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Jan. Feb. Aug. Sept. Oct. Nov. "
    "Dec.".split()
)

_QUOTES = frozenset(("“", "”", '"'))
# "There" is a place told at most so many tokens before.
_RECALL = 60


@dataclass(frozen=True, slots=True)
class Sited:
    """A place and the tokens it is told by, half-open; `lead` counts its preposition in."""

    place: Place
    first: int
    last: int
    lead: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places of one parsed article, in text order.

    `dateline` is where the story was sent from, which is no event's place by itself.
    """

    doc: Doc
    sites: tuple[Sited, ...]
    dateline: Place | None

    @property
    def places(self) -> tuple[Place, ...]:
        """All places, in text order, the dateline's apart."""
        return tuple(site.place for site in self.sites)

    def of_clause(self, token: Token) -> Place | None:
        """Where the deed that `token` names takes place; None where not told."""
        site = self.site_of(token)
        return site.place if site else None

    def site_of(self, token: Token) -> Sited | None:
        """The place of `of_clause`, with its tokens."""
        sentence = token.sent
        ranked = []
        for site in self.sites:
            if sentence.start <= site.first < sentence.end:
                rank = attachment(self.doc, site.lead, site.last, token)
                if rank is not None:
                    ranked.append((rank, abs(site.first - token.i), site.first, site))
        return min(ranked, key=lambda x: x[:3])[3] if ranked else None

    def within(self, start: int, end: int) -> tuple[Sited, ...]:
        """The places told in tokens `start` to `end`, half-open."""
        return tuple(site for site in self.sites if start <= site.first and site.last <= end)


def find_places(doc: Doc) -> Gazetteer:
    """Every place where the article says that something happens."""
    text = source_text(doc)
    named = _named_countries(doc)
    sites: list[Sited] = []
    story, dateline = _dateline(doc, text, named)
    taken = 0
    for first, last in _names(doc, story):
        if first < taken:
            continue
        lead = _lead(doc, first, last)
        if lead is None:
            continue
        found = _resolve(doc, text, first, last, lead, named)
        if found is not None:
            place, end = found
            sites.append(Sited(place, first, end, lead))
            taken = end
    sites += _described(doc, text, named, story, {s.first for s in sites})
    sites += _pointed_at(doc, text, sites, dateline, story)
    return Gazetteer(doc, tuple(sorted(sites, key=lambda s: (s.first, s.last))), dateline)


def _named_countries(doc: Doc) -> frozenset[str]:
    """Codes of the countries that the text names, by name or adjective."""
    table = namings()
    out = set()
    for i, token in enumerate(doc):
        for tokens, meanings in table.get(token.text, {}).items():
            if tuple(t.text for t in doc[i : i + len(tokens)]) == tokens:
                out |= {
                    code
                    for code, naming in meanings
                    if naming in (Naming.NAME, Naming.ADJECTIVE, Naming.PEOPLE)
                }
    return frozenset(out)


def _names(doc: Doc, story: int) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, half-open token spans, from token `story` on."""
    i = story
    while i < len(doc):
        opens = doc[i].is_sent_start and doc[i].pos_ not in ("PROPN", "NOUN", "ADJ")
        if not _capital(doc[i]) or opens or _is_date(doc[i]):
            i += 1
            continue
        j = i + 1
        while j < len(doc):
            if _capital(doc[j]) and not _is_date(doc[j]):
                j += 1
                continue
            inner = doc[j].lower_ in _INNER or doc[j].text in ("-", "’", "'")
            if inner and j + 1 < len(doc) and _capital(doc[j + 1]) and not doc[j].is_sent_start:
                if doc[j].lower_ in ("and", "the"):
                    break
                j += 2
                continue
            if inner and j + 2 < len(doc) and doc[j + 1].text == "-" and _capital(doc[j + 2]):
                j += 3  # "Sharm el-Sheikh", in the pieces that the tokenizer makes of it
                continue
            break
        yield i, j
        i = j


def _is_date(token: Token) -> bool:
    return token.text in _DATES


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() or (
        "-" in token.text and token.text[token.text.find("-") + 1 :][:1].isupper()
    )


def _lead(doc: Doc, first: int, last: int) -> int | None:
    """The token from which a name tells where (its preposition, or itself); None if it does not."""
    before = first - 1
    if last < len(doc) and doc[last].text in ("'s", "’s", "’", "'") and doc[last].tag_ == "POS":
        return None
    lists = atlas.words()
    while before >= 0 and doc[before].lower_ in (
        "the", "downtown", "central", "eastern", "western", "northern", "southern", "nearby",
        "neighbouring", "neighboring", "both", "east", "west", "north", "south",
    ):  # fmt: skip
        before -= 1
    if before >= 0:
        word = doc[before].lower_
        if word in lists["located"]:
            return before
        if word == "to" and doc[before].head.lemma_.lower() in lists["motion"]:
            return before
        if word == "to" and _motion_near(doc, before):
            return before
        if word == "of" and before >= 1 and doc[before - 1].lower_ in lists["settlement"]:
            return _settled(doc, before - 1)
        if word == "and" and before >= 1:
            return None
    root = doc[first:last].root
    if root.dep_ == "dobj" and root.head.lemma_.lower() in lists["reached"]:
        return first
    # "The Jeddah talks", "Istanbul meeting": the name alone before a noun of meeting.
    if (
        last < len(doc)
        and doc[last].lemma_.lower() in lists["named_after"]
        and root.dep_ in ("compound", "nmod", "amod")
    ):
        return first
    return None


def _motion_near(doc: Doc, i: int) -> bool:
    """Whether a verb of motion governs the "to" at token i through an object or particle."""
    node = doc[i].head
    motion = atlas.words()["motion"]
    return node.head.lemma_.lower() in motion and node.dep_ in ("dobj", "prt", "advmod", "prep")


def _settled(doc: Doc, i: int) -> int | None:
    """The preposition before "the Swiss city of Geneva", where token i is the city."""
    j = i - 1
    while j >= 0 and doc[j].pos_ in ("ADJ", "DET", "PROPN", "NOUN", "NUM") and i - j < 6:
        j -= 1
    return j if j >= 0 and doc[j].lower_ in atlas.words()["located"] else None


def _resolve(
    doc: Doc, text: str, first: int, last: int, lead: int, named: frozenset[str]
) -> tuple[Place, int] | None:
    """The place that the name of tokens `first` to `last` means, and where its words end."""
    within, end = None, last
    # "Antalya, Turkey": the country beside the city.
    if last + 1 < len(doc) and doc[last].text == ",":
        for stop in range(min(len(doc), last + 5), last + 1, -1):
            beside = doc[last + 1 : stop].text
            code = atlas.country_of(beside)
            if code is not None and _capital(doc[last + 1]):
                owns = stop < len(doc) and doc[stop].tag_ == "POS"
                within, end = code, last if owns else stop
                break
    name = doc[first:last].text
    spot = atlas.look_up(name, named, within)
    if spot is None and doc[first:last].root.ent_type_ in ("PERSON", "NORP"):
        return None
    if spot is None:
        venue = _venue(doc, text, first, last, lead, named)
        if venue is None and lead != first and doc[first:last].root.ent_type_ in ("GPE", "LOC"):
            # A town that the atlas is too small for.
            span = Span.of(text, doc[first].idx, doc[last - 1].idx + len(doc[last - 1].text))
            return Place(span, name, None), last
        return venue
    if doc[first:last].root.ent_type_ == "PERSON" and spot.people < 1_000_000:
        return None
    if last < len(doc) and doc[last].pos_ in ("NOUN", "PROPN") and lead != first:
        # "In Geneva talks" tells where; "in Paris fashion" and "in Rome street" hardly do.
        lists = atlas.words()
        lemma = doc[last].lemma_.lower()
        if lemma in lists["venue"]:
            return _venue(doc, text, first, last, lead, named)
        if lemma not in lists["named_after"] and doc[last].dep_ == "pobj":
            return None
    span = Span.of(text, doc[first].idx, doc[end - 1].idx + len(doc[end - 1].text))
    shown = name if spot.people or spot.latitude is not None else spot.name
    return Place(span, shown, spot.country, spot.latitude, spot.longitude), end


def _venue(
    doc: Doc, text: str, first: int, last: int, lead: int, named: frozenset[str]
) -> tuple[Place, int] | None:
    """A building or site, with its city where that follows: "the Palais des Nations in Geneva"."""
    if doc[lead].lower_ not in ("at", "in", "inside", "outside", "near"):
        return None
    nouns = atlas.words()["venue"]
    stop = last
    while stop < len(doc) and stop - last < 3 and doc[stop].pos_ in ("NOUN", "PROPN"):
        stop += 1
    inside = doc[first:stop]
    is_venue = any(t.lemma_.lower() in nouns or t.lower_ in nouns for t in inside)
    if not is_venue and inside.root.ent_type_ != "FAC":
        return None
    name, spot, end = inside.text, None, stop
    if stop + 1 < len(doc) and doc[stop].lower_ in ("in", "near", "outside"):
        for a, b in _names(doc, stop + 1):
            if a <= stop + 2:
                spot, end = atlas.look_up(doc[a:b].text, named), b
                name = f"{name}, {doc[a:b].text}" if spot else name
            break
    if spot is None:
        end = stop
        spot = _city_within(doc, first, last, named)
    span = Span.of(text, doc[first].idx, doc[end - 1].idx + len(doc[end - 1].text))
    if spot is None:
        return Place(span, name, None), end
    return Place(span, name, spot.country, spot.latitude, spot.longitude), end


def _city_within(doc: Doc, first: int, last: int, named: frozenset[str]) -> Spot | None:
    """The city that a venue is named after: "Vienna airport"."""
    return atlas.look_up(doc[first:last].text, named)


def _described(
    doc: Doc, text: str, named: frozenset[str], story: int, taken: set[int]
) -> Iterator[Sited]:
    """Seats told by description: "in the Egyptian capital", "the Iranian capital Tehran"."""
    seats = atlas.words()["seat"]
    for token in doc[story:]:
        if token.lower_ not in seats or token.i < 2:
            continue
        code = atlas.adjectives().get(doc[token.i - 1].text)
        first = token.i - 1
        if code is None or any(i in taken for i in range(token.i, token.i + 4)):
            continue
        if doc[first - 1].lower_ == "the":
            first -= 1
        lead = first - 1
        if lead < 0 or doc[lead].lower_ not in ("in", "to", "at", "near", "outside", "from"):
            continue
        if doc[lead].lower_ == "from":
            continue
        spot, end = atlas.capital_of(code), token.i + 1
        if spot is None:
            continue
        comma = end < len(doc) and doc[end].text == ","
        for a, b in _names(doc, end):
            if a <= end + comma and atlas.fold(doc[a:b].text) == atlas.fold(spot.name):
                end = b
            break
        span = Span.of(text, doc[first].idx, doc[end - 1].idx + len(doc[end - 1].text))
        yield Sited(
            Place(span, spot.name, spot.country, spot.latitude, spot.longitude), first, end, lead
        )


def _pointed_at(
    doc: Doc, text: str, sites: list[Sited], dateline: Place | None, story: int
) -> list[Sited]:
    """ "Here", where the story was sent from; "there", the place told last, in or just before it.

    Neither is understood in quotations, where they are the speaker's.
    """
    found, quoted = list[Sited](), False
    for token in doc[story:]:
        if token.text in _QUOTES:
            quoted = token.text == "“" or (token.text == '"' and not quoted)
        if quoted or token.dep_ != "advmod" or token.lower_ not in ("here", "there"):
            continue
        told = [s for s in sites if s.last <= token.i and token.i - s.first < _RECALL]
        place = told[-1].place if token.lower_ == "there" and told else None
        place = dateline if token.lower_ == "here" else place
        if place is not None:
            span = Span.of(text, token.idx, token.idx + len(token))
            found.append(Sited(replace(place, span=span), token.i, token.i + 1, token.i))
    return found


def _agency_after(token: Token) -> bool:
    """Whether an agency in brackets and a dash follow, after one more name at most."""
    ahead = [t.text for t in token.doc[token.i + 1 : token.i + 6]]
    for start in (0, 1):
        opens = ahead[start : start + 1] == ["("] and ahead[start + 2 : start + 3] == [")"]
        if opens and ahead[start + 3 : start + 4] in (["-"], ["–"], ["—"], ["--"]):
            return True
    return False


def _dateline(doc: Doc, text: str, named: frozenset[str]) -> tuple[int, Place | None]:
    """The token at which the story begins, and the place that stands before it in capitals."""
    city: list[Token] = []
    for token in doc[:6]:
        small = token.is_title and _agency_after(token)  # "Caracas (AFP) - "
        if token.is_alpha and len(token) > 1 and (token.is_upper or small):
            city.append(token)
        elif token.text in ("-", "'", "’") and city:
            continue
        else:
            break
    if not city:
        return 0, None
    stop = city[-1].i + 1
    for token in doc[stop : stop + 16]:
        if token.text in ("—", "–", "-", "--") or (token.text == ")" and token.i < stop + 6):
            after = token.i + 1
            if after < len(doc) and doc[after].text in ("—", "–", "-", "--"):
                after += 1
            name = doc[city[0].i : stop].text.title()
            within = None
            if doc[stop].text == ",":
                for end in range(min(len(doc), stop + 5), stop + 1, -1):
                    within = atlas.country_of(doc[stop + 1 : end].text)
                    if within:
                        stop = end
                        break
            spot = atlas.look_up(name, named, within)
            if spot is None:
                return after, None
            last = doc[stop - 1]
            span = Span.of(text, city[0].idx, last.idx + len(last.text))
            return after, Place(span, spot.name, spot.country, spot.latitude, spot.longitude)
    return 0, None
