"""Which letters the bytes of a text stand for: UTF-8, UTF-16 with its mark, or what the letters themselves prove.

Old files from the region come in windows-1251 and KOI8-U. Both give Cyrillic letters for the same bytes, and only
one gives words: so the frequencies of letters decide, and where they do not decide clearly nobody does.
"""

import codecs
import re
from collections import Counter
from math import log

from svidok.errors import EncodingUnclear, FormatUnknown
from svidok.preserve.limits import shown

# Letters per thousand in Ukrainian and Russian prose, the mean of both; capitals count as their small letters.
_OFTEN = (103, 83, 68, 66, 67, 58, 48, 46, 47, 38, 40, 36, 32, 31, 32, 29, 20, 22, 20, 17)
_SELDOM = (16, 14, 11, 11, 8, 8, 7, 7, 4, 4, 4, 9, 3, 2, 1, 1, 1)
_PER_MILLE = dict(zip("оаинетврсілкудмпзяьбгчйхжшюцїщєыфэґёъ", _OFTEN + _SELDOM, strict=True))
_FLOOR = log(0.00002)  # for a sign that no word has
_SIGNS = frozenset("«»„“”’‘–—…№\u00a0©·•ʼ§₴")
_READ = {"cp1251": "windows-1251", "koi8_u": "KOI8-U"}
_RIVALS = ("cp866", "mac_cyrillic", "iso8859_5", "cp1252", "cp1250")  # never read, only weighed against
_ENOUGH = 24  # bytes over 127 below which letters prove nothing
_CLEAR = 8.0  # how much likelier all letters must be than under the next best encoding (natural log: 3,000 to 1)
_PLAUSIBLE = -3.6  # mean log likelihood of a letter; prose has -3.0 to -3.4, read in a wrong table -3.8 and less
_CONTROLS_MOST = 0.01  # share of control characters over which it is no text
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.I)
_CHARSETS = {  # names that pages use, and the codec a browser takes for each
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "koi8-u": "koi8_u",
    "koi8-r": "koi8_r",
    "iso-8859-5": "iso8859_5",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "us-ascii": "cp1252",
}
_UNDECODED_MOST = 0.002  # share of characters that may be unreadable before a declared encoding is not believed
_HIGH = bytes(range(128, 256))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ODD_CASE = re.compile(r"[а-яіїєґё][А-ЯІЇЄҐЁ]")
_MIXED = re.compile(r"[A-Za-z][А-Яа-яІіЇїЄєҐґЁё]|[А-Яа-яІіЇїЄєҐґЁё][A-Za-z]")


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a plain file and notes; raises EncodingUnclear or FormatUnknown.

    A UTF-8 file comes back exactly as `data.decode("utf-8")`, its byte order mark included.

    >>> decode("Паспорт\\r\\n".encode(), "a.txt")
    ('Паспорт\\r\\n', ())
    >>> decode("Без російського паспорта інсулін не дають".encode("cp1251"), "a.txt")[1]
    ('decoded from windows-1251, told by its letters',)
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text, notes = _utf16(data, name)
    else:
        text, notes = _utf8_or_letters(data, name)
    controls = len(_CONTROL.findall(text))
    if controls > max(2, _CONTROLS_MOST * len(text)):
        raise FormatUnknown(name=shown(name), looks="no kind of text")
    return text, (*notes, f"control characters: {controls}") if controls else notes


def decode_page(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a page's bytes and notes: by its mark, by what it declares, else as `decode` does.

    A few broken bytes are no reason to lose a page: they come back as U+FFFD, and the notes count them.

    >>> decode_page('<meta charset="windows-1251"><p>Пенсія'.encode("cp1251"), "a.html")
    ('<meta charset="windows-1251"><p>Пенсія', ('decoded from cp1251, as the page declares',))
    """
    declared = _CHARSET.search(data[:2048])
    codec = _CHARSETS.get(declared.group(1).decode("ascii").lower()) if declared else None
    if codec is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text, notes = decode(data, name)
        return text.removeprefix("\ufeff"), notes
    text = data.decode(codec, errors="replace")
    lost = text.count("\ufffd")
    if lost > _UNDECODED_MOST * len(text):
        return decode(data, name)
    said = () if codec == "utf-8" else (f"decoded from {codec}, as the page declares",)
    return text, (*said, f"characters that could not be decoded: {lost}") if lost else said


def _utf16(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-16"), ("decoded from UTF-16, its byte order mark left out",)
    except UnicodeDecodeError as wrong:
        raise EncodingUnclear(name=shown(name), at=wrong.start) from None


def _utf8_or_letters(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        codec = by_letters(data)
        if codec is None:
            raise EncodingUnclear(name=shown(name), at=wrong.start) from None
        return data.decode(codec), (f"decoded from {_READ[codec]}, told by its letters",)
    return text, ("begins with a byte order mark, kept in the text",) if text.startswith("\ufeff") else ()


def by_letters(data: bytes) -> str | None:
    """Return "cp1251" or "koi8_u" when the letters prove it, else None.

    >>> by_letters("Пенсию не платят без паспорта России".encode("koi8_u")), by_letters(b"caf\\xe9")
    ('koi8_u', None)
    """
    signs = len(data) - len(data.translate(None, _HIGH))
    if signs < _ENOUGH:
        return None
    weighed = sorted(((_likelihood(data, codec), codec) for codec in (*_READ, *_RIVALS)), reverse=True)
    (best, codec), (second, _) = weighed[:2]
    return codec if codec in _READ and best > _PLAUSIBLE and (best - second) * signs > _CLEAR else None


def _likelihood(data: bytes, codec: str) -> float:
    """Mean log likelihood of the signs outside ASCII, less what no honest text has: odd capitals, mixed words."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return _FLOOR
    counts = Counter(c for c in text if c > "\x7f")
    total = sum(counts.values())
    said = sum(n * _of_sign(c) for c, n in counts.items())
    odd = len(_ODD_CASE.findall(text)) + len(_MIXED.findall(text))
    return (said + 3 * odd * log(0.1)) / total


def _of_sign(sign: str) -> float:
    if sign in _SIGNS:
        return log(0.02)
    share = _PER_MILLE.get(sign.lower())
    return log(share / 1000) if share else _FLOOR
