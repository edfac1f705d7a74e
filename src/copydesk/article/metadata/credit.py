"""Credit: lines that caption or credit a picture, which hold names and dates of their own."""

from __future__ import annotations

import re

from copydesk.article.metadata.names import begins_with_by, is_agency

_MARK = re.compile(
    r"\b(?:photo(?:graph)?s?|foto\w{0,6}|image|imagen|imagem|bild(?:quelle)?|picture|pictured|credits?|"
    r"getty|file|archiv\w*|фото\w*|снимок|kuva|zdjęcie|fot\.|kép|resim|gambar|hình|ảnh)\b\s*[:/]|"
    r"©|\(c\)|写真[:：]|사진\s?[=:]|图片?[:：]|صورة|תמונה|צילום",
    re.I,
)
_DELIMITED = re.compile(r"[:/：©=(\u0590-\u06ff]")  # what each of the marks has in it
_PARTED = re.compile(r"[\s/.,()\[\]|-]+")
_LEAST = 30  # characters of a caption that ends with an agency
_CASED = ("Reuters", "dpa")  # agencies not written in capitals that captions end with


def is_credit(text: str) -> bool:
    """Whether a line credits a picture or is its caption.

    >>> is_credit("The old pier in Northport. Photo: DL/archive")
    True
    >>> is_credit("The minister in Northport on Sunday. Reuters/J. Doe")
    True
    """
    if _DELIMITED.search(text) and _MARK.search(text):
        return True
    if begins_with_by(text):
        return False  # "By Jane Doe, Reuters" signs
    if text.endswith((".", "!", "?")):
        return False  # "..., according to a letter seen by Reuters."
    tail = _PARTED.split(text[-40:])[-4:]
    return len(text) > _LEAST and any(
        is_agency(part) for part in tail if part.isupper() or part in _CASED
    )
