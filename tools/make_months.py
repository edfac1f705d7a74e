"""Make the table of month names that dates in words are read with.

    python tools/make_months.py > src/copydesk/article/metadata/months.tsv

Needs `babel` (not a dependency of the package); the names are Unicode CLDR's (Unicode licence).
Lines: name, folded and without full stops; tab; month. A name that means different months in two
languages is left out, but for one that a single language says against at least `_MANY` others.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict

from babel import Locale

LANGUAGES = (
    "en de fr es pt it nl da nb nn sv fi is et lv lt pl cs sk sl hr sr bs mk bg uk ru be ro hu "
    "el tr az sq ca gl eu ga cy mt af sw zu xh st id ms fil vi th km lo my hi bn mr gu pa ta te "
    "kn ml si ne ur fa ar he am ti so ha yo ig rw ka hy kk ky uz tg mn lb fo ps ku"
).split()
_MANY = 4  # languages
# Names in use that CLDR does not list: Levantine Arabic, older or clipped forms.
EXTRA = {
    "كانون الثاني": 1,
    "شباط": 2,
    "آذار": 3,
    "نيسان": 4,
    "أيار": 5,
    "حزيران": 6,
    "تموز": 7,
    "آب": 8,
    "أيلول": 9,
    "تشرين الأول": 10,
    "تشرين الثاني": 11,
    "كانون الأول": 12,
    "sept": 9,
    "mrz": 3,
    "jänner": 1,
    "feber": 2,
    "avg": 8,
    "янв": 1,
    "фев": 2,
    "мар": 3,
    "апр": 4,
    "июн": 6,
    "июл": 7,
    "авг": 8,
    "сен": 9,
    "сент": 9,
    "окт": 10,
    "ноя": 11,
    "нояб": 11,
    "дек": 12,
}


def fold(name: str) -> str:
    """Lower-case, composed, no full stop, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace(".", " ").split())


def main() -> None:
    """Print the table, sorted."""
    months: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, month in EXTRA.items():
        months[fold(name)][month].add("")
    for language in LANGUAGES:
        try:
            table = Locale.parse(language).months
        except Exception:
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in table[context][width].items():
                    key = fold(name)
                    if len(key) >= 2 and not any(c.isdigit() for c in key):
                        months[key][month].add(language)
    for name, numbers in sorted(months.items()):
        ranked = sorted(numbers, key=lambda month: -len(numbers[month]))
        rest = sum(len(numbers[month]) for month in ranked[1:])
        if not rest or (rest == 1 and len(numbers[ranked[0]]) >= _MANY):
            print(f"{name}\t{ranked[0]}")


if __name__ == "__main__":
    main()
