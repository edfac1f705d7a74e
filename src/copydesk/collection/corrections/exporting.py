"""Corrections as Web Annotations, one JSON object a line (corrections_import.py reads them back).

Source: W3C Web Annotation Data Model, 2017. What it has no word for stands under "copydesk".
"""

from __future__ import annotations

from typing import Any

from copydesk.collection.corrections.corrections import Action, Correction, to_body

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
COLUMNS = (
    "id", "at", "who", "action", "kind", "record", "attribute", "value", "words", "article",
    "location", "undone",
)  # fmt: skip
_MOTIVATION = {
    Action.RIGHT: "assessing",
    Action.WRONG: "assessing",
    Action.COMPLETE: "assessing",
    Action.CHANGE: "editing",
    Action.PUT_BACK: "editing",
    Action.UNDO: "editing",
    Action.ADD: "identifying",
    Action.MERGE: "linking",
    Action.PART: "linking",
}


_NOUNS = {
    "actors": "actor",
    "statements": "statement",
    "events": "event",
    "meetings": "meeting",
    "positions": "position",
    "stories": "story",
}


def annotation(correction: Correction) -> dict[str, Any]:
    """A correction as a Web Annotation.

    The target is the page with the selectors of the words; the body says in words what was said.
    """
    anchor = correction.anchor
    target: dict[str, Any] = {"source": correction.location or correction.undoes or "collection"}
    if anchor is not None:
        target["selector"] = [
            {
                "type": "TextQuoteSelector",
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            },
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
        ]
    rest = to_body(correction)
    for name in ("anchor", "location"):
        rest.pop(name, None)
    return {
        "@context": CONTEXT,
        "id": f"urn:copydesk:{correction.id}",
        "type": "Annotation",
        "motivation": _MOTIVATION[correction.action],
        "creator": {"type": "Person", "name": correction.who},
        "created": correction.at,
        "target": target,
        "body": {"type": "TextualBody", "value": told(correction), "format": "text/plain"},
        "copydesk": {
            "action": correction.action.value,
            "kind": correction.kind,
            "place": correction.place.hex() if correction.place else None,
            "sha256": correction.sha256,
            "article": correction.article,
            "undoes": correction.undoes,
            "undone": correction.undone,
            **rest,
        },
    }


def told(correction: Correction) -> str:
    """What a correction says, in a few words."""
    noun = _NOUNS.get(correction.kind, correction.kind)
    what = f"{noun} {correction.record}" if correction.record else noun
    match correction.action:
        case Action.CHANGE:
            return f"{what}: {correction.attribute} is {_shown(correction.value)}"
        case Action.ADD:
            fields = ", ".join(f"{n} {_shown(v)}" for n, v in correction.fields.items() if v)
            return f"a missing {noun}: {fields}" if fields else f"a missing {noun}"
        case Action.MERGE | Action.PART:
            names = [
                str(r.get("name") or r.get("title") or r.get("article")) for r in correction.refs
            ]
            if correction.action is Action.MERGE:
                return f"one {noun}: {'; '.join(names)}"
            return f"another {noun} than {'; '.join(names[1:])}: {names[0]}"
        case Action.COMPLETE:
            return "nothing is missing any more"
        case Action.PUT_BACK:
            reason = str(correction.machine.get("reason", "")).replace("_", " ")
            return f"belongs to the body, is no {reason}"
        case Action.UNDO:
            return f"takes back {correction.undoes}"
        case _:
            return f"{what} is {correction.action.value}"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "nobody"
    return "none" if value is None else str(value)


def row(correction: Correction) -> dict[str, str]:
    """A correction as a row of a table, by `COLUMNS`."""
    value = correction.value if correction.action is Action.CHANGE else None
    values = {
        "id": correction.id,
        "at": correction.at,
        "who": correction.who,
        "action": correction.action.value,
        "kind": correction.kind,
        "record": correction.record,
        "attribute": correction.attribute,
        "value": None if value is None else _shown(value),
        "words": correction.anchor.exact if correction.anchor else told(correction),
        "article": correction.article,
        "location": correction.location,
        "undone": correction.undone,
    }
    return {name: values[name] or "" for name in COLUMNS}
