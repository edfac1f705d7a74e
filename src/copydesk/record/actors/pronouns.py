"""Pronouns: "he", "which", "its", where it is clear who is meant; left open where it is not."""

from __future__ import annotations

from itertools import islice

from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.actors.mention import Draft, MentionKind, Roll
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind

_MALE = frozenset(("he", "him", "his", "himself"))
_FEMALE = frozenset(("she", "her", "hers", "herself"))
_THING = frozenset(("it", "its", "itself"))
_MANY = frozenset(("they", "them", "their", "theirs", "themselves"))
# Weights, chosen on GUM (bench/coref_gum.py) and on wire copy: the lower a sum, the likelier.
_APART = 3.0  # a sentence further back
_AS_SUBJECT = 2.0  # the subject of its clause
_AS_TOPIC = 1.0  # of its sentence
_ABOVE = 2.0  # of a clause that the pronoun's hangs on
_WITHIN = 1.5  # in what the pronoun is told to say
_SAME_SEX = 1.0
_OTHER_SEX = 3.0  # by the given name alone
_CLEAR = 0.2  # the least lead over the next
_RELATIVE = frozenset(("who", "whom", "which", "whose", "that"))
_SUBJECT = frozenset(("nsubj", "nsubjpass"))
_ONE = (ActorKind.PERSON, ActorKind.UNNAMED)
_BODY = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP)
# What countries and bodies do and have, and things do not.
_DEEDS = frozenset(
    """say tell add warn deny reject accept agree refuse offer propose demand urge ask call insist
    claim announce welcome condemn accuse threaten pledge promise vow want seek plan decide send
    release lift impose withdraw respond support back oppose consider hope expect believe stress
    report confirm launch strike capture hold agree sign join leave attend host mediate rule
    complain appeal sue object defend vote""".split()
)


def find_pronouns(w: Words, roll: Roll) -> None:
    """Add pronouns as mentions of those they stand for, from left to right."""
    for i, word in enumerate(w.lower):
        if word in _RELATIVE and w.tag[i] in ("WP", "WDT", "WP$"):
            drafts = relative_of(w, i, roll)
        elif w.tag[i] not in ("PRP", "PRP$") or i in roll.at:
            continue
        elif word in _MALE or word in _FEMALE:
            draft = _person(w, i, roll, "M" if word in _MALE else "F")
            drafts = [draft] if draft else []
        elif word in _THING:
            drafts = _thing(w, i, roll)
        elif word in _MANY:
            drafts = _many(w, i, roll)
        else:
            continue
        for draft in drafts:
            roll.mention(draft, i, i + 1, i, MentionKind.PRONOUN)


def relative_of(w: Words, i: int, roll: Roll) -> list[Draft]:
    """The noun that a relative clause hangs on: "Petrov, *who* offered"."""
    clause = i
    for _ in range(6):
        if w.dep[clause] == "relcl" or w.head[clause] == clause:
            break
        clause = w.head[clause]
    near: list[Draft] = []
    if w.dep[clause] == "relcl":
        near += roll.at.get(w.head[clause], [])
    before = i - 1 - (w.text[i - 1] == ",") if i else -1
    near += [
        draft
        for head, draft in islice(roll.before(i), 6)
        if any(m[2] == head and m[1] == before + 1 for m in draft.mentions)
    ]
    human = w.lower[i] in ("who", "whom")
    fit = [d for d in near if d.plural or d.kind in (_ONE if human else _BODY)]
    if not fit and w.lower[i] in ("whose", "which"):
        fit = near if w.lower[i] == "whose" else []
    return [d for d in dict.fromkeys(fit) if d in roll.at.get(_head_of(fit[0], i), [d])]


def _head_of(draft: Draft, i: int) -> int:
    """The head of the last mention of a draft before token i."""
    return max((m[2] for m in draft.mentions if m[2] < i), default=-1)


def _person(w: Words, i: int, roll: Roll, gender: str) -> Draft | None:
    """The one person that "he" or "she" stands for."""
    best, second = _ranked(w, i, roll, _ONE, gender)
    if best is None or (second is not None and second[0] - best[0] < _CLEAR):
        return None
    draft = best[1]
    draft.gender = draft.gender or gender
    return draft


def _ranked(
    w: Words, i: int, roll: Roll, kinds: tuple[ActorKind, ...], gender: str | None
) -> tuple[tuple[float, Draft] | None, tuple[float, Draft] | None]:
    """The two likeliest of those told of before token i, the lower score the better."""
    here = w.sentence[i]
    scores: dict[int, tuple[float, Draft]] = {}
    verb = _verb(w, i)
    above = _ancestors(w, verb)
    spoken_of = _spoken_of(w, i, roll)
    for head, draft in roll.before(i):
        distance = here - w.sentence[head]
        if distance > 3:
            break
        if (
            draft.kind not in kinds
            or draft.plural
            or draft in spoken_of
            or (gender and draft.gender and draft.gender != gender)
        ):
            continue
        if distance == 0 and _same_clause(w, head, i, verb):
            continue
        if w.quoted[i] and _speaker_of(w, i, head):
            continue
        score = _APART * distance + min(i - head, 60) / 60
        if w.dep[head] in _SUBJECT or _opens(w, head, draft):
            score -= _AS_SUBJECT if w.dep[i] in _SUBJECT or w.tag[i] == "PRP$" else _AS_SUBJECT / 2
            if w.dep[w.head[head]] == "ROOT" or _opens(w, head, draft):
                score -= _AS_TOPIC
            if distance == 0 and w.head[head] in above:
                # "Lee had told aides he would": the clause above is his
                score -= _ABOVE / (1 + above.index(w.head[head]) / 3)
        elif distance == 0 and verb in _ancestors(w, head):
            score += _WITHIN  # "..., he added": not those told of in what he added
        if w.dep[head] in ("poss", "compound"):
            score += 1.5
        if gender and draft.gender == gender:
            score -= _SAME_SEX
        elif gender and draft.guess and draft.guess != gender:
            score += _OTHER_SEX
        if draft.kind is ActorKind.PERSON:
            score -= 0.3
        if id(draft) not in scores or score < scores[id(draft)][0]:
            scores[id(draft)] = (score, draft)
    ranked = sorted(scores.values(), key=lambda pair: (pair[0], -pair[1].first))
    return (ranked[0] if ranked else None), (ranked[1] if len(ranked) > 1 else None)


