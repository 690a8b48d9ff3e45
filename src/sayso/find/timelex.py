"""The text as a string of symbols, one a word, for the time grammar: "on May 5, 1990" reads ``OMd,y``.

The lexer works on the characters of the article, not on the parser's tokens (which split "5:30PM" or "1876-1910" now so, now so),
and asks the parse only where a word is doubtful (*may*, *fall*, *second*).

Symbols: M month, W weekday, V weekdays (plural), S season, P part of day, U unit of days, u unit of hours, D today and the like,
d number up to 31, y number of four figures that can be a year, n other number, s number in words, o ordinal, Q '82, K 1990s,
H holiday, G daily and the like, R reference (now, recently), L last, N next, T this, X that, = same, c current, A ago, E earlier,
F later, e early/mid/late, b beginning/end, x about, q few/several, j full/more, v every/per, k o'clock, Z zone, p a.m., l 5:30,
I 2013-01-25, J 25/01/2013, g 101500Z, m 101500ZJAN13, z Q1, h half, t the, a a, f of,
i in, O on, @ at, r from/since, B between, > to, & and, w old or long,
C fiscal, other words _, paragraph |, punctuation itself (, . - / ( ) ').
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sayso.codebook.timewords import timewords
from sayso.language.story import Story

_TOKEN = re.compile(
    r"""(?P<I>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?![\d-]))
    |(?P<J>\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\d/])|\d\d-\d\d-(?:\d{4}|\d\d)(?![-\d]))
    |(?P<m>\d{6}[A-IK-Z]\*?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?:\d{4}|\d\d)?(?!\w))
    |(?P<g>\d{6}Z(?!\w))
    |(?P<z>(?-i:Q[1-4]|H[12])(?!\w))
    |(?P<l>\d{1,2}:\d\d(?::\d\d)?(?!\d))
    |(?P<K>\d{3}0['’]?s\b|['’`]?\d0['’]?s\b)
    |(?P<Q>['’`]\d\d(?!\w))
    |(?P<o>\d+(?:st|nd|rd|th)\b)
    |(?P<n>\d+(?:,\d{3})*(?:\.\d+)?)
    |(?P<p>[ap]\.\ ?m\b\.?|[ap]m\b)
    |(?P<s>['’]s\b)
    |(?P<w>[^\W\d_]+)
    |(?P<x>\S)""",
    re.X | re.I,
)
_CLASSES = {
    "t": "the", "a": "a an", "f": "of", "i": "in during within", "O": "on", "@": "at", "r": "from since", "B": "between",
    ">": "to until till through", "&": "and or", "L": "last past previous preceding prior", "c": "current",
    "N": "next coming following upcoming subsequent ensuing succeeding", "T": "this", "X": "that", "=": "same", "A": "ago",
    "E": "earlier before previously beforehand", "F": "later after afterward afterwards thereafter hence|from now",
    "D": "today yesterday tomorrow tonight overnight|the day before yesterday|the day after tomorrow|last night",
    "x": "about around approximately nearly almost roughly some over under only just exactly barely circa|more than|less than|at least"
    "|at most|up to|close to|as many as|no more than|fewer than|a little more than|a little over|little more than|slightly more than"
    "|slightly less than|well over|as much as|no less than|not more than|as long as",
    "q": "few several many some numerous various couple|a few|a couple of|a couple|a number of|the first few",
    "j": "full more additional further consecutive straight successive solid whole entire calendar short intervening",
    "v": "every each per", "k": "o'clock|o’clock hrs hundred-hours", "h": "half", "w": "old long olds", "C": "fiscal",
}  # fmt: skip
_SINGLE = {"-": "-", "–": "-", "—": "_", ",": ",", ".": ".", "/": "/", "(": "(", ")": ")", "$": "$", "£": "$", "€": "$"}


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, list[tuple[tuple[str, ...], str, str]]]]:
    """(single word → symbol, first word → [(words, phrase, symbol)], longest first)."""
    words = timewords()
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}

    def add(phrase: str, symbol: str) -> None:
        parts = tuple(m.group().lower().replace("’", "'") for m in _TOKEN.finditer(phrase))
        if len(parts) == 1:
            single[phrase] = symbol
        elif parts:
            phrases.setdefault(parts[0], []).append((parts, phrase, symbol))

    for symbol, table in (
        ("M", words.months), ("W", words.weekdays), ("S", words.seasons), ("P", words.parts), ("s", words.numbers),
        ("o", words.ordinals), ("K", words.decades), ("G", words.sets), ("R", words.references), ("H", words.holidays), ("Z", words.zones),
    ):  # fmt: skip
        for word in table:
            add(word, symbol)
    for word, value in words.weekdays.items():
        if value > 10:
            add(word, "V")
    for word, unit in words.units.items():
        add(word, "u" if unit[0] == "T" else "U")
    single["second"] = "o"
    for word in words.modifiers:
        add(word, "e" if word in ("early", "mid", "late") else "b")
    for symbol, listed in _CLASSES.items():
        for phrase in (p for group in listed.split("|")[1:] for p in [group]):
            add(phrase, symbol)
        for word in listed.split("|")[0].split():
            add(word, symbol)
    for entries in phrases.values():
        entries.sort(key=lambda e: -len(e[0]))
    return single, phrases


@dataclass(frozen=True, slots=True)
class Lexed:
    """``symbols``: one character a word; ``low``: the word in lower case; ``start``/``end``: its characters."""

    symbols: str
    low: list[str]
    start: list[int]
    end: list[int]
    story: Story

    def token(self, i: int) -> int:
        """The parser's token of word i (the last one, behind the end)."""
        at = self.story.token_at(self.start[i])
        return self.story.n - 1 if at is None else at

    def capital(self, i: int) -> bool:
        return self.story.article.text[self.start[i]].isupper()


def _number(word: str) -> str:
    if word.isdigit():
        if len(word) <= 2 and 1 <= int(word) <= 31:
            return "d"
        if len(word) == 4 and 1000 <= int(word) <= 2200:
            return "y"
    return "n"


def lex(story: Story) -> Lexed:
    """The symbols of the article's text."""
    text = story.article.text
    single, phrases = _lexicon()
    low: list[str] = []
    start: list[int] = []
    end: list[int] = []
    symbols: list[str] = []
    breaks = [story.start[i] for i in range(1, story.n) if story.para[i] != story.para[i - 1]]
    breaks.append(len(text) + 1)
    k = 0
    for m in _TOKEN.finditer(text):
        at = m.start()
        if at >= breaks[k]:
            while at >= breaks[k]:
                k += 1
            low.append("")
            start.append(at)
            end.append(at)
            symbols.append("|")
        kind = m.lastgroup or "x"
        word = m.group().lower()
        if kind == "w":
            symbol = single.get(word, "_")
            if symbol == "R" and text[m.end() : m.end() + 1].isdigit():
                symbol = "_"  # a name, as in "Future45"
        elif kind == "n":
            symbol = _number(word)
        elif kind == "s":
            symbol, word = "'", "'s"
        elif kind == "x":
            symbol = _SINGLE.get(word, "_")
        else:
            symbol = kind
        low.append(word)
        start.append(at)
        end.append(m.end())
        symbols.append(symbol)
    _merge(phrases, low, start, end, symbols)
    lexed = Lexed("".join(symbols), low, start, end, story)
    return _settle(lexed, symbols)


def _merge(
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]], low: list[str], start: list[int], end: list[int], symbols: list[str]
) -> None:
    """Join the words of a phrase into one, in place."""
    i = len(low) - 2
    while i >= 0:
        for parts, phrase, symbol in phrases.get(low[i], ()):
            n = len(parts)
            if tuple(low[i : i + n]) == parts:
                low[i] = phrase
                end[i] = end[i + n - 1]
                symbols[i] = symbol
                del low[i + 1 : i + n], start[i + 1 : i + n], end[i + 1 : i + n], symbols[i + 1 : i + n]
                break
        i -= 1


