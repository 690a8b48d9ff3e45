"""A page's bytes to text: byte order mark, UTF-8 that is valid, the declared encoding (as browsers read its label), a guess."""

from __future__ import annotations

import codecs
import re

from sayso.errors import InputError

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:\-]{2,40})""", re.I)
#: labels that browsers read as a larger encoding
_READ_AS = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "iso8859-1": "cp1252",
    "windows-1252": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
}  # fmt: skip


def decode_page(data: bytes, source: str, place: str | None = None) -> str:
    """The page's text. Raises InputError where the bytes are no page (binary, empty)."""
    if not data.strip():
        raise InputError(source, "empty", place)
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    if b"\0" in data[:65_536]:
        raise InputError(source, "binary, not a page", place)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        broken = e
    m = _DECLARED.search(data[:4096])
    label = m[1].decode("ascii", "replace").lower() if m else ""
    name = _READ_AS.get(label, label)
    if name.replace("_", "-") in ("utf-8", "utf8") or not name:
        # said or taken to be UTF-8: a few broken bytes are replaced, many mean that it is something else
        text = data.decode("utf-8", "replace")
        if text.count("�") <= 5 and broken.start > 0 and any(b >= 0xC2 for b in data[: broken.start]):
            return text
        name = "cp1252"
    try:
        text = data.decode(name, "replace")
    except LookupError:
        text = data.decode("cp1252", "replace")
    if sum(c < " " and c not in "\t\n\r\f\v" for c in text[:65_536]) > len(text[:65_536]) / 100:
        raise InputError(source, "binary, not a page", place)
    return text
