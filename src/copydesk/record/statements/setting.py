"""Setting: to whom something was said, and on what occasion."""

from __future__ import annotations

from copydesk.record.actors.cast import Cast
from copydesk.record.statements.draft import Draft, Range
from copydesk.record.statements.tree import Tree, trimmed

# Verbs whose object is the one spoken to.
_TO_WHOM = {
    "tell", "ask", "inform", "notify", "assure", "reassure", "remind", "warn", "brief", "urge",
    "advise", "order", "instruct", "thank", "implore", "beg",
}  # fmt: skip
_OCCASIONS = {
    "address", "appearance", "article", "blog", "briefing", "broadcast", "call", "ceremony",
    "column", "conference", "congress", "conversation", "debate", "dinner", "editorial", "email",
    "event", "filing", "forum", "gathering", "hearing", "interview", "lecture", "letter", "lunch",
    "meeting", "memo", "message", "note", "op-ed", "phone", "post", "posting", "press", "question",
    "rally", "release", "remark", "report", "sermon", "session", "speech", "statement", "stop",
    "summit", "talk", "telecast", "testimony", "toast", "tweet", "video", "visit",
}  # fmt: skip


def set_scene(tree: Tree, drafts: list[Draft], cast: Cast | None) -> None:
    """Fill in the addressee and the occasion of each statement, where its cue has them."""
    for draft in drafts:
        cue = draft.cue_token
        if cue is None:
            continue
        draft.occasion = _occasion(tree, cue)
        if cast is None:
            continue
        to = tree.kid(cue, "dobj", "dative") if tree.lemma[cue] in _TO_WHOM else None
        if to is None:
            preposition = next(
                (k for k in tree.kids[cue] if k > cue and tree.lower[k] == "to"), None
            )
            to = None if preposition is None else tree.kid(preposition, "pobj")
        if to is not None and not draft.holds(to):
            draft.addressee = cast.of_head(to)


def _occasion(tree: Tree, cue: int) -> Range | None:
    """The noun phrase after in, at, during or on that names a speech, an interview, a post ..."""
    for k in tree.kids[cue]:
        if tree.dep[k] != "prep" or tree.lower[k] not in ("in", "at", "during", "on", "after"):
            continue
        noun = tree.kid(k, "pobj")
        if noun is not None and tree.lemma[noun] in _OCCASIONS:
            end = noun + 1
            for kid in tree.kids[noun]:
                if kid > noun and tree.dep[kid] == "prep" and kid == end:
                    end = tree.right[kid]
            return trimmed(tree, (tree.left[noun], end))
    return None
