"""The grammar of time expressions: rules over the symbols of `timelex`, and what each says before it is set against a calendar.

A rule is a regular expression over the symbol string and a builder that turns its match into expressions (`Expr`), still relative:
"last Thursday night" is weekday 4, rel "last", part "NI". `resolve.times` reckons the days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sayso.find import timedates as dates
from sayso.find import timespells as spells
from sayso.find.timeexpr import Built, Match
from sayso.find.timelex import Lexed

_NUM = r"(?:[sdn]&a?h|[snd]-?s|[sdyn]|a)"


_MOD = r"(?:(?P<mod>x?t?e(?:-|it?|t)?|t?b(?:ft?|-t?|(?=M))))?"


_YEAR = r"(?:(?P<y>[yQ])|(?P<yr>t?[LNTXc=]{1,2}U|tU))"


_YEAR_ = r"(?:(?P<y_>[yQ])|(?P<yr_>t?[LNTXc=]{1,2}U|tU))"


_WHOLE = rf"(?:(?P<m>M)\.?(?:,?f?{_YEAR})?|{_YEAR_})"


Rule = tuple[re.Pattern[str], Callable[[Lexed, Match], Built]]


def _rules(*rows: tuple[str, Callable[[Lexed, Match], Built]]) -> tuple[Rule, ...]:
    return tuple((re.compile(p), f) for p, f in rows)


RULES = _rules(
    (r"I", dates.build_iso),
    (r"J", dates.build_numeric),
    (r"m", dates.build_group),
    (r"g(?P<m>M)\.?(?P<y>[ynd])?", dates.build_military),
    (rf"{_MOD}(?:W\.?,?)?(?P<m>M)\.?,?t?(?P<d>[do])(?:(?:,?f?)?{_YEAR})?", dates.build_full),
    (rf"{_MOD}(?:W\.?,?)?t?(?P<d>[do])f?(?P<m>M)\.?(?:,?f?{_YEAR}|,?(?P<z>[nd])(?![,.:]?[dnUu]))?", dates.build_full),
    (r"(?:W,?)?(?P<m>M)\.?(?P<d>[do])(?:[->&]|,(?=d))(?P<e>[do])(?![UuMp-])(?:,?(?P<y>y))?", dates.build_day_range),
    (r"t?(?P<d>[do])(?:[->&]|)t?(?P<e>[do])f?(?P<m>M)\.?(?:,?(?P<y>y))?", dates.build_day_range),
    (rf"{_MOD}(?P<m>M)\.?(?:[->&])t?(?:e-?)?(?P<n>M)\.?(?P<y>y)", dates.build_month_range),
    (rf"{_MOD}(?P<rel>t?[LNTX=]{{0,2}})(?P<m>M)\.?(?:,?f?{_YEAR})?", dates.build_month),
    (r"(?P<y>y)[-/](?P<z>[ynd])(?![-/])", dates.build_year_range),
    (r"(?<=@)(?P<c>n)", spells.build_hours),
    (r"(?<=@)(?P<c>y)(?=O|,|\.|\||$|[()]|T?D|[Uu]?Z)", spells.build_hours),
    (rf"(?P<x>x)?{_MOD}(?:t?C?U|C)?(?P<y>[yQ])", dates.build_years),
    (rf"{_MOD}t?(?:e-?)?(?P<k>K)", dates.build_decade),
    (rf"{_MOD}t?(?P<o>o)-?U", dates.build_century),
    (rf"{_MOD}t?C?(?P<o>[oFN])-?C?(?P<u>[Uh])(?:[f,]?C?{_YEAR})?", dates.build_quarter),
    (rf"{_YEAR}'?(?P<o>o)-?(?P<u>[Uh])", dates.build_quarter),
    (rf"(?P<z>z)(?:[f,]?C?{_YEAR})?", dates.build_short_quarter),
    (r"C?(?P<y>[yQ])-?(?P<z>z)", dates.build_short_quarter),
    (rf"{_MOD}(?P<rel>t?[LNTX=]{{0,2}})(?P<s>S)(?:[f,]?{_YEAR})?", dates.build_season),
    (r"(?P<y>y)'?S", dates.build_season_before),
    (rf"{_MOD}(?P<rel>t?[LNTX=]{{0,2}})(?P<w>W)(?P<p>P)?(?:f?(?P<yr>t?[LNT]U))?", dates.build_weekday),
    (rf"t?(?P<o>[oL])(?P<w>W)[if](?P<m>M)\.?(?:,?f?{_YEAR})?", dates.build_nth_weekday),
    (r"(?P<u>U)'b", spells.build_units_end),
    (r"V", spells.build_days_habit),
    (r"(?:x?(?P<mod>e)|[EF])?(?P<d>D)(?P<p>P)?", spells.build_deictic),
    (r"(?:(?P<ef>[EF])(?:it?)?|(?P<mod>x?t?e(?:it?)?|t?b(?:ft?|-)))?(?P<rel>t?[LNTXc=]{1,2}|t)(?P<u>[Uu])", spells.build_rel_unit),
    (rf"t?(?P<rel>[LNT])(?:(?P<n>{_NUM})|q)-?j?(?P<u>[Uu])", spells.build_span),
    (rf"t?(?P<n>{_NUM})(?P<rel>[LN])(?P<u>[Uu])", spells.build_span),
    (rf"(?P<x>x*)(?:(?P<n>{_NUM})j?|(?P<q>x?q))?(?P<u>[Uu])(?P<how>[AEF])", spells.build_shift),
    (r"t?(?P<u>U)-(?P<how>[AE])", spells.build_year_ago),
    (rf"t=U(?P<n>{_NUM})(?P<u>U)(?P<how>[AEF])", spells.build_same_ago),
    (r"tU", spells.build_the_day),
    (r"t(?P<u>U)[EFN]", spells.build_day_next),
    (rf"(?P<x>x*)(?P<art>a?)(?:(?P<n>{_NUM})|(?P<h>ha?))-?(?P<adj>[j_])?-?(?P<u>[Uu])(?P<tail>-?&-?a-?h)?(?:-?w)?", spells.build_duration),
    (r"(?P<u>U)-w", spells.build_lasting),
    (r"(?:t|(?P<q>x?q))?(?P<u>[Uu])", spells.build_plural),
    (r"(?P<rel>t?[LNTX=]{0,2})(?:(?P<mod>e))?(?P<p>P)u?", spells.build_part),
    (r"(?P<c>[lndsy])(?P<p>p)?(?P<k>k|u(?<=u))?(?P<z>Z)?(?P<pod>it?P)?", spells.build_clock),
    (rf"(?P<g>G)|v(?:(?P<n>{_NUM}|o))?-?(?P<u>[Uu])|v(?P<v2>[WP])", spells.build_set),
    (rf"{_MOD}(?P<rel>t?[LNT]?)(?P<h>H)(?:,?{_YEAR})?", dates.build_holiday),
    (rf"t?(?P<o>[oL])(?:(?P<n>{_NUM})|(?P<q>q))?j?(?P<u>U)[f,i]{_WHOLE}", dates.build_piece),
    (r"(?P<r>R)(?!U)", spells.build_ref),
    (r"(?P<r>R)U", spells.build_recent),
    (r"c(?!U)", spells.build_current),
    (r"t(?P<r>L)", spells.build_the_past),
    (r"(?:[TX]|t=)_", spells.build_period),
    (r"t(?P<o>o)", dates.build_the_nth),
)  # fmt: skip


def parse(lexed: Lexed) -> Built:
    """All expressions, in text order, without overlap: the leftmost, of those the longest, of those the rule that stands first."""
    found: list[tuple[int, int, int, Built]] = []
    for number_, (pattern, build) in enumerate(RULES):
        for m in pattern.finditer(lexed.symbols):
            if m.end() > m.start() and (built := build(lexed, m)):
                found.append((built[0][1], -built[-1][2], number_, built))
    found.sort(key=lambda f: f[:3])
    out: Built = []
    at = 0
    for first, _, _, built in found:
        if first >= at:
            out += built
            at = built[-1][2]
    return _join(lexed, out)


def _on(lexed: Lexed, first: int, behind: int) -> bool:
    """True of what stands between a clock time and its day: "5:30 p.m. local time on Monday"."""
    words = lexed.low[first:behind]
    return bool(words) and words[-1] == "on" and (len(words) == 1 or (len(words) <= 3 and words[-2] == "time"))


_DATED = ("date", "weekday", "deictic", "unit", "holiday")


def _join(lexed: Lexed, built: Built) -> Built:
    """Parts of the day and clock times with the date beside them: "the night of May 5", "5:30 p.m. Monday", "May 5 at noon"."""
    out: Built = []
    for expr, first, behind in built:
        if out:
            last, f, b = out[-1]
            between = lexed.symbols[b:first]
            joined = None
            if last.kind == "part" and expr.kind in _DATED and expr.part is None and between in ("", "f", ","):
                joined = replace(expr, part=last.part, mod=last.mod)
            elif last.part and last.kind == "weekday" and expr.kind == "date" and expr.day and between == "f":
                joined = replace(expr, part=last.part)
            elif last.kind in ("clock", "part") and last.base is None and expr.kind in _DATED and _on(lexed, b, first):
                out[-1] = (replace(last, base=expr), f, b)
            elif last.kind == "clock" and expr.kind in _DATED and expr.clock is None and between in ("", ",", "f"):
                joined = replace(expr, clock=last.clock, zone=last.zone, part=None)
            elif last.kind in _DATED and last.clock is None and expr.kind == "clock" and between in ("", ","):
                joined = replace(last, clock=expr.clock, zone=expr.zone, part=None)
            elif last.kind in _DATED and last.part is None and expr.kind == "part" and between == "" and not expr.rel:
                joined = replace(last, part=expr.part)
            if joined is not None:
                out[-1] = (joined, f, behind)
                continue
        out.append((expr, first, behind))
    return out
