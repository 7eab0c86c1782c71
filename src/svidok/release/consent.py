"""Whether a source may be used for a purpose, towards an audience, on a day."""

from typing import Final

from svidok.language.periods import bounds
from svidok.model import Audience, Consent

# What a text that is public already may be used for without a consent of its own: masked all the same.
_PUBLISHED_MAY: Final = frozenset({"statistics", "quoting"})


def allowed(consent: Consent, purpose: str, audience: Audience, today: str) -> bool:
    """Return whether a consent covers a use; closed when in doubt.

    `today` is an ISO day. The person's own draft needs no consent, but nobody may work with what was withdrawn.
    A consent whose end cannot be read has ended.

    >>> given = Consent(frozenset({"statistics"}), frozenset({"public"}), until="2026-12-31")
    >>> allowed(given, "statistics", "public", "2026-11-24"), allowed(given, "quoting", "public", "2026-11-24")
    (True, False)
    >>> allowed(given, "statistics", "public", "2027-01-01"), allowed(given, "statistics", "court", "2026-11-24")
    (False, False)
    >>> allowed(Consent(published=True), "quoting", "public", "2026-11-24")
    True
    """
    if consent.withdrawn:
        return False
    if audience == "draft":
        return True
    if consent.until is not None:
        end = bounds(consent.until)
        if end is None or today[:10] > end[1]:
            return False
    if consent.published and purpose in _PUBLISHED_MAY:
        return True
    return purpose in consent.purposes and audience in consent.audiences
