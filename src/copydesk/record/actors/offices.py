"""Offices: the words before or after a name that tell what its bearer is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copydesk.record.actors.countries import Naming
from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.actors.names import Name, NameKind
from copydesk.record.actors.words import Words


@dataclass(frozen=True, slots=True)
class Office:
    """An office in the text's words.

    `start` and `end` are the tokens it rests on; `role` begins after the country's adjective.
    `head` is the noun. `owner` is the noun or pronoun whose it is: "*his* deputies",
    "*Norway*'s minister". `code` is the country that stands with it, at token `code_at`.
    """

    start: int
    end: int
    role: int
    head: int
    owner: int | None = None
    code: str | None = None
    code_at: int | None = None

    def text(self, w: Words) -> str:
        """The role in the text's words, without country and owner."""
        end = self.end
        while end - 1 > self.role and is_rank(w, end - 1) and not is_civil_general(w, end - 1):
            end -= 1  # "army spokesman Colonel": the rank goes with the name
        if not is_office(w, end - 1) or (is_rank(w, end - 1) and end < self.end):
            end = self.end
        return w.phrase(self.role, end)


_PARTS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "VBG"))
_NO_OFFICE = frozenset(
    """today yesterday tomorrow week month year time day morning evening night weekend summer
    monday tuesday wednesday thursday friday saturday sunday p.m. a.m. way name son mr mrs ms dr
    street bill act law plan deal case trial movie film song book album team company party
    late""".split()
)
_NO_CALLING = frozenset(
    """center centre member number order paper letter matter chapter debate climate state rate date
    estate""".split()
)
_CALLING = re.compile(r"(?:er|or|ist|ian|ster|man|ee|ate|coach|star|guest|ant|(?<!m)ent)s?$")
_STOP = frozenset((".", ",", ";", ":", ")", "”", '"', "—", "–", "--", "’’", "''", "!", "?"))
_LONGEST = 14  # tokens of an apposition


def office_before(w: Words, name: Name, at: dict[int, Name]) -> Office | None:
    """The office that stands before a name: "Russian *Deputy Foreign Minister* Igor Petrov"."""
    office = _phrase(w, front(w, name), at)
    if office is None:
        return None
    noun = w.lower[office.head]
    if is_office(w, office.head):
        return office
    # a calling that no table lists: "biologist Nick Bos"
    plain = w.tag[office.head] in ("NN", "NNS") and w.text[office.head][0].islower()
    told = plain and name.start <= w.head[office.head] < name.end and _CALLING.search(noun)
    if told and noun not in _NO_OFFICE | _NO_CALLING and name.kind is NameKind.PERSON:
        return office
    return None


def front(w: Words, name: Name) -> int:
    """Where a name begins with its honorifics: "Dr. Amin"."""
    start = name.start
    while start and w.lower[start - 1] in lexicon().honorific:
        start -= 1
    return start


def apposition_before(
    w: Words, name: Name, at: dict[int, Name], before: int | None = None
) -> Office | None:
    """The office set before a comma: "*the ministry’s spokesman*, Omar Fayed".

    `before` is where the name begins with a title of its own: "His deputy, *General* Rey".
    """
    comma = front(w, name) - 1 if before is None else before - 1
    if comma < 1 or w.text[comma] != "," or w.sentence[comma] != w.sentence[name.start]:
        return None
    origin = w.lower[name.end : name.end + 1] in (["of"], ["from"]) and name.end + 1 in at
    ends = name.end >= len(w) or w.text[name.end] in _STOP or w.lower[name.end] == "and"
    if not ends and not (origin and at[name.end + 1].kind is NameKind.COUNTRY):
        return None
    office = _phrase(w, comma, at)
    if office is None or not is_office(w, office.head) or w.tag[office.head] in ("NNS", "NNPS"):
        return None
    return office


