"""Likely: the country of somebody for whom the text does not say it, where only one can be meant.

Nothing is guessed where several countries or an international body are in play and nothing in the
sentence ties the person to one of them: an unknown country does less harm than a wrong one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from copydesk.record.actors.countries import Naming
from copydesk.record.actors.lexicon import lexicon
from copydesk.record.actors.mention import Draft, Roll
from copydesk.record.actors.names import Name, NameKind
from copydesk.record.actors.places import is_place
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind

LED = frozenset("lead head represent accompany chair send include name appoint join flank".split())
_COMMAND = LED | {"command"}
_AGENTS = frozenset(("by", "under", "including", "include", "with", "of", "like"))
# Under whom a country did something: "France left the pact under President Roux".
_RULERS = frozenset("president premier minister chancellor king queen leader emir sultan".split())
_SUBJECT = frozenset(("nsubj", "nsubjpass", "poss"))
_TELL = frozenset(("say", "tell", "add", "announce", "report"))
_BACK = 3  # sentences looked back for a country
# A country that a whole story is about: named so often, and so many times more than any other.
_OFTEN, _MORE = 3, 3
# Offices that a country alone has, so that a body of many countries beside them means nothing.
_AT_HOME = frozenset(
    """minister premier lawmaker legislator senator governor mayor king queen emir sultan
    politician parliamentarian commander general colonel major captain policeman""".split()
)
# Offices and bodies that are as often an international body's as a country's, or are held abroad.
_ABROAD = frozenset(
    """ambassador envoy consul commissioner rapporteur secretary-general director-general
    representative mediator embassy consulate facilitator observer coordinator nuncio
    peacekeeper""".split()
)


@dataclass(frozen=True, slots=True)
class Lands:
    """What a text names in each sentence.

    `named` are all countries, in whatever way; `actors` those that act there, themselves or by a
    body of theirs; `international` tells whether an international body is named. `main` is the
    country that the whole story is about, if there is one; `home` the one it is filed from, where
    the story is about that one or about that one and another; `first` whether no other is named
    more often.
    """

    named: list[set[str]]
    actors: list[set[str]]
    international: list[bool]
    main: str | None
    home: str | None
    first: bool


def read_lands(w: Words, at: dict[int, Name], roll: Roll, dateline: str | None) -> Lands:
    """Count the countries of a text; `dateline` is the one that it is filed from."""
    named: list[set[str]] = [set() for _ in w.bounds]
    actors: list[set[str]] = [set() for _ in w.bounds]
    international = [False] * len(w.bounds)
    often: Counter[str] = Counter()
    for start, name in at.items():
        if start == name.start and name.kind is NameKind.COUNTRY and name.code:
            named[w.sentence[start]].add(name.code)
            often[name.code] += 1
    for head, drafts in roll.at.items():
        for draft in drafts:
            if draft.sector == "IGO":
                international[w.sentence[head]] = True
            elif draft.country and draft.kind is not ActorKind.PERSON:
                named[w.sentence[head]].add(draft.country)
                actors[w.sentence[head]].add(draft.country)
    ranks = sorted(often.items(), key=lambda item: (-item[1], item[0]))
    code, count = ranks[0] if ranks else (None, 0)
    second = ranks[1][1] if len(ranks) > 1 else 0
    abroad = dateline is not None and dateline != code
    main = code if count >= _OFTEN and count >= _MORE * second and not abroad else None
    filed = often[dateline] if dateline else 0
    top = filed >= second and 2 * filed >= count
    opens = next((here for here in named if here), None) == {dateline}
    home = dateline if top and (filed > 1 or not second or opens) else None
    return Lands(named, actors, international, main, home, filed == count)


def likely_country(
    w: Words, at: dict[int, Name], roll: Roll, lands: Lands, draft: Draft, nouns: frozenset[str]
) -> str | None:
    """The country of a person or body whose office or name tells none; `nouns` are its offices."""
    start = draft.first
    abroad = bool(nouns & _ABROAD)
    if abroad and (any(lands.international) or lands.main is None):
        return None
    at_home = (
        bool(nouns & _AT_HOME or any(noun.startswith("spokes") for noun in nouns))
        or draft.kind is not ActorKind.PERSON
    )
    told = None if abroad else _told_country(w, at, roll, lands, draft)
    near = told or _near_country(w, at, roll, lands, start, at_home=at_home) or lands.main
    if near is not None or lands.home is None:
        return near
    # what is filed from Lima calls Peru's ministers the minister; a president may be anybody's
    here = w.sentence[start]
    goes_on = here > 0 and "\n" not in w.text[w.bounds[here][0] - 1]
    if goes_on and lands.actors[here - 1] - {lands.home}:
        return None  # "Tokyo fears a run": whose former minister comes next is not told
    ministry = draft.noun in ("ministry", "department")
    until = start if ministry else w.bounds[here][1]
    around = range(w.bounds[here][0], until)
    others = {at[k].code for k in around if k in at and at[k].kind is NameKind.COUNTRY}
    others -= {lands.home}
    if not lands.first and not (ministry or draft.kind is ActorKind.PERSON):
        return None  # "the government" in a story from Beirut may be Israel's
    alone = "president" not in nouns and draft.sector in (None, "GOV", "LEG", "OPP")
    return lands.home if at_home and alone and not others else None


def known_country(draft: Draft) -> str | None:
    """The country of somebody known by name to all the world."""
    return lexicon().people.get(draft.name)


def is_led(w: Words, draft: Draft) -> bool:
    """Whether somebody is told to lead, join or represent: "a team led by Ann Lee"."""
    for _, _, head, _ in draft.mentions[:1]:
        token = head
        for _ in range(6):
            if w.dep[token] == "conj" and w.head[token] != token:
                token = w.head[token]
        above = w.head[token]
        if w.lower[above] in ("by", "under") and w.lemma[w.head[above]] in (*LED, "send"):
            return True
        if w.dep[token] in ("nsubj", "dobj", "nsubjpass") and w.lemma[above] in LED:
            return True
    return False


def tied_country(w: Words, at: dict[int, Name], roll: Roll, draft: Draft) -> str | None:
    """The country of those whom somebody leads or is one of: "Peru's team, led by General Rey".

    Also "Peru sent General Rey" and "General Rey will command the Peruvian side".
    """
    start, end, token, _ = min(draft.mentions)
    own = range(start, end)
    rules = any(w.lower[k] in _RULERS for k in own)
    for _ in range(10):
        above = w.head[token]
        if above == token:
            return None
        dep = w.dep[token]
        if above in own or dep in ("conj", "appos", "compound", "amod", "nmod"):
            token = above
            continue
        if w.tag[above][:2] == "VB" and w.lemma[above] in _COMMAND:
            if dep == "nsubj":
                return _objects_country(w, at, roll, above)
            return _subjects_country(w, at, roll, above, token)
        if w.tag[above][:2] == "VB" and w.lower[token] == "under" and rules:
            return _subjects_country(w, at, roll, above, token)
        if dep in ("pobj", "prep", "agent", "pcomp") and (
            w.lower[token] in _AGENTS or w.lower[above] in _AGENTS
        ):
            if w.tag[above][:2] == "NN":
                return _land_of(w, at, roll, above)
            token = above
            continue
        return None
    return None


def _objects_country(w: Words, at: dict[int, Name], roll: Roll, verb: int) -> str | None:
    """The country of whom a verb has as its object."""
    led = [k for k in w.kids[verb] if w.dep[k] == "dobj"]
    return next((code for k in led if (code := _land_of(w, at, roll, k))), None)


def _subjects_country(w: Words, at: dict[int, Name], roll: Roll, verb: int, but: int) -> str | None:
    """The country of a verb's subject, or of the noun that the verb as a participle modifies."""
    for k in w.kids[verb]:
        if k != but and w.dep[k] in _SUBJECT:
            if w.tag[k] in ("WDT", "WP"):
                return _land_of(w, at, roll, w.head[verb])
            return _land_of(w, at, roll, k)
    if w.dep[verb] in ("acl", "relcl", "conj", "xcomp"):
        above = w.head[verb]
        if w.tag[above][:2] == "NN":
            return _land_of(w, at, roll, above)
        return _subjects_country(w, at, roll, above, but) if above != verb else None
    return None


