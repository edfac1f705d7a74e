"""Powers: countries and bodies by their names, capitals and houses."""

from __future__ import annotations

from copydesk.record.actors.countries import Naming, countries
from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.actors.mention import Draft, MentionKind, Roll
from copydesk.record.actors.names import Name, NameKind
from copydesk.record.actors.places import is_place, name_head
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind


def find_powers(
    w: Words, names: list[Name], at: dict[int, Name], roll: Roll, taken: set[int]
) -> None:
    """Add countries, named bodies and named peoples, with their mentions."""
    lands: dict[str, Draft] = {}
    bodies: list[Draft] = []
    for name in names:
        if name.kind is NameKind.COUNTRY and name.start not in taken:
            kind = _country_mention(w, name, at)
            if kind is not None and name.code is not None:
                land = lands.get(name.code)
                if land is None:
                    land = roll.add(country_draft(name.code))
                    lands[name.code] = land
                _note(w, roll, land, name, kind)
        elif name.kind is NameKind.BODY and name.body is not None:
            if name.body.sector == "UNK" and _is_person(name, roll):
                continue
            text = w.phrase(name.start, name.end)
            if text in name.body.seats and is_place(w, name.start, name.end):
                continue
            body = _same_body(bodies, name, text)
            if body is None:
                body = roll.add(_body_draft(name))
                bodies.append(body)
            _name_body(body, name)
            _note(w, roll, body, name, MentionKind.NAME)
            _body_country(w, body, name, at)
        elif name.kind is NameKind.PEOPLE and w.tag[name.end - 1] in ("NNPS", "NNS"):
            text = w.phrase(name.start, name.end)
            group = next((d for d in bodies if d.name == text), None)
            if group is None:
                group = roll.add(Draft(ActorKind.GROUP, text, sector="CVL", plural=True))
                bodies.append(group)
            _note(w, roll, group, name, MentionKind.NAME)


def _is_person(name: Name, roll: Roll) -> bool:
    """Whether what looked like a body has turned out to be somebody's name."""
    heads = range(name.start, name.end)
    return any(d.kind is ActorKind.PERSON for i in heads for d in roll.at.get(i, []))


def country_draft(code: str) -> Draft:
    """A country as an actor."""
    name = countries()[code].name
    return Draft(ActorKind.COUNTRY, name, country=code, sector="GOV")


def _country_mention(w: Words, name: Name, at: dict[int, Name]) -> MentionKind | None:
    """How a naming of a country stands for its government; None where it does not."""
    before = w.lower[name.start - 1] if name.start else ""
    if _is_of_two(w, name, at):
        return MentionKind.METONYM
    if name.naming is Naming.ADJECTIVE:
        return None
    if name.naming is Naming.PEOPLE:
        noun = w.tag[name.end - 1] in ("NNPS", "NNS", "NNP") and before in ("the", "both")
        plural = w.text[name.end - 1].endswith("s")
        return MentionKind.NOMINAL if noun and plural else None
    head = name_head(w, name.start, name.end)
    if w.dep[head] in ("compound", "amod", "nmod") and w.head[head] >= name.end:
        hyphen = "-" in (w.text[name.end], w.text[name.start - 1] if name.start else "")
        owned, lex = w.lower[w.head[head]], lexicon()
        someone = owned in lex.organisation or singular(owned) in lex.person
        if w.text[w.head[head]][0].isupper() and not hyphen:
            return None
        if not hyphen and (before != "the" or someone):
            return None
        if w.text[name.end : name.end + 1] == ["-"] and w.tag[name.end + 1] in ("VBN", "JJ", "VBD"):
            return None
    if name.naming is not Naming.HOUSE and is_place(w, name.start, name.end):
        return None
    return MentionKind.NAME if name.naming is Naming.NAME else MentionKind.METONYM


# What two countries have or do together.
_SHARED = frozenset(
    """talk meeting summit negotiation dialogue consultation relation tie alliance deal agreement
    treaty accord pact border conflict dispute cooperation exercise drill statement declaration
    project commission""".split()
)


def _is_of_two(w: Words, name: Name, at: dict[int, Name]) -> bool:
    """Whether a naming is one of a pair: "U.S.-South Korean talks", no "Korean-American singer"."""
    ahead = w.text[name.end : name.end + 1] == ["-"] and w.glued(name.end)
    behind = name.start > 1 and w.text[name.start - 1] == "-" and w.glued(name.start - 1)
    fellow = at.get(name.end + 1) if ahead else at.get(name.start - 2) if behind else None
    if fellow is None or fellow.kind is not NameKind.COUNTRY or fellow.code == name.code:
        return False
    noun = name_head(w, min(name.start, fellow.start), max(name.end, fellow.end))
    for _ in range(3):
        noun = w.head[noun]
        if w.tag[noun].startswith("NN"):
            return w.lemma[noun] in _SHARED
    return False


