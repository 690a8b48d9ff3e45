"""Place names as keys: case, accents and punctuation folded, spellings of Arabic, Persian and Cyrillic names brought together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ə": "a",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʾ": "", "ʿ": "", "`": "", "´": "", "ʹ": "", "′": "", ".": "", ",": " ",
        "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", "_": " ", "&": " and ", "\u00a0": " ",
    }
)  # fmt: skip
_ABBREVIATED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "es", "esh", "et", "ul"})
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """The key of a name: "Côte d’Ivoire" → "cote divoire", "the Saint-Denis" → "st denis". Empty for names without letters."""
    s = name.casefold()
    if not s.isascii():
        s = unicodedata.normalize("NFKD", s).translate(_LETTERS).casefold()
        s = "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c))
    words = s.translate(_LETTERS).split()
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_ABBREVIATED.get(w, w) for w in words) if len(words) > 1 else "".join(words)


#: spellings that writers of news mix in names from Arabic, Persian, Pashto, Ukrainian and Russian, strongest first
_SOUNDS = [
    (re.compile(p), r)
    for p, r in (
        (r"\b(abdul|abdal|abd al|abd el) ?", "abd"), (r"oblast\b", ""), (r"q", "k"), (r"kh", "h"), (r"gh", "g"), (r"dh", "d"),
        (r"tch|ch", "c"), (r"sch|sh", "s"), (r"zh", "z"), (r"th", "t"), (r"ph", "f"), (r"ts", "c"),
        (r"ou|oo|u|o", "o"), (r"ee|ey|ei|ai|ay|iy|yi|ij|y|i|e", "i"),
        (r"w|v", "v"), (r"aa+", "a"), (r"([a-z])\1+", r"\1"), (r"(?<=[a-z])h\b", ""), (r"i+", "i"), (r"(?<=[a-z]{3})[ai]\b", ""),
    )
]  # fmt: skip


@lru_cache(maxsize=1 << 14)
def sound(key: str) -> str:
    """A rough key of a folded name under which spellings meet: "kandahar" and "qandahar", "kyiv" and "kiyev", "al raqqah" and "raqqa"."""
    words = key.split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    s = " ".join(w for i, w in enumerate(words) if i == 0 or w not in _ARTICLES)
    for pattern, by in _SOUNDS:
        s = pattern.sub(by, s)
    return s.replace(" ", "")


def usable(name: str) -> bool:
    """Whether an alternate name is one that English text may use: Latin letters, a capital in front, no airport or postal code."""
    if not 3 <= len(name) <= 60 or not name[0].isupper():
        return False
    if name.isupper() and len(name) <= 4:
        return False
    return all(
        ord(c) < 0x250
        or c in "ʼʻ’‘ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹḨḩẔẕḐḑṬṭẒẓḎḏṞṟṮṯḤḥṢṣ"
        for c in name
    )
