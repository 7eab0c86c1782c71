"""The day on which a text says it was written or published: relative dates lean on it when nothing else is known."""

import re
from typing import Final

from svidok.language.dates import find_dates

_TOP: Final = 5  # lines from the top in which a page says when it appeared
_MOST: Final = 120  # characters: a longer line is running text
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH: Final = re.compile(r"\d{4}-\d{2}(?!\d)(?!-)")


def dateline(text: str) -> str:
    """Return the day, or the month, that a short line at the top of a text gives, "" when none does.

    >>> dateline("Тепло за списком\\nРедакція, 19 січня 2025\\nУ грудні людей не пускали.")
    '2025-01-19'
    >>> dateline("В марте 2024 года её не приняли в больницу, рассказала она нам в Вильнюсе. Это было уже второй раз.")
    ''
    """
    lines = [line for line in text.splitlines() if line.strip()][:_TOP]
    for line in lines:
        if len(line) > _MOST or (line.rstrip().endswith((".", "!", "?")) and len(line) > _MOST // 2):
            continue
        for shape in (_DAY, _MONTH):
            told = [d.edtf for d in find_dates(line) if shape.fullmatch(d.edtf)]
            if told:
                return told[-1]
    return ""