_NAME_CUES = frozenset({
    "in", "since", "until", "till", "by", "of", "from", "to", "through", "between", "during", "before", "after", "early", "late", "mid",
    "last", "next", "this", "and",
})  # fmt: skip


def _settle(lexed: Lexed, symbols: list[str]) -> Lexed:
    """Take back the symbols of doubtful words that mean something else here."""
    doubtful, story, n = timewords().doubtful, lexed.story, len(symbols)
    text = story.article.text
    for i, word in enumerate(lexed.low):
        if symbols[i] == "Z" and not text[lexed.start[i] : lexed.end[i]].isupper():
            symbols[i] = "_"
        elif word in doubtful:
            if symbols[i] == "S":
                good = story.pos[lexed.token(i)] in ("NOUN", "PROPN")
            else:
                j = i + 2 if i + 1 < n and symbols[i + 1] in ".," else i + 1
                after = symbols[j] if j < n else "|"
                before = symbols[i - 1] if i else "|"
                good = lexed.capital(i) and (after in "dyoQ" or before in "do" or (before == "f" and i > 1 and symbols[i - 2] in "do"))
                if not good and symbols[i] == "M" and word in ("may", "march") and lexed.capital(i) and i > 0:
                    t = lexed.token(i)
                    if lexed.low[i - 1] in _NAME_CUES:
                        good = story.pos[t] not in ("VERB", "AUX")
                    else:
                        good = before in "at" and story.pos[t] == "PROPN" and story.dep[t] in ("compound", "nmod", "npadvmod")
                if symbols[i] == "W":
                    good = lexed.capital(i) and (after in "dM" or before in "(")
            if not good:
                symbols[i] = "_"
    return Lexed("".join(symbols), lexed.low, lexed.start, lexed.end, story)
