"""Origins: each actor's office, country, sector, and the body or country it belongs to.

What stands with the name is taken first, then whose it is; only where one country alone can be
meant is it inferred from what is told around it (likely.py).
"""

from __future__ import annotations

from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.actors.likely import (
    Lands,
    is_led,
    known_country,
    likely_country,
    opening_capital,
    read_lands,
    tied_country,
)
from copydesk.record.actors.mention import Draft, Roll
from copydesk.record.actors.names import Name, NameKind
from copydesk.record.actors.offices import GENERALS, Office, is_rank
from copydesk.record.actors.pronouns import owner_of, relative_of
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind

_STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
_GRADES = ("acting ", "former ", "deputy ", "vice ")


def find_origins(w: Words, at: dict[int, Name], roll: Roll, dateline: str | None) -> None:
    """Fill in office, country, sector and whole of every draft, in order of first mention.

    `dateline` is the country whose capital the story is filed from.
    """
    drafts = sorted((d for d in roll.drafts if d.mentions), key=lambda d: d.first)
    _share_titles(w, drafts)
    _part_from_table(at, drafts)
    lands = read_lands(w, at, roll, dateline)
    for draft in drafts:
        if draft.kind is ActorKind.PERSON:
            _person(w, at, roll, draft, lands)
        elif draft.kind is not ActorKind.COUNTRY:
            _body(w, at, roll, draft, lands)
    actors = {d.country: d for d in drafts if d.kind is ActorKind.COUNTRY}
    for draft in drafts:
        if draft.kind is not ActorKind.COUNTRY and draft.whole is None and draft.sector != "IGO":
            draft.whole = actors.get(draft.country)


def _part_from_table(at: dict[int, Name], drafts: list[Draft]) -> None:
    """Take from "Congress" the country of the table, where the text tells of others only."""
    named = {name.code for name in at.values() if name.kind is NameKind.COUNTRY}
    for draft in drafts:
        general = draft.kind is ActorKind.ORGANISATION and draft.name.lower() in _GENERAL
        if general and named and draft.country not in named:
            draft.country, draft.country_at = None, None


_GENERAL = frozenset(("congress", "senate", "parliament", "pentagon", "supreme court", "treasury"))


def _share_titles(w: Words, drafts: list[Draft]) -> None:
    """Give "his deputies Karim Asad-Nouri and Reza Moradi" the office both share."""
    ends = {
        end: draft
        for draft in drafts
        if draft.kind is ActorKind.PERSON
        for _, end, _, _ in draft.mentions
    }
    for draft in drafts:
        if draft.kind is not ActorKind.PERSON or draft.offices:
            continue
        i = draft.first - 1
        while i >= 0 and w.lower[i] in (",", "and", "or"):
            i -= 1
        before = ends.get(i + 1)
        if before is not None and i + 1 < draft.first and before.offices:
            office = before.offices[0]
            if w.tag[office.head] in ("NNS", "NNPS"):
                draft.offices.append(office)


def _person(w: Words, at: dict[int, Name], roll: Roll, draft: Draft, lands: Lands) -> None:
    office = draft.offices[0] if draft.offices else None
    owner: Draft | None = None
    if office is not None:
        owner = _owner(w, roll, office, draft)
        draft.role = _role(w, office, owner)
        draft.role_at = (office.start, office.end)
        rank = all(is_rank(w, k) or w.text[k] == "." for k in range(office.role, office.end))
        if rank and len(draft.offices) > 1 and not is_rank(w, draft.offices[1].head):
            office = draft.offices[1]
            owner = _owner(w, roll, office, draft)
            draft.role, draft.role_at = _role(w, office, owner), (office.start, office.end)
    for other in draft.offices[1:]:
        if owner is None:
            owner = _owner(w, roll, other, draft)
    for each in draft.offices:
        if each.code and each.code_at is not None and draft.country is None:
            draft.country, draft.country_at = each.code, (each.code_at, each.code_at + 1)
    body = _office_body(w, at, roll, office) if office is not None else None
    if owner is not None and owner.kind in (ActorKind.ORGANISATION, ActorKind.GROUP):
        body = body or owner
    _explicit(w, at, draft)
    if body is not None:
        draft.whole = body
        draft.country = draft.country or body.country
    facing = office is not None and singular(w.lower[office.head]) == "counterpart"
    if owner is not None and draft.country is None and not facing:
        draft.country = owner.country
    draft.sector = _sector(w, office, body, owner)
    foreign = body is not None and body.sector not in _STATE
    state = office is not None and draft.sector in (*_STATE, "REB", "OPP")
    owned = office is not None and _is_owned(w, office, owner)
    draft.country = draft.country or known_country(draft) or tied_country(w, at, roll, draft)
    if draft.country is None and not (foreign or owned or facing) and (state or is_led(w, draft)):
        nouns = frozenset(singular(w.lower[each.head]) for each in draft.offices)
        draft.country = _usual(w, at, office) or likely_country(w, at, roll, lands, draft, nouns)
    if body is not None and body.country is None and body.sector in _STATE:
        body.country = draft.country
    if office is None and draft.country and is_led(w, draft):
        draft.sector = "GOV"


