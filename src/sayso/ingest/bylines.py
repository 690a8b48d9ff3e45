"""Bylines as names only: from "By Ann Marlow and JO DANE, Staff Writers | Lowland Herald" to two names."""

from __future__ import annotations

import re

_BY = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|words|text|story|article|report|analysis|opinion)(?: and \w+)?\s*(?:by|:)|by|"
    r"from(?: our)?(?: [a-z]+)* correspondent|author(?:s|\(s\))?\s*:|"
    r"(?:posted|published)\s+(?:on\s+)?[\d/.\-]+\s+by)\s*:?\s+",
    re.I,
)
_POSTED = re.compile(r"^(?:posted|published|updated)\b.{0,40}?\bby\s+", re.I)
_SPLIT = re.compile(r"\s*(?:\band\b|&|;|,|\||/|·|•|\n|\bwith\b|\+)\s*", re.I)
_ROLE = re.compile(
    r"\b(?:staff|senior|special|chief|deputy|managing|political|foreign|diplomatic|crime|education|health|science|technology|business|city|"
    r"national|international|world|news|features?|sports?|defen[cs]e|security|associate|assistant|contributing|digital|online|social media|"
    r"community|environment|economics?|legal|home|royal|showbiz|entertainment|travel|consumer|data|breaking|general|investigative|"
    r"freelance|editorial|statehouse|local|regional|bureau|political)*\s*"
    r"\b(?:writers?|reporters?|correspondents?|editors?|bureau chief|contributors?|columnists?|producers?|journalists?|desk|staff|newsroom|"
    r"photographers?|author|team|blogger|intern|analyst|fellow|professor|lecturer|anchor|presenter|host|chief)\b",
    re.I,
)
_JUNK = re.compile(
    r"https?://|www\.|@|\d|\b(?:admin|administrator|anonymous|guest|unknown|webmaster|updated|published|posted|min read|comments?|"
    r"share|follow|subscribe|view all|more from|read more|null|undefined|none|n/a|about|email|contact|see all|all rights)\b",
    re.I,
)
_PARTICLES = frozenset("de da del della der di dos du la le van von bin ibn al el ten ter y and den zu af av".split())
_TAIL = re.compile(
    r"\s*(?:\(|\bfor\b|\bin\b [A-ZÀ-Þ]|\bat\b [A-ZÀ-Þ]|\s[-–—]\s|\bis\b|,?\s*\bthe associated press\b|\bfrom\b|\bof\b (?:the )?[A-ZÀ-Þ]|"
    r"\bas told\b|\bvia\b|\bon\b (?:January|February|March|April|May|June|July|August|September|October|November|December|\d)).*$",
    re.S,
)  # fmt: skip


def clean_names(raw: str, site: str | None = None, *, any_case: bool = False) -> tuple[str, ...]:
    """The names in a byline as it stands in a page or its metadata; without roles, agencies' desks, addresses and the outlet itself.

    ``any_case``: a name may be in small letters, as in metadata that hold nothing but names.
    """
    text = " ".join(raw.replace("\xa0", " ").split()) if "\n" not in raw else raw.replace("\xa0", " ")
    if len(text) > 300:
        return ()
    stripped = _POSTED.sub("", text)
    stripped = _BY.sub("", stripped)
    out = []
    for part in _SPLIT.split(stripped):
        if re.match(r"\W*(?:photo|picture|image|video|illustrat|graphic)", part, re.I):
            continue
        name = _BY.sub("", _TAIL.sub("", part)).strip(" .:;,*-–—|\"'“”‘’()[]\u200b\t")
        name = re.sub(r"^(?:Dr|Mr|Mrs|Ms|Prof|Sir|Dame)\.?\s+(?=\w+\s+\w)", "", name)
        name = " ".join(name.split())
        if name and _is_name(name, site, any_case):
            out.append(_cased(name))
    return tuple(dict.fromkeys(out))


def _is_name(name: str, site: str | None, any_case: bool) -> bool:
    if not 2 <= len(name) <= 60 or _JUNK.search(name):
        return False
    words = name.split()
    if len(words) > 6:
        return False
    if _ROLE.search(name) and (_ROLE.fullmatch(name) or name.isupper() or _ROLE.search(words[-1])):
        return False
    capital = all(w[0].isupper() or not w[0].isascii() or w.lower() in _PARTICLES or not w[0].isalpha() for w in words)
    if not capital and not (any_case and len(words) <= 3 and name.islower()):
        return False
    if words[0].lower() in _PARTICLES and len(words) == 1:
        return False
    return not (site and _fold(name) == _fold(site))


def _fold(text: str) -> str:
    return re.sub(r"^the|[\W_]+|(?:com|org|net|couk|news|online|staff)$", "", re.sub(r"[\W_]+", "", text.casefold()))


def _cased(name: str) -> str:
    """A name in capitals as names are written, where no part can be an abbreviation."""
    if not name.isupper() or len(name) < 6 or " " not in name:
        return name
    return re.sub(r"(?<![\w’'])(\w)(\w*)", lambda m: m[1] + m[2].lower() if len(m[2]) > 1 or m[2] in "AEIOUY" else m[0], name)