def apposition_after(w: Words, name: Name, at: dict[int, Name]) -> Office | None:
    """The office set after a comma: "Anna Frei, *a former Swiss trade negotiator*"."""
    i, stop = name.end, w.bounds[w.sentence[name.start]][1]
    if i + 1 >= stop or w.text[i] not in (",", "(", "—", "–"):
        return None
    i += 1
    if w.tag[i] == "CD" and i + 1 < stop and w.text[i + 1] == ",":
        i += 2
    base = i
    while i < stop and i - base < _LONGEST and _in_base(w, i, base):
        i += 1
    if i == base or i >= stop or w.text[i] in ("”",):
        return None
    head = i - 1
    while head > base and not is_office(w, head):
        head -= 1
    if not is_office(w, head) or w.tag[head] in ("NNS", "NNPS"):
        return None
    if w.dep[head] == "nsubj" and w.head[head] == i and w.tag[i] in ("VBD", "VBZ", "VBP"):
        return None  # "not by Ann Lee, the spokesman said"
    if any(at[k].kind is NameKind.PERSON for k in range(head + 1, min(i + 1, stop)) if k in at):
        return None
    if w.text[i] == "," and any(
        k in at and at[k].kind is NameKind.PERSON and (k == i + 1 or at[k].title == i + 1)
        for k in range(i + 1, min(i + 6, stop))
    ):
        return None  # "..., its spokesman, Colonel Zaw": the office is the next name's
    # what follows the noun must end the phrase: "of ...", "who ...", a mark or a verb in -ing
    if (head != i - 1 and w.lower[head + 1] != "and") or not _ends_phrase(w, i):
        return None
    office = _phrase(w, head + 1, at)
    if office is None:
        return None
    end, code, code_at = head + 1, office.code, office.code_at
    if w.lower[end] in ("of", "for", "to", "at", "in"):
        theirs = w.lower[end] in ("of", "for")  # an ambassador to Peru is not Peru's
        end = _complement(w, end, stop)
        end = max(end, at[end - 1].end if end - 1 in at else end)
        for k in range(head + 1, end):
            if theirs and code is None and k in at and at[k].kind is NameKind.COUNTRY:
                code, code_at = at[k].code, k
    return Office(office.start, end, office.role, office.head, office.owner, code, code_at)


def is_office(w: Words, i: int) -> bool:
    """Whether token i is a noun that makes an office or a calling."""
    lex, word = lexicon(), w.lower[i]
    if word == ".":
        return i > 0 and w.lower[i - 1] in lex.short  # "Col." in two tokens
    if w.tag[i] in ("NNS", "NNPS"):
        word = singular(word)
    if word in lex.person or word in lex.relational or word in lex.short:
        return True
    return "-" in word and word.rsplit("-", 1)[1] in lex.person


def _has_office(w: Words, i: int) -> bool:
    """Whether an office stands before the preposition at token i: "minister (of state) *for*"."""
    state = w.lower[i - 2 : i] == ["of", "state"]
    return is_office(w, i - 1) or (state and i > 2 and is_office(w, i - 3))


def is_rank(w: Words, i: int) -> bool:
    """Whether token i is a military rank."""
    return w.lower[i - (w.text[i] == "." and i > 0)] in lexicon().rank


# Generals who are none: "the auditor general".
GENERALS = frozenset(
    "attorney auditor consul director governor inspector secretary solicitor surgeon".split()
)


def is_civil_general(w: Words, i: int) -> bool:
    """Whether token i is the "general" of a director general."""
    return w.lower[i] == "general" and i > 0 and w.lower[i - 1] in GENERALS