def _is_owned(w: Words, office: Office, owner: Draft | None) -> bool:
    """Whether an office is another's of no known country: "Oriana's minister", "the firm's"."""
    if office.owner is None:
        return False
    if w.tag[office.owner] in ("NNP", "NNPS") or _owner_sector(w, office) is not None:
        return True
    return owner is not None and owner.sector not in (*_STATE, "REB")


def _owner_sector(w: Words, office: Office) -> str | None:
    """The sector of a body that an office is told to be of, where it is no state's: a company's."""
    owner = w.lower[office.owner] if office.owner is not None else ""
    sector = lexicon().organisation.get(owner)
    return sector if sector not in (*_STATE, "UNK") else None


def _owner(w: Words, roll: Roll, office: Office, draft: Draft) -> Draft | None:
    """Whose deputy or spokesman a person is."""
    if office.owner is None:
        return None
    if w.tag[office.owner] == "WP$":
        whose = [d for d in relative_of(w, office.owner, roll) if d is not draft]
        return whose[0] if whose else None
    if w.tag[office.owner] == "PRP$":
        return owner_of(w, office.owner, roll)
    found = [d for d in roll.at.get(office.owner, []) if d is not draft]
    return found[0] if found else None


def _role(w: Words, office: Office, owner: Draft | None) -> str:
    """The office in the text's words; "his deputies" by what he is."""
    noun = singular(w.lower[office.head])
    text = office.text(w)
    if w.tag[office.head] in ("NNS", "NNPS"):
        head, _, rest = text.partition(w.text[office.head])
        text = head + singular(w.text[office.head]) + rest
    if noun not in lexicon().relational or owner is None or not owner.role:
        return text
    base = owner.role
    for grade in _GRADES if noun in ("deputy", "predecessor") else _GRADES[:2]:
        base = base.removeprefix(grade).removeprefix(grade.capitalize())
    if noun == "counterpart":
        base = base.partition(" of ")[0]
    return {"deputy": f"deputy {base}", "predecessor": f"former {base}"}.get(noun, base)


def _office_body(w: Words, at: dict[int, Name], roll: Roll, office: Office) -> Draft | None:
    """The body an office names: "*Foreign Ministry* spokesman", "*Army* chief"."""
    for k in range(office.start, office.end):
        for draft in roll.at.get(k, []):
            if draft.kind in (ActorKind.ORGANISATION, ActorKind.GROUP):
                return draft
    if office.code is not None:
        return None
    nouns = {w.lower[k] for k in range(office.role, office.end) if k != office.head}
    land = opening_capital(w, at, w.sentence[office.start])
    for _, draft in roll.before(office.start):
        if land is not None and draft.country not in (None, land):
            continue  # "In Lima, a government spokesman": no other government's
        if draft.kind is ActorKind.ORGANISATION and draft.noun in nouns:
            # an election commission's head is not the European Commission's
            lead = set(w.lower[office.role : office.head]) - {draft.noun}
            if not lead & lexicon().portfolio or lead <= set(draft.name.lower().split()):
                return draft
    bare = office.end - office.role == 1 and office.owner is None
    if singular(w.lower[office.head]).startswith("spokes") and bare:
        # a bare "spokesperson" speaks for the body that has just been told of
        here = w.sentence[office.start]
        near = []
        for head, draft in roll.before(office.start):
            if here - w.sentence[head] > 1:
                break
            subject = w.dep[head] == "nsubj" and w.dep[w.head[head]] == "ROOT"
            if subject and w.sentence[head] < here and draft.kind in _SPOKEN_FOR:
                return draft
            near.append(draft)
        bodies = [d for d in near if d.kind is ActorKind.ORGANISATION]
        return next((d for d in bodies if d.sector not in ("JRN", "OPP")), None)
    return None


_SPOKEN_FOR = (ActorKind.ORGANISATION, ActorKind.COUNTRY)