def _spoken_of(w: Words, i: int, roll: Roll) -> list[Draft]:
    """Those named within the quotation that "he said" goes with: none of them says it."""
    if w.quoted[i] or w.lemma[w.head[i]] not in ("say", "tell", "add", "write"):
        return []
    first = w.bounds[w.sentence[i]][0]
    return [d for k in range(first, i) if w.quoted[k] for d in roll.at.get(k, [])]


def _opens(w: Words, head: int, draft: Draft) -> bool:
    """Whether the mention with this head opens its sentence, as its subject mostly does."""
    first = w.bounds[w.sentence[head]][0]
    return head - first < 6 and any(m[0] == first and m[2] == head for m in draft.mentions)


def _ancestors(w: Words, i: int) -> list[int]:
    """The tokens that token i hangs on, the nearest first, at most 20."""
    found: list[int] = []
    while w.head[i] != i and len(found) < 20:
        i = w.head[i]
        found.append(i)
    return found


def _verb(w: Words, i: int) -> int:
    """The verb that token i depends on."""
    token = w.head[i]
    while w.tag[token][:2] not in ("VB", "MD") and w.head[token] != token:
        token = w.head[token]
    return token


def _same_clause(w: Words, head: int, i: int, verb: int) -> bool:
    """Whether both are arguments of one verb, so that the pronoun cannot mean the other."""
    if w.tag[i] == "PRP$" or w.lower[i].endswith("self"):
        return False
    return _verb(w, head) == verb and w.dep[i] not in ("poss",) and w.dep[head] != "poss"


def _speaker_of(w: Words, i: int, head: int) -> bool:
    """Whether the mention says the quotation that token i stands in, in one sentence with it."""
    return (
        w.sentence[i] == w.sentence[head]
        and not w.quoted[head]
        and w.dep[head] == "nsubj"
        and w.lemma[w.head[head]] in ("say", "tell", "add", "ask")
    )


def _thing(w: Words, i: int, roll: Roll) -> list[Draft]:
    """The country or body that "it" or "its" stands for: the subject of the clause or before."""
    word = w.lower[i]
    if word == "it" and (w.dep[i] == "expl" or w.lemma[_verb(w, i)] not in _DEEDS):
        return []
    if word == "it" and w.dep[i] not in _SUBJECT:
        return []
    for kid in w.kids[_verb(w, i)]:
        if word != "it" and kid < i and w.dep[kid] in _SUBJECT:
            found = [d for d in roll.at.get(kid, []) if d.kind in _BODY]
            if found:
                return found[:1]
    best, second = _ranked(w, i, roll, _BODY, None)
    if best is None or best[0] > 2.5 or (second is not None and second[0] - best[0] < 0.5):
        return []
    if word != "it" and _nearer_thing(w, i, best[1], roll):
        return []
    return [best[1]]


def _nearer_thing(w: Words, i: int, draft: Draft, roll: Roll) -> bool:
    """Whether another noun is the subject of the clause, so that "its" is that thing's."""
    subjects = [k for k in w.kids[_verb(w, i)] if w.dep[k] in _SUBJECT and k < i]
    return bool(subjects) and all(draft not in roll.at.get(k, []) for k in subjects)


def _many(w: Words, i: int, roll: Roll) -> list[Draft]:
    """Those that "they" stands for: the last group told of as a subject, or two joined subjects."""
    here = w.sentence[i]
    for head, draft in roll.before(i):
        distance = here - w.sentence[head]
        if distance > 1:
            break
        if any(w.tag[k] == "NNS" and k not in roll.at for k in _between(w, head, i)):
            break
        group = draft.plural or draft.kind is ActorKind.GROUP
        if group and (w.dep[head] in _SUBJECT or distance == 0):
            if distance == 0 and _same_clause(w, head, i, _verb(w, i)):
                continue
            return list(roll.at[head])
        if w.dep[head] in _SUBJECT:
            joined = [k for k in w.kids[head] if w.dep[k] == "conj" and k in roll.at]
            if joined:
                return [draft, *(d for k in joined for d in roll.at[k] if d is not draft)]
    return []


def _between(w: Words, head: int, i: int) -> list[int]:
    """People told of between two tokens by a plural that stands for no actor."""
    lex = lexicon()
    return [
        k for k in range(head + 1, i) if w.tag[k] == "NNS" and singular(w.lower[k]) in lex.person
    ]


def owner_of(w: Words, pronoun: int, roll: Roll) -> Draft | None:
    """Whom a possessive pronoun most likely stands for: "*his* deputies", "*its* minister"."""
    word = w.lower[pronoun]
    if word in ("our", "my", "your"):
        return None
    if word in _MALE or word in _FEMALE:
        best, _ = _ranked(w, pronoun, roll, _ONE, "M" if word in _MALE else "F")
    else:
        kinds = _BODY if word in _THING else _ONE + _BODY
        best, _ = _ranked(w, pronoun, roll, kinds, None)
    return best[1] if best else None