def _land_of(w: Words, at: dict[int, Name], roll: Roll, noun: int) -> str | None:
    """The country of a noun: of the actor it stands for, or of a name that modifies it."""
    for draft in roll.at.get(noun, []):
        if draft.country:
            return draft.country
        if draft.kind is not ActorKind.PERSON and draft.owner is not None:
            return draft.owner.country
    near = [noun, *(k for k in w.kids[noun] if w.dep[k] in ("poss", "amod", "compound", "nmod"))]
    codes = {at[k].code for k in near if k in at and at[k].kind is NameKind.COUNTRY}
    return next(iter(codes)) if len(codes) == 1 else None


def _told_country(
    w: Words, at: dict[int, Name], roll: Roll, lands: Lands, draft: Draft
) -> str | None:
    """The country of which somebody tells: "Peru will not yield, the minister said".

    Also the one in whose capital he speaks: "told reporters in Lima", "in the Peruvian capital".
    """
    _, _, head, _ = min(draft.mentions)
    verb = w.head[head]
    if w.dep[head] != "nsubj" or w.lemma[verb] not in _TELL:
        return None
    here = w.sentence[head]
    for i in range(w.bounds[here][0], min(draft.first, head)):
        if w.dep[i] in _SUBJECT and not w.quoted[i] and len(lands.named[here]) == 1:
            code = country_at(w, at, roll, i)
            if code:
                return code
    everywhere = set().union(*lands.actors)
    opening = opening_capital(w, at, here)
    if opening in everywhere:
        return opening
    for prep in [k for v in (verb, *w.kids[verb]) for k in w.kids[v] if w.dep[k] == "prep"]:
        for k in w.kids[prep] if w.lower[prep] == "in" else ():
            if w.lower[k] == "capital":
                return _land_of(w, at, roll, k)
            name = at.get(k)
            if name is not None and name.naming is Naming.CAPITAL and name.code in everywhere:
                return name.code
    return None


