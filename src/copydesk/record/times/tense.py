"""Tense: whether the clause that a time stands in looks back or ahead."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from copydesk.record.clauses import RAISING, told_at
from copydesk.record.times.frame import Way

_AHEAD = frozenset("will shall would could may might should can must ’ll 'll wo ca ll".split())
# Verbs and adjectives whose object or complement is still to come.
_PLANNING = frozenset(
    "plan schedule propose expect set slate due invite seek call await demand arrange prepare "
    "announce agree urge ask want hope intend aim pledge promise vow threaten offer book "
    "fix confirm anticipate plan request order likely ready willing bound poise eye "
    "tentatively tip earmark target summon head travel fly".split()
)
# Verbs whose object is to come, though they are past themselves.
_BIDDING = frozenset("invite propose schedule suggest request arrange set plan call seek".split())
_PUTTING_OFF = frozenset("postpone delay defer push put move reschedule adjourn slip shift".split())
_COMING = frozenset(
    "planned scheduled upcoming forthcoming next coming anticipated proposed expected future "
    "looming".split()
)
_GONE = frozenset("previous last earlier recent past former".split())
SAYING = frozenset("say tell report write state note announce add".split())


def way_of(doc: Doc, first: int, last: int) -> Way:
    """The way that the clause of tokens `first` to `last` (half-open) looks."""
    if told_at(doc, first, last) is not None:
        return Way.PAST
    root = doc[first:last].root
    node = root
    for _ in range(12):
        put_off = node.dep_ == "prep" and node.head.lemma_.lower() in _PUTTING_OFF
        if put_off and node.lower_ in ("to", "until", "till"):
            return Way.FUTURE  # "pushed back the talks to early May"
        said = _preposition(node)
        if said is not None:
            return said
        if node.pos_ in ("NOUN", "PROPN", "ADJ"):
            words = {child.lower_ for child in node.children}
            if words & _COMING:
                return Way.FUTURE
            if words & _GONE:
                return Way.PAST
        if node.pos_ in ("VERB", "AUX"):
            if (
                node.tag_ == "VBD"
                and node.lemma_.lower() in _BIDDING
                and _of_noun(doc[first:last].root, node)
            ):
                return Way.FUTURE  # "invited them to a meeting on Monday"
            found = verb_way(node)
            if found is not None:
                return found
        if node.head.i == node.i:
            break
        node = node.head
    return Way.PAST if node.pos_ in ("VERB", "AUX") else Way.EITHER


def _of_noun(time: Token, verb: Token) -> bool:
    """Whether a time hangs by a noun that the verb has for object, "a meeting on Monday"."""
    noun = time.head.head if time.head.pos_ == "ADP" else time.head
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "pobj") or noun.i > time.i:
        return False
    return verb in (noun.head, noun.head.head)


def _preposition(node: Token) -> Way | None:
    """What "ahead of Friday's talks" or "after Sunday's vote" says of the time within."""
    if node.pos_ not in ("NOUN", "PROPN") or node.dep_ != "pobj":
        return None
    lead = node.head
    if any(child.pos_ == "NUM" for child in node.children) and node.ent_type_ == "DATE":
        return None
    if node.ent_type_ in ("DATE", "TIME"):
        return None
    word = lead.lower_
    if word == "of" and lead.head.lower_ == "ahead":
        return Way.FUTURE
    if word in ("before", "until", "till", "pending"):
        return Way.FUTURE if word != "before" or _present(node) else None
    if word in ("after", "following", "since"):
        return Way.PAST
    return None


def _present(node: Token) -> bool:
    """Whether the verb above speaks of now or of what comes."""
    for above in node.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return verb_way(above) is Way.FUTURE
    return False


def verb_way(verb: Token) -> Way | None:
    """The way a verb looks by its tense; None where the clause above has to tell."""
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in aux}
    past_perfect = "had" in words or (
        words & {"have", "’ve", "'ve"} and words & {"would", "could", "should", "might", "must"}
    )
    if past_perfect:
        return Way.PAST
    if words & _AHEAD:
        return Way.FUTURE
    if "to" in words or (verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp", "acl")):
        return _infinitive(verb, words)
    if verb.lemma_.lower() == "be" and verb.tag_ in ("VBZ", "VBP"):
        return _complement(verb) or Way.FUTURE
    if verb.lemma_.lower() == "be" and verb.tag_ == "VBD":
        return _complement(verb) or Way.PAST
    if verb.tag_ == "VBD":
        return Way.PAST
    if verb.tag_ in ("VBZ", "VBP"):
        return Way.PAST if verb.lemma_.lower() in SAYING else Way.FUTURE
    if verb.tag_ == "VBN":
        return _participle(verb, words)
    if verb.tag_ == "VBG":
        if words & {"is", "are", "am", "’s", "'s", "’re", "'re"}:
            return Way.FUTURE
        return Way.PAST if words & {"was", "were", "been"} else None
    if verb.tag_ == "VB":
        return (
            Way.FUTURE
            if not words & {"did", "didn", "does", "do"}
            else (Way.PAST if "did" in words else Way.FUTURE)
        )
    return None


def _infinitive(verb: Token, words: set[str]) -> Way | None:
    """ "To meet on Friday": ahead, unless the verb above tells what did happen."""
    if "have" in words:
        return Way.PAST
    above = verb.head
    if above.i == verb.i:
        return Way.FUTURE
    if verb.dep_ == "xcomp" and above.lemma_.lower() in RAISING:
        return verb_way(above)
    if any(child.lower_ == "had" for child in above.children):
        return Way.EITHER  # "had threatened to walk out on Saturday": most likely over
    if verb.dep_ == "advcl":
        # "Flew to Rome on Friday to meet ...": the purpose lies near the deed.
        return verb_way(above) if above.pos_ in ("VERB", "AUX") else Way.FUTURE
    return Way.FUTURE


def _participle(verb: Token, words: set[str]) -> Way | None:
    """ "Held on Friday" looks back, "scheduled for Friday" ahead."""
    if verb.lemma_.lower() in _PLANNING:
        # What is scheduled "for" a day; what was announced "on" one looks back.
        if any(c.dep_ == "prep" and c.lower_ == "for" for c in verb.children):
            return Way.FUTURE
        if any(c.dep_ in ("xcomp", "ccomp") for c in verb.children):
            return Way.PAST if words & {"was", "were", "has", "have"} else Way.FUTURE
    if not words and verb.dep_ in ("acl", "advcl", "amod", "conj"):
        return Way.PAST
    if words & {"is", "are"}:
        return Way.FUTURE
    return Way.PAST


def _complement(verb: Token) -> Way | None:
    """ "Is due on Friday", "was set for Monday"."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr") and child.lemma_.lower() in _PLANNING:
            return Way.FUTURE
    return None