def _note(w: Words, roll: Roll, draft: Draft, name: Name, kind: MentionKind) -> None:
    """A mention, with the article before it."""
    start = name.start
    if start and w.lower[start - 1] == "the" and w.sentence[start - 1] == w.sentence[start]:
        start -= 1
    text = w.phrase(name.start, name.end)
    if kind is not MentionKind.NOMINAL and text != draft.name and text not in draft.aliases:
        draft.aliases.append(text)
    roll.mention(draft, start, name.end, name_head(w, name.start, name.end), kind)


def _body_draft(name: Name) -> Draft:
    assert name.body is not None
    body = name.body
    noun = body.name.split()[-1].lower()
    return Draft(
        ActorKind.ORGANISATION,
        body.name,
        country=body.country or name.code,
        country_at=(name.start, name.start + 1) if name.code and not body.country else None,
        sector=body.sector,
        noun=noun,
    )


def _same_body(bodies: list[Draft], name: Name, text: str) -> Draft | None:
    """The body already known by this name, by its initials, or by the name these are of."""
    assert name.body is not None
    for draft in bodies:
        if draft.name == name.body.name or text in draft.aliases:
            return draft
        if text.isupper() and len(text) > 1 and initials(draft.name, text):
            return draft
        if draft.name.isupper() and len(draft.name) > 1 and initials(text, draft.name):
            return draft
        long, short = draft.name.casefold(), text.casefold()
        if " " in short and long.endswith(" " + short) and draft.kind is ActorKind.ORGANISATION:
            return draft
        trade = draft.sector in _OPEN and name.body.sector in _OPEN
        if trade and (_is_short_for(short, long) or _is_short_for(long, short)):
            return draft
    return None


# Bodies of no known kind, and companies: "Halcyon" is Halcyon Inc.
_OPEN = ("UNK", "BUS", None)
_SUFFIXES = frozenset(
    """inc inc. corp corp. corporation ltd ltd. plc llc group holdings company co. ag sa s.a. nv
    airlines motors industries energy steel bank technologies partners""".split()
)


def _is_short_for(short: str, long: str) -> bool:
    """Whether a name is another without what companies add to theirs.

    >>> _is_short_for("halcyon", "halcyon inc."), _is_short_for("united", "united nations")
    (True, False)
    """
    rest = long.removeprefix(short + " ").split()
    return long.startswith(short + " ") and all(word in _SUFFIXES for word in rest)


def initials(name: str, short: str) -> bool:
    """Whether `short` is made of the first letters of `name`'s words, small ones left out or in.

    >>> initials("Free Coastal Forces", "FCF"), initials("Ministry of Foreign Affairs", "MFA")
    (True, True)
    """
    words = name.replace("-", " ").split()
    if len(words) < 2:
        return False
    letters = short.replace(".", "").casefold()
    great = "".join(word[0] for word in words if word[0].isupper()).casefold()
    return letters in (great, "".join(word[0] for word in words).casefold())


def _name_body(draft: Draft, name: Name) -> None:
    """Prefer the full name to the acronym it was first called by."""
    assert name.body is not None
    longer = draft.sector in _OPEN and _is_short_for(
        draft.name.casefold(), name.body.name.casefold()
    )
    acronym = draft.name.isupper() and not name.body.name.isupper()
    if (acronym or longer) and name.body.name != draft.name:
        draft.aliases.append(draft.name)
        draft.name = name.body.name
        draft.sector = name.body.sector if draft.sector in (None, "UNK") else draft.sector


_ABOVE = ("IGO", "NGO")


def _body_country(w: Words, draft: Draft, name: Name, at: dict[int, Name]) -> None:
    """The country that stands before a body's name: "Sudan's", "the Swiss"."""
    listed = name.body is not None and draft.country == name.body.country is not None
    if (draft.country and not (listed and len(draft.mentions) == 1)) or draft.sector in _ABOVE:
        return  # "Argentina's Congress" is not the one that the table has
    i = name.start - 1
    if i > 0 and w.tag[i] == "POS":
        i -= 1
    if i >= 0 and i in at and at[i].kind is NameKind.COUNTRY:
        draft.country, draft.country_at = at[i].code, (at[i].start, at[i].end)
    elif name.end + 1 < len(w) and w.lower[name.end] == "of":
        j = name.end + 1 + (w.lower[name.end + 1] == "the")
        if j in at and at[j].kind is NameKind.COUNTRY:
            draft.country, draft.country_at = at[j].code, (at[j].start, at[j].end)