def opening_capital(w: Words, at: dict[int, Name], sentence: int) -> str | None:
    """The country in whose capital a sentence is set: "In Lima, the spokesman said"."""
    first, last = w.bounds[sentence]
    name = at.get(first + 1) if w.lower[first] == "in" and first + 1 < last else None
    capital = name is not None and name.naming is Naming.CAPITAL
    return name.code if name is not None and capital and w.text[name.end] == "," else None


def _near_country(
    w: Words, at: dict[int, Name], roll: Roll, lands: Lands, token: int, *, at_home: bool
) -> str | None:
    """The one country in play around a token; None where there are several, or one too many.

    First the subject of the sentence before, in the same paragraph; then the only one that the
    text names, where no international body is named within some sentences.
    """
    here = w.sentence[token]
    around = range(max(0, here - _BACK), here + 1)

    def apart(sentences: range) -> bool:
        return at_home or not any(lands.international[s] for s in sentences)

    if here and "\n" not in w.text[w.bounds[here][0] - 1]:
        both = lands.named[here] | lands.named[here - 1]
        if len(both) == 1 and apart(range(here - 1, here + 1)):
            first, last = w.bounds[here - 1]
            subjects = [i for i in range(first, last) if w.dep[i] in _SUBJECT and not w.quoted[i]]
            # a person who speaks there sets no scene
            subjects = [i for i in subjects if not _is_person(w, roll, i)]
            theirs = {code for i in subjects if (code := country_at(w, at, roll, i))}
            if theirs == both:
                return next(iter(both))
    acting, everywhere = set().union(*lands.actors), set().union(*lands.named)
    return next(iter(acting)) if len(everywhere) == 1 and acting and apart(around) else None


def _is_person(w: Words, roll: Roll, i: int) -> bool:
    """Whether a subject is a person, or its owner that of one: "Peru's minister"."""
    i = w.head[i] if w.dep[i] == "poss" else i
    return any(draft.kind is ActorKind.PERSON for draft in roll.at.get(i, []))


def country_at(w: Words, at: dict[int, Name], roll: Roll, i: int) -> str | None:
    """The country that the word at token i tells of, not as a place."""
    for draft in roll.at.get(i, []):
        if draft.country and draft.sector != "IGO":
            return draft.country
    name = at.get(i)
    if name is None or name.kind is not NameKind.COUNTRY or is_place(w, name.start, name.end):
        return None
    return name.code