def _phrase(w: Words, stop: int, at: dict[int, Name]) -> Office | None:
    """The noun phrase that ends before token `stop`, as an office; None where there is none."""
    lex = lexicon()
    floor = w.bounds[w.sentence[stop]][0]
    i, head = stop - 1, stop - 1
    while i >= floor:
        if i in at:
            if at[i].kind is NameKind.PERSON:
                break
            if at[i].kind is NameKind.COUNTRY and i == stop - 1:
                before = at[i].start - 1
                before -= w.lower[before] == "the"
                if before <= floor or w.lower[before] not in _OF or not is_office(w, before - 1):
                    return None
            i = at[i].start - 1
        elif w.tag[i] in _PARTS and (w.tag[i] != "VBG" or w.lower[i] in _GOING):
            if w.lower[i] in _NO_OFFICE and i < stop - 1 and w.tag[i] in ("NN", "NNP"):
                break
            i -= 1
        elif w.lower[i] in _OF and floor < i < stop - 1 and _has_office(w, i):
            if w.text[stop] != "," and w.lower[i] not in ("of", "for", "to"):
                return None  # "to spy on his rival Ann Lee"
            i -= 1 if is_office(w, i - 1) else 3
            head = i
        elif w.tag[i] == "POS" and i - 1 in at and _owns_body(w, at[i - 1], floor):
            i = at[i - 1].start - 1  # "a spokesman for Peru's foreign ministry"
        elif w.tag[i] in ("DT", "PRP$") and i > floor + 1 and w.lower[i - 1] in _OF:
            if not is_office(w, i - 2):
                break
            i -= 1
        elif w.lower[i] in ("and", "&") and i > floor and w.lower[i - 1] in lex.portfolio:
            i -= 1
        else:
            break
    if i + 1 < stop and w.text[i + 1] == "-" and i >= floor and w.glued(i):
        i -= 1  # "far-right minister"
    start = i + 1
    if start >= stop:
        return None
    owner, code, code_at = None, None, None
    if i >= floor and w.tag[i] in ("PRP$", "WP$"):
        owner = i
    elif i > floor and w.tag[i] == "POS":
        owner = i - 1
    role = start
    for k in range(start, stop):
        if k not in at or at[k].kind is not NameKind.COUNTRY or code is not None:
            continue
        lead = w.lower[at[k].start - 1]
        theirs = lead == "for" and w.tag[at[k].end] == "POS"  # "for Peru's foreign ministry"
        if k < head or lead == "of" or theirs:
            code, code_at = at[k].code, k
    while role < head and w.lower[role] in ("new", "current", "longtime"):
        role += 1
    while role < head and role in at and _is_origin(at[role]):
        role = at[role].end
        if w.text[role] == "-":
            role = start
            break
    if owner is not None and owner in at and at[owner].kind is NameKind.COUNTRY and code is None:
        code, code_at = at[owner].code, owner
    return Office(start, stop, role, head, owner, code, code_at)


def _owns_body(w: Words, name: Name, floor: int) -> bool:
    """Whether an office is of something that belongs to the named one."""
    i = name.start - 1
    return i - 1 > floor and w.lower[i] in ("for", "of", "at") and is_office(w, i - 1)


def _is_origin(name: Name) -> bool:
    """Whether a name in an office tells the country and no more: "Russian", not "White House"."""
    return name.kind is NameKind.PEOPLE or (
        name.kind is NameKind.COUNTRY and name.naming is not Naming.HOUSE
    )


_OF = frozenset(("of", "to", "for", "on", "at", "in", "with"))
_GOING = frozenset(("acting", "managing", "outgoing", "incoming", "ruling", "governing", "leading"))


def _in_base(w: Words, i: int, base: int) -> bool:
    """Whether token i may stand in the noun phrase that begins at `base`."""
    tag = w.tag[i]
    if tag in _PARTS or tag in ("POS", "CD", "VBN"):
        return True
    if tag in ("DT", "PRP$"):
        return i == base
    return w.lower[i] in ("and", "then") and i > base


def _ends_phrase(w: Words, i: int) -> bool:
    if w.text[i] in _STOP or w.tag[i] in ("IN", "TO", "WP", "WP$", "WDT", "VBD", "VBG", "WRB"):
        return True
    return w.lower[i] in ("and", "or", "but", "once", "now", "formerly")


def _complement(w: Words, i: int, stop: int) -> int:
    """Where the "of ..." that begins at token i ends."""
    end = i + 1
    while end < stop and end - i < 8 and (w.tag[end] in _PARTS or w.tag[end] in ("DT", "POS")):
        end += 1
    return end if end > i + 1 else i
