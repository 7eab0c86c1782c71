"""Ordinary and hostile files, made when a test asks for them; nothing hostile lies in the repository.

Every text is invented. None of the files carries anything that harms: they only ask for what a parser must not do.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

import docx
from docx.document import Document as Word

WORDS = "Без російського паспорта інсулін не дають."
SECOND = "Пенсію, сказали, теж не виплачуватимуть."
SECRET = "ТАЄМНІСЛОВА"  # must never turn up in an error

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


# Word documents


def word_file(word: Word) -> bytes:
    """A document of python-docx as bytes."""
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def word_ordinary() -> bytes:
    """A heading, a list, a caption, a table and a title, as an office program would save them."""
    word = docx.Document()
    word.core_properties.title = "Скарга"
    word.add_heading("Скарга до лікарні", 1)
    word.add_paragraph(WORDS)
    word.add_paragraph("перший раз", style="List Bullet")
    word.add_paragraph("Фото: вхід до лікарні", style="Caption")
    table = word.add_table(rows=2, cols=2)
    for row, pair in zip(table.rows, (("Послуга", "Умова"), ("Пенсія", "паспорт")), strict=True):
        for cell, words in zip(row.cells, pair, strict=True):
            cell.text = words
    return word_file(word)


def word_parts(body: str, more: Mapping[str, str | bytes] | None = None, *, prolog: str = "") -> bytes:
    """A package written by hand: `body` goes into word/document.xml, `more` holds other parts."""
    document = f'{prolog}<w:document xmlns:w="{_W}" xmlns:mc="{_MC}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": _TYPES, "word/document.xml": document, **(more or {})})


def paragraph(words: str, before: str = "") -> str:
    """A paragraph of WordprocessingML."""
    return f"<w:p>{before}<w:r><w:t>{words}</w:t></w:r></w:p>"


def styled(words: str, style: str) -> str:
    """A paragraph with a style id."""
    return paragraph(words, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


def word_part(tag: str, inner: str) -> str:
    """A part such as footnotes, comments or styles."""
    return f'<w:{tag} xmlns:w="{_W}">{inner}</w:{tag}>'


def word_xxe() -> bytes:
    """Asks a parser to put a file of this machine into the text."""
    doctype = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return word_parts(paragraph("&x;"), prolog=doctype)


def word_laughs() -> bytes:
    """Entities within entities: a kilobyte that would grow to gigabytes."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return word_parts(paragraph("&l11;"), prolog=f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{levels}]>')


def word_bomb(megabytes: int = 40) -> bytes:
    """A part of zeros that packs a thousandfold."""
    return word_parts(paragraph(WORDS), {"word/media/image1.bin": bytes(megabytes * 1_000_000)})


def word_deep(depth: int) -> bytes:
    """Tables within tables within tables."""
    table = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return word_parts(table[0] * depth + paragraph(WORDS) + table[1] * depth)


def word_locked() -> bytes:
    """The container in which Office keeps a document that has a password: enough of it to be told."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def archive(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def archive_locked(data: bytes) -> bytes:
    """The same archive with every part marked as encrypted."""
    out = bytearray(data)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(signature)
        while place >= 0:
            out[place + flags] |= 1
            place = out.find(signature, place + 4)
    return bytes(out)


def archive_twins() -> bytes:
    """Two parts of one name: two programs would read two texts."""
    package = word_parts(paragraph(WORDS), {"word/documenu.xml": word_part("document", "")})
    return package.replace(b"word/documenu.xml", b"word/document.xml")


# PDF


def pdf_objects(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def pdf(
    pages: Sequence[Sequence[tuple[float, float, str]]],
    *,
    size: int = 12,
    more: bytes = b"",
    replace: tuple[str, bytes] = ("", b""),
) -> bytes:
    """A PDF with text in any script: each page is a list of (left, bottom, line), in points.

    The font is not embedded: character codes are UTF-16, and a ToUnicode table says so. `replace` puts a code of
    four hex digits, such as half of a pair, where a sign stands.
    """
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
        b"endcmap end end"
    )
    kids = b" ".join(b"%d 0 R" % (7 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s>>" % more,
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(cmap),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (8 + 2 * number)
        )
        objects.append(_stream(b"\n".join(_shown(line, size, replace) for line in lines)))
    return pdf_objects(objects)


def _shown(line: tuple[float, float, str], size: int, replace: tuple[str, bytes]) -> bytes:
    left, bottom, words = line
    sign, code = replace
    codes = b"".join(code if sign and c == sign else c.encode("utf-16-be").hex().encode() for c in words)
    return b"BT /F %d Tf 1 0 0 1 %.1f %.1f Tm <%s> Tj ET" % (size, left, bottom, codes)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"


def column(
    lines: Iterable[str], *, left: float = 70, top: float = 760, step: float = 16
) -> list[tuple[float, float, str]]:
    """Lines one below the other, as `pdf` takes them."""
    return [(left, top - n * step, line) for n, line in enumerate(lines)]


def pdf_locked() -> bytes:
    """A PDF whose passwords nobody knows: the hashes in it fit none."""
    whole = pdf([column([WORDS])])
    lock = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (%s) /U (%s) >> /ID [(%s) (%s)] "
    return whole.replace(b"/Root 1 0 R ", b"/Root 1 0 R " + lock % (b"o" * 32, b"u" * 32, b"i" * 16, b"i" * 16))


def pdf_broken_title() -> bytes:
    """A page with the word "passport", and a title in UTF-16 that ends in half of a pair."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        _stream(b"BT /F 12 Tf 70 700 Td (passport) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title <FEFF0437D83D> >>",
    ]
    return pdf_objects(objects, b"/Info 6 0 R ")


def pdf_scan() -> bytes:
    """A page with a line drawn on it and no text."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return pdf_objects([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, _stream(b"10 10 m 500 500 l S")])


def pdf_loop() -> bytes:
    """A page tree that holds itself."""
    return pdf_objects([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"])


def pdf_active() -> bytes:
    """Wants to run a script, to start a program and to fetch a page when it is opened."""
    action = b"/OpenAction << /S /JavaScript /JS (app.launchURL\\(\\'http://192.0.2.1/\\'\\)) >> "
    launch = b"/AA << /WC << /S /Launch /F (calc.exe) >> /DP << /S /URI /URI (http://192.0.2.1/) >> >> "
    return pdf([column([WORDS])], more=action + launch)


# Pages


def page(body: str, head: str = "") -> bytes:
    """An HTML page in UTF-8."""
    return (
        f'<!DOCTYPE html><html lang="uk"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    )


def page_with_furniture() -> bytes:
    """An article among everything that newspapers put around it."""
    return page(
        "<header><a href='/'>Газета</a></header><nav><a href='/n'>Новини</a></nav>"
        f"<article><header><h1>Лікарня</h1></header><p>{WORDS}</p>"
        "<figure><img src='https://192.0.2.1/a.jpg' alt='Лікар з паспортом'>"
        "<figcaption>Фото: архів</figcaption></figure>"
        f"<blockquote>{SECOND}</blockquote><ul><li>перше</li><li>друге</li></ul></article>"
        "<aside class='donate'><p>Підтримайте нас</p></aside>"
        "<div class='related'><p>Читайте також: про паспорти</p></div>"
        "<form><label>Пошук</label><input value='паспорт'></form><footer>Усі права захищено</footer>",
        head="<title>Лікарня | Газета</title><script>var паспорт = 1</script><style>p{color:red}</style>",
    )
