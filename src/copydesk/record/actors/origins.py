"""Origins: each actor's office, country, sector, and the body or country it belongs to.

What stands with the name is taken first, then whose it is, then the nearest country before it:
"Peru's delegation will be led by ... Other officials, including Deputy Foreign Minister Rey".
"""

from __future__ import annotations

from copydesk.record.actors.countries import Naming
from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.actors.mention import Draft, Roll
from copydesk.record.actors.names import Name, NameKind
from copydesk.record.actors.offices import Office, is_rank
from copydesk.record.actors.places import is_place
from copydesk.record.actors.pronouns import owner_of
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind

_LED = frozenset("lead head represent accompany chair send include name appoint join flank".split())
_STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
_GRADES = ("acting ", "former ", "deputy ", "vice ")
_SUBJECT = frozenset(("nsubj", "nsubjpass", "poss"))
_TELL = frozenset(("say", "tell", "add", "announce", "report"))
_BACK = 3  # sentences looked back for a country


def find_origins(w: Words, at: dict[int, Name], roll: Roll, dateline: str | None) -> None:
    """Fill in office, country, sector and whole of every draft, in order of first mention.

    `dateline` is the country whose capital the story is filed from, the last resort.
    """
    drafts = sorted((d for d in roll.drafts if d.mentions), key=lambda d: d.first)
    _share_titles(w, drafts)
    for draft in drafts:
        if draft.kind is ActorKind.PERSON:
            _person(w, at, roll, draft, dateline)
        elif draft.kind is not ActorKind.COUNTRY:
            _body(w, at, roll, draft, dateline)
    lands = {d.country: d for d in drafts if d.kind is ActorKind.COUNTRY}
    for draft in drafts:
        if draft.kind is not ActorKind.COUNTRY and draft.whole is None and draft.sector != "IGO":
            draft.whole = lands.get(draft.country)


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


def _person(w: Words, at: dict[int, Name], roll: Roll, draft: Draft, dateline: str | None) -> None:
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
    body = _office_body(w, roll, office) if office is not None else None
    if owner is not None and owner.kind in (ActorKind.ORGANISATION, ActorKind.GROUP):
        body = body or owner
    _explicit(w, at, draft)
    if body is not None:
        draft.whole = body
        draft.country = draft.country or body.country
    if owner is not None and draft.country is None:
        draft.country = owner.country
    draft.sector = _sector(w, office, body, owner)
    draft.country = draft.country or _led_country(w, roll, draft)
    if draft.country is None and not (body is not None and body.sector not in _STATE):
        led = _is_led(w, draft)
        if led or (office is not None and draft.sector in (*_STATE, "REB", "OPP")):
            draft.country = (
                _usual(w, at, office)
                or _told_country(w, at, roll, draft)
                or _nearest_country(w, at, roll, draft.first, dateline)
            )
    if office is None and draft.country and _is_led(w, draft):
        draft.sector = "GOV"


def _owner(w: Words, roll: Roll, office: Office, draft: Draft) -> Draft | None:
    """Whose deputy or spokesman a person is."""
    if office.owner is None:
        return None
    if w.tag[office.owner] in ("PRP$", "WP$"):
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
    return {"deputy": f"deputy {base}", "predecessor": f"former {base}"}.get(noun, base)


def _office_body(w: Words, roll: Roll, office: Office) -> Draft | None:
    """The body an office names: "*Foreign Ministry* spokesman", "*Army* chief"."""
    for k in range(office.start, office.end):
        for draft in roll.at.get(k, []):
            if draft.kind in (ActorKind.ORGANISATION, ActorKind.GROUP):
                return draft
    nouns = {w.lower[k] for k in range(office.role, office.end) if k != office.head}
    for _, draft in roll.before(office.start):
        if draft.kind is ActorKind.ORGANISATION and draft.noun in nouns:
            return draft
    bare = office.end - office.role == 1 and office.owner is None
    if singular(w.lower[office.head]).startswith("spokes") and bare:
        # a bare "spokesperson" speaks for the body that has just been told of
        here = w.sentence[office.start]
        for head, draft in roll.before(office.start):
            if here - w.sentence[head] > 1:
                break
            if draft.kind is ActorKind.ORGANISATION and draft.sector != "JRN":
                return draft
    return None


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


def _is_led(w: Words, draft: Draft) -> bool:
    """Whether somebody is told to lead, join or represent: "a team led by Ann Lee"."""
    for _, _, head, _ in draft.mentions[:1]:
        token = head
        for _ in range(6):
            if w.dep[token] == "conj" and w.head[token] != token:
                token = w.head[token]
        above = w.head[token]
        if w.lower[above] in ("by", "under") and w.lemma[w.head[above]] in (*_LED, "send"):
            return True
        if w.dep[token] in ("nsubj", "dobj", "nsubjpass") and w.lemma[above] in _LED:
            return True
    return False


