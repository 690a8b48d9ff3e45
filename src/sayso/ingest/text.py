"""Bytes to text: UTF-8, to the character; what is no text says so."""

from __future__ import annotations

from sayso.errors import InputError

#: control characters that text files hold: tab, line feed, line tabulation, form feed, carriage return, and the DOS end of file
_HARMLESS = frozenset(b"\t\n\v\f\r\x1a")


def decode_text(data: bytes, source: str, most: int, place: str | None = None) -> str:
    """The text of a file: UTF-8 with or without a byte order mark, line ends as they are.

    Raises InputError where there is nothing to read, where the bytes are no text or not UTF-8, and above ``most`` characters.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(source, "UTF-16, not UTF-8: save it as UTF-8", place)
    head = data[:65_536]
    odd = sum(b < 32 and b not in _HARMLESS for b in head)
    if b"\0" in head or odd > len(head) / 100:
        raise InputError(source, "binary, not text", place)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise InputError(source, f"not UTF-8: byte 0x{data[e.start]:02x} at {e.start}", place) from None
    check_text(text, source, most, place)
    return text


def check_text(text: str, source: str, most: int, place: str | None = None) -> None:
    """Raises InputError where the text is empty or longer than ``most`` characters."""
    if not text.strip("\ufeff \t\r\n\v\f\xa0"):
        raise InputError(source, "empty", place)
    if len(text) > most:
        raise InputError(source, f"{len(text):,} characters, more than the {most:,} that one article may have", place)
