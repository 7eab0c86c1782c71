"""Check digits of numbers that name one person or account."""

import re
from typing import Final

_RNOKPP_WEIGHTS: Final = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
_SNILS_FIRST: Final = 1001998  # numbers up to it had no check digits


def luhn_holds(digits: str) -> bool:
    """Return whether the last digit of a card number agrees with the others.

    >>> luhn_holds("4111111111111111"), luhn_holds("4111111111111112")
    (True, False)
    """
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def rnokpp_holds(digits: str) -> bool:
    """Return whether the last digit of a Ukrainian tax number (РНОКПП) agrees with the others.

    >>> rnokpp_holds("1234567899"), rnokpp_holds("1234567890")
    (True, False)
    """
    total = sum(weight * int(d) for weight, d in zip(_RNOKPP_WEIGHTS, digits, strict=False))
    return len(digits) == 10 and total % 11 % 10 == int(digits[9])


def snils_holds(digits: str) -> bool:
    """Return whether the last two digits of a Russian insurance number (СНИЛС) agree with the others.

    >>> snils_holds("11223344595"), snils_holds("11223344596")
    (True, False)
    """
    if len(digits) != 11 or int(digits[:9]) <= _SNILS_FIRST:
        return False
    total = sum((9 - place) * int(d) for place, d in enumerate(digits[:9]))
    return total % 101 % 100 == int(digits[9:])


def iban_holds(number: str) -> bool:
    """Return whether the check digits of an IBAN agree with the rest.

    >>> iban_holds("UA21 3223 1300 0002 6007 2335 6600 1"), iban_holds("UA22 3223 1300 0002 6007 2335 6600 1")
    (True, False)
    """
    plain = re.sub(r"\s", "", number).upper()
    if not plain.isascii() or not plain.isalnum():
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