def _explicit(w: Words, at: dict[int, Name], draft: Draft) -> None:
    """A country beside the name: "Israel's Benjamin Netanyahu", "Ivan Tuz of Moldova"."""
    for start, end, _, _ in draft.mentions:
        if draft.country is not None:
            return
        i = start - 2
        if i >= 0 and w.tag[start - 1] == "POS" and i in at:
            near = at[i]
        elif end + 1 < len(w) and w.lower[end] in ("of", "from") and end + 1 in at:
            near = at[end + 1]
        elif start - 1 in at:
            near = at[start - 1]
        else:
            continue
        if near.kind is NameKind.COUNTRY:
            draft.country, draft.country_at = near.code, (near.start, near.end)


def _sector(w: Words, office: Office | None, body: Draft | None, owner: Draft | None) -> str | None:
    """PLOVER's sector, by the body, the noun, and the words before it."""
    if body is not None and body.sector not in (None, "UNK", "GOV"):
        return body.sector
    if office is None:
        return None
    theirs = _owner_sector(w, office)
    if theirs is not None:
        return theirs
    body_of = owner is not None and owner.kind is ActorKind.ORGANISATION
    if owner is not None and body_of and owner.sector not in (None, "UNK", "GOV"):
        return owner.sector
    lex = lexicon()
    words = {w.lower[k] for k in range(office.start, office.end)}
    noun = singular(w.lower[office.head])
    for sector, signs in _SIGNS.items():
        if words & signs:
            return sector
    if noun == "officer" and words & _CIVIL:
        return "CVL"
    if noun == "general" and words & GENERALS:
        return "GOV"
    if owner is not None and (noun in lex.relational or owner.sector in ("MIL", "REB")):
        return owner.sector
    return lex.person.get(noun) or lex.short.get(w.lower[office.head]) or "CVL"


_SIGNS = {
    "OPP": frozenset(("opposition", "dissident", "exiled")),
    "REB": frozenset(("rebel", "rebels", "militant", "insurgent", "separatist", "guerrilla")),
    "MIL": frozenset(("army", "military", "navy", "naval", "troops", "armed", "marine")),
    "COP": frozenset(("police",)),
    "BUS": frozenset(("company", "business", "bank", "corporate", "trading", "market", "lobby")),
    "JUD": frozenset(("attorney", "prosecutor", "court")),
    "EDU": frozenset(("university",)),
}


def _may_be_many(w: Words, draft: Draft) -> bool:
    """Whether a body with a name of its own may be several countries': "Danube Commission"."""
    words = draft.name.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1].lower() in _MANY


_MANY = frozenset("commission council committee community conference forum secretariat".split())
# Who faces or stands beside a country is not of it: "Washington stands with its ally".
_FACING = frozenset(
    "ally partner rival neighbour neighbor opponent enemy foe friend counterpart adversary".split()
)
# Officers who are no soldiers: "chief executive officer", "press officer".
_CIVIL = frozenset(
    """executive financial operating medical clinical press information regional technology legal
    scientific probation returning district welfare union""".split()
)


def _body(w: Words, at: dict[int, Name], roll: Roll, draft: Draft, lands: Lands) -> None:
    """Country and whole of a body, a group or an unnamed source."""
    start, end, head, _ = min(draft.mentions)
    owners = [k for k in w.kids[head] if w.dep[k] == "poss"]  # "the African Union's council"
    for k in (*range(start, end), *owners):
        for other in roll.at.get(k, []):
            if other is draft or k == head:
                continue
            if other.kind is ActorKind.ORGANISATION and draft.whole is None:
                draft.whole = other
                draft.country = draft.country or other.country
                if other.sector not in (None, "UNK"):
                    draft.sector = other.sector
    owner = draft.owner
    if owner is not None and owner is not draft:
        if owner.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY) and draft.whole is None:
            draft.whole = owner
            if owner.kind is ActorKind.ORGANISATION and draft.noun != "militia":
                draft.sector = owner.sector or draft.sector
        if draft.noun not in _FACING:
            draft.country = draft.country or owner.country
    if draft.country is None and draft.kind is ActorKind.ORGANISATION:
        some = w.lower[start] in ("a", "an", "no", "any")
        if (
            draft.sector in (*_STATE, "REB")
            and owner is None
            and not some
            and not _may_be_many(w, draft)
            and not (draft.whole and draft.whole.sector == "IGO")
        ):
            draft.country = likely_country(w, at, roll, lands, draft, frozenset((draft.noun,)))


def _usual(w: Words, at: dict[int, Name], office: Office | None) -> str | None:
    """The country that alone has such an office, if the text tells of it."""
    if office is None:
        return None
    code = lexicon().land.get(w.lower[office.head])
    return code if any(name.code == code for name in at.values()) else None
