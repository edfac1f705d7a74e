"""Persons: names joined to one another and to the offices that stand with them."""

from __future__ import annotations

from copydesk.record.actors.lexicon import lexicon
from copydesk.record.actors.mention import Draft, MentionKind, Roll
from copydesk.record.actors.names import Name, NameKind
from copydesk.record.actors.offices import (
    Office,
    apposition_after,
    apposition_before,
    front,
    office_before,
)
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind

_PRONOUNS = frozenset("he she it we you me us her him my so an".split())
# Surnames that are common words as well: taken for a name only where they cannot be the word.
_COMMON = _PRONOUNS | frozenset(
    """a i the and or but of in on at to by for with from as is are was be not no yes may will can
    do go if then than long young king small white black brown green gray grey love hope grace bush
    rice wood woods stone mayor police state west east north south best more most many
    much""".split()
)
_PARTICLES = frozenset(
    ("al", "el", "as", "ad", "an", "ash", "bin", "ibn", "von", "van", "de", "der")
)


def find_persons(w: Words, names: list[Name], at: dict[int, Name], roll: Roll) -> set[int]:
    """Add the persons of a text to the roll. Gives the tokens of their mentions."""
    taken: set[int] = set()
    singles: list[tuple[Name, list[Office]]] = []
    people: list[Draft] = []
    for name in names:
        words = glued_words(w, name.start, name.end)
        offices: list[Office] = []
        if name.kind is NameKind.PERSON or _may_be_person(name, words):
            offices = _offices(w, name, at)
        known = _same_person(people, words) if len(words) > 1 else None
        if known is not None and name.kind is not NameKind.COUNTRY:
            _note(w, roll, known, name, offices, taken)
            continue
        if name.kind is not NameKind.PERSON and not (
            offices and (name.kind is not NameKind.BODY or _set_off(w, name, offices, at))
        ):
            if len(words) == 1 and name.kind not in (NameKind.COUNTRY, NameKind.PEOPLE):
                singles.append((name, offices))
            continue
        if len(words) == 1:
            singles.append((name, offices))
            continue
        draft = _same_person(people, words)
        if draft is None:
            draft = roll.add(Draft(ActorKind.PERSON, " ".join(words), words))
            people.append(draft)
        elif _better(words, draft.words):
            draft.words, draft.name = words, " ".join(words)
        draft.guess = draft.guess or lexicon().given.get(_bare(words[0]))
        _note(w, roll, draft, name, offices, taken)
    keys = _keys(people)
    for name, offices in singles:
        [word] = glued_words(w, name.start, name.end)
        draft = _nearest(keys.get(_bare(word), []), name.start)
        if draft is None and _alias(w, name.start):
            draft = next((d for h, d in roll.before(name.start) if d in people), None)
            if draft is not None:
                draft.aliases.append(word)
        if draft is None:
            label = w.text[name.end : name.end + 1] == [":"]
            if name.kind is not NameKind.PERSON or (word.isupper() and not (offices or label)):
                continue
            word = word.title() if label and word.isupper() else word
            draft = roll.add(Draft(ActorKind.PERSON, word, (word,)))
            people.append(draft)
            keys.setdefault(_bare(word), []).append((0, draft))
        _note(w, roll, draft, name, offices, taken)
    _spread(w, keys, at, roll, taken)
    return taken


def _offices(w: Words, name: Name, at: dict[int, Name]) -> list[Office]:
    """The offices that stand with a name: before it, set off before it, or set off after it."""
    title = office_before(w, name, at)
    start = title.start if title else None
    found = (title, apposition_before(w, name, at, start), apposition_after(w, name, at))
    return [office for office in found if office is not None]


def glued_words(w: Words, start: int, end: int) -> tuple[str, ...]:
    """The words of a name, hyphenated ones whole.

    >>> from copydesk.record.parse import parse
    >>> from copydesk.record.actors.words import read_words
    >>> glued_words(read_words(parse("Karim Asad-Nouri left")), 0, 4)
    ('Karim', 'Asad-Nouri')
    """
    words, word = [], ""
    for i in range(start, end):
        word += w.text[i]
        if w.space[i] or i == end - 1:
            words.append(word)
            word = ""
    return tuple(words)


def _set_off(w: Words, name: Name, offices: list[Office], at: dict[int, Name]) -> bool:
    """Whether an office stands so close to what looked like a body that it must be somebody."""
    if offices[0].end == name.start:
        # "president of the Peru Growers": a country before it makes it a body
        before = at.get(name.start - 1)
        return before is None or before.kind is not NameKind.COUNTRY
    several = any(w.space[i] for i in range(name.start, name.end - 1))
    return (
        several
        and offices[0].end == name.start - 1
        and w.text[name.end : name.end + 1] in ([","], ["."])
    )


def _may_be_person(name: Name, words: tuple[str, ...]) -> bool:
    """Whether spaCy may have missed a person: two to four capitalised words, no table's name."""
    return (
        name.kind in (NameKind.BODY, NameKind.PLACE, NameKind.UNKNOWN)
        and (name.body is None or name.body.sector == "UNK")
        and len(words) <= 4
    )


