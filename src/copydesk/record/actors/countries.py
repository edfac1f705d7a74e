"""Countries: their names, adjectives, peoples and seats of government, as news prose has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from copydesk.record.parse import load_parser


class Naming(StrEnum):
    """In what way a word tells of a country."""

    NAME = "name"  # Iran
    ADJECTIVE = "adjective"  # Iranian
    PEOPLE = "people"  # Iranians
    CAPITAL = "capital"  # Tehran: the city or the government
    HOUSE = "house"  # the Kremlin: the government


@dataclass(frozen=True, slots=True)
class Country:
    """A row of countries.tsv."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    houses: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """All countries by ISO 3166-1 alpha-3."""
    rows = {}
    for line in files(__package__).joinpath("countries.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, name, *lists = line.split("\t")
            names, adjectives, people, capitals, houses = (
                tuple(filter(None, cell.split("|"))) for cell in lists
            )
            rows[code] = Country(code, name, (name, *names), adjectives, people, capitals, houses)
    return rows


Meaning = tuple[str, Naming]
_SAME_IN_PLURAL = ("ese", "s", "z")  # the Chinese, the Swiss


@lru_cache(maxsize=1)
def namings() -> dict[str, dict[tuple[str, ...], tuple[Meaning, ...]]]:
    """What words tell of a country: {first token: {all tokens: meanings}}."""
    tokenize = load_parser().tokenizer
    table: dict[str, dict[tuple[str, ...], list[Meaning]]] = {}

    def put(phrase: str, code: str, naming: Naming) -> None:
        words = tuple(token.text for token in tokenize(phrase))
        meanings = table.setdefault(words[0], {}).setdefault(words, [])
        if (code, naming) not in meanings:
            meanings.append((code, naming))

    for country in countries().values():
        for naming, phrases in (
            (Naming.NAME, country.names),
            (Naming.ADJECTIVE, country.adjectives),
            (Naming.PEOPLE, country.people),
            (Naming.CAPITAL, country.capitals),
            (Naming.HOUSE, country.houses),
        ):
            for phrase in phrases:
                put(phrase, country.code, naming)
                if naming is Naming.PEOPLE and not phrase.endswith(_SAME_IN_PLURAL):
                    put(phrase + "s", country.code, naming)
    return {
        first: {words: tuple(meanings) for words, meanings in rest.items()}
        for first, rest in table.items()
    }


@lru_cache(maxsize=1)
def _seats() -> dict[str, str]:
    """Small-letter names of countries and capitals to codes."""
    return {
        name.casefold(): country.code
        for country in countries().values()
        for name in (*country.capitals, *country.names)
    }


def filed_from(dateline: str) -> str | None:
    """The country that a dateline tells: its city, where that is a capital, or its name.

    >>> filed_from("JEDDAH, Saudi Arabia (Agency) - "), filed_from("BEIJING — ")
    ('SAU', 'CHN')
    """
    for part in re.split(r"[,(—–/]|--| - ", dateline):
        code = _seats().get(part.strip(" )-").casefold())
        if code:
            return code
    return None
