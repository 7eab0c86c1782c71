"""What may leave, for one audience: consent, masking, generalisation, small cells and the attack on them.

Closed by default: a release is built from what is allowed, value by value, and never by taking away.
"""

from svidok.release.protect import Suppress
from svidok.release.release import release
from svidok.release.tables import Counted

__all__ = ["Counted", "Suppress", "release"]