def _same_person(people: list[Draft], words: tuple[str, ...]) -> Draft | None:
    """The person already known by these words, or by more or fewer of them."""
    mine = [_bare(word) for word in words]
    for draft in people:
        theirs = [_bare(word) for word in draft.words]
        small, large = sorted((mine, theirs), key=len)
        if set(small) <= set(large) and (len(small) > 1 or small[0] == large[-1]):
            return draft
        if mine[-1] == theirs[-1] and len(mine) == len(theirs) == 2:
            a, b = mine[0].rstrip("."), theirs[0].rstrip(".")
            if (len(a) == 1 or len(b) == 1) and a[0] == b[0]:
                return draft
    return None


def _better(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether to call a person so: by more words before the surname, by fewer after it."""
    if len(words) > len(known):
        return _bare(words[-1]) == _bare(known[-1])
    return 1 < len(words) < len(known) and known[: len(words)] == words


def _bare(word: str) -> str:
    """A word of a name without its article: "al-Masri" and "Masri" are one."""
    head, _, rest = word.partition("-")
    bare = rest if rest and head.lower() in _PARTICLES else word
    return bare.replace("’", "'").casefold()


def _keys(people: list[Draft]) -> dict[str, list[tuple[int, Draft]]]:
    """What single words may stand for whom: (rank, person), surnames first."""
    keys: dict[str, list[tuple[int, Draft]]] = {}
    for draft in people:
        for k, word in enumerate(draft.words):
            last = len(draft.words) - 1
            rank = 0 if k == last else 1 if k == 0 else 2
            if _bare(word) not in _PARTICLES and len(word.strip(".")) > 1:
                keys.setdefault(_bare(word), []).append((rank, draft))
    return keys


def _nearest(found: list[tuple[int, Draft]], token: int) -> Draft | None:
    """The best of a name's bearers: one mentioned before, by surname, the last one mentioned."""
    if not found:
        return None

    def distance(bearer: tuple[int, Draft]) -> tuple[bool, int, int]:
        rank, draft = bearer
        before = [m[0] for m in draft.mentions if m[0] < token]
        return not before, rank, token - max(before) if before else draft.first

    return min(found, key=distance)[1]


def _alias(w: Words, start: int) -> bool:
    """Whether the name is told to be another one: "better known as Tito"."""
    before = w.lower[max(0, start - 3) : start]
    return before[-2:] in (["known", "as"], ["called", "as"]) or before[-1:] in (
        ["alias"],
        ["nicknamed"],
    )


def _note(
    w: Words, roll: Roll, draft: Draft, name: Name, offices: list[Office], taken: set[int]
) -> None:
    """A mention of a person, with the office that stands with it."""
    start = front(w, name)
    lex = lexicon()
    for office in offices:
        if w.lower[office.head] not in lex.plain:
            draft.offices.append(office)
        if office.end == start:
            start = office.start
        else:
            roll.mention(draft, office.start, office.end, office.head, MentionKind.NOMINAL)
        taken.update(range(office.start, office.end))
        noun = w.lower[office.head]
        draft.gender = draft.gender or lex.gender.get(noun)
    if front(w, name) < name.start:
        sex = lex.honorific[w.lower[front(w, name)]]
        draft.gender = draft.gender or (sex if sex != "N" else None)
    head = name.end - 1
    while w.head[head] != head and name.start <= w.head[head] < name.end:
        head = w.head[head]
    roll.mention(draft, start, name.end, head, MentionKind.NAME)
    taken.update(range(start, name.end))


def _spread(
    w: Words,
    keys: dict[str, list[tuple[int, Draft]]],
    at: dict[int, Name],
    roll: Roll,
    taken: set[int],
) -> None:
    """Surnames where spaCy saw none, among them "He, who ..." and names joined by a hyphen."""
    for i, text in enumerate(w.text):
        if i in taken or not text[0].isupper():
            continue
        found = keys.get(text.casefold())
        if not found:
            continue
        name = at.get(i)
        if name is not None and name.kind not in (NameKind.PERSON, NameKind.UNKNOWN):
            continue
        if text.casefold() in _COMMON and not _plainly_name(w, i):
            continue
        if min(found, key=lambda pair: pair[0])[0] > 0 and w.tag[i] not in ("NNP", "NNPS", "PRP"):
            continue
        draft = _nearest(found, i)
        if draft is not None and draft.first < i:
            roll.mention(draft, i, i + 1, i, MentionKind.NAME)
            taken.add(i)


def _plainly_name(w: Words, i: int) -> bool:
    """Whether a surname that is also a common word ("He", "May") cannot be that word here."""
    if w.lower[i] not in _PRONOUNS:
        return w.tag[i] in ("NNP", "NNPS") and i != w.bounds[w.sentence[i]][0]
    following = w.text[i + 1] if i + 1 < len(w) else ""
    if following == "," and i + 2 < len(w) and w.lower[i + 2] in ("who", "whose", "whom"):
        return True
    if following in ("’s", "'s") and w.tag[i + 1] == "POS":
        return True
    first = i == w.bounds[w.sentence[i]][0] or w.text[i - 1] in '“"‘«:'
    return not first