def _led_country(w: Words, roll: Roll, draft: Draft) -> str | None:
    """The country of those whom somebody leads: "General Torres will command the Peruvian side"."""
    _, _, head, _ = min(draft.mentions)
    verb = w.head[head]
    if w.dep[head] != "nsubj" or w.lemma[verb] not in (*_LED, "command"):
        return None
    led = [d for k in w.kids[verb] if w.dep[k] == "dobj" for d in roll.at.get(k, [])]
    return next((d.country for d in led if d.country), None)


def _told_country(w: Words, at: dict[int, Name], roll: Roll, draft: Draft) -> str | None:
    """The country whose deed somebody tells of: "Peru will not yield, the minister said"."""
    _, _, head, _ = min(draft.mentions)
    if w.dep[head] != "nsubj" or w.lemma[w.head[head]] not in _TELL:
        return None
    for i in range(w.bounds[w.sentence[head]][0], min(draft.first, head)):
        if w.dep[i] in _SUBJECT and not w.quoted[i] and not _is_list(w, at, i):
            code = _country_at(w, at, roll, i)
            if code:
                return code
    return None


def _sector(w: Words, office: Office | None, body: Draft | None, owner: Draft | None) -> str | None:
    """PLOVER's sector, by the body, the noun, and the words before it."""
    if body is not None and body.sector not in (None, "UNK", "GOV"):
        return body.sector
    if office is None:
        return None
    lex = lexicon()
    words = {w.lower[k] for k in range(office.start, office.end)}
    noun = singular(w.lower[office.head])
    for sector, signs in _SIGNS.items():
        if words & signs:
            return sector
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


def _body(w: Words, at: dict[int, Name], roll: Roll, draft: Draft, dateline: str | None) -> None:
    """Country and whole of a body, a group or an unnamed source."""
    start, end, head, _ = min(draft.mentions)
    for k in range(start, end):
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
        draft.country = draft.country or owner.country
    if draft.country is None and draft.kind is ActorKind.ORGANISATION:
        some = w.lower[start] in ("a", "an", "no", "any")
        if (
            draft.sector in (*_STATE, "REB")
            and not some
            and not (draft.whole and draft.whole.sector == "IGO")
        ):
            draft.country = _nearest_country(w, at, roll, start, dateline)


def _usual(w: Words, at: dict[int, Name], office: Office | None) -> str | None:
    """The country that alone has such an office, if the text tells of it."""
    if office is None:
        return None
    code = lexicon().land.get(w.lower[office.head])
    return code if any(name.code == code for name in at.values()) else None


def _nearest_country(
    w: Words, at: dict[int, Name], roll: Roll, token: int, dateline: str | None
) -> str | None:
    """The country last told of before a token: in its sentence the nearest, before that subjects.

    Where the paragraph tells of none, the country that the story is filed from comes first.
    """
    here = w.sentence[token]
    same_paragraph = True
    for sentence in range(here, max(-1, here - _BACK - 1), -1):
        first, last = w.bounds[sentence]
        if sentence < here and same_paragraph and "\n" in w.text[last - 1]:
            same_paragraph = False
            if dateline:
                return dateline
        stop = min(last, token)
        if sentence < here:
            subjects = [i for i in range(first, stop) if w.dep[i] in _SUBJECT and not w.quoted[i]]
            # those of whom it is told before those who tell it
            subjects.sort(key=lambda i: w.lemma[w.head[i]] in _TELL)
            for i in subjects:
                if not _is_list(w, at, i):
                    code = _country_at(w, at, roll, i)
                    if code:
                        return code
        if sentence < here and any(_is_list(w, at, i) for i in range(first, stop)):
            continue
        for i in range(stop - 1, first - 1, -1):
            code = _country_at(w, at, roll, i)
            if code:
                return code
    if dateline:
        return dateline
    for i in range(token, w.bounds[here][1]):  # "Quintana's government and the Venezuelan ..."
        code = _country_at(w, at, roll, i)
        if code and i in at and not any(_is_list(w, at, k) for k in (i, w.head[i])):
            return code
    return None


def _is_list(w: Words, at: dict[int, Name], i: int) -> bool:
    """Whether countries are joined at token i, so that none of them is the one told of."""
    lands = [at[k] for k in (i, *w.kids[i]) if k in at and at[k].kind is NameKind.COUNTRY]
    return len({n.code for n in lands if n.naming is not Naming.ADJECTIVE}) > 1


def _country_at(w: Words, at: dict[int, Name], roll: Roll, i: int) -> str | None:
    """The country that the word at token i tells of, not as a place."""
    for draft in roll.at.get(i, []):
        if draft.country and draft.sector != "IGO":
            return draft.country
    name = at.get(i)
    if name is None or name.kind is not NameKind.COUNTRY or is_place(w, name.start, name.end):
        return None
    return name.code
