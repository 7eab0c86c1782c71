"""svidok: accounts of forced passportization, preserved, read, linked, counted and published safely.

The names below are the Python API. Each is loaded when it is first used, so that importing this is free.

>>> import svidok
>>> said = svidok.read_text("У Токмаку мені не дали інсулін: сказали, тільки з російським паспортом.")
>>> [one.values("service") for one in said]
[('health.insulin',)]
>>> [(one.oblast, len(one.origins)) for one in svidok.link_statements(said, {})]
[('Zaporizhzhia', 1)]
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from svidok.api import draft as draft
    from svidok.api import mask as mask
    from svidok.api import read_file as read_file
    from svidok.api import read_text as read_text
    from svidok.casebook import create as create_casebook
    from svidok.casebook import open_casebook as open_casebook
    from svidok.casebook.files import preserve_file as preserve_file
    from svidok.codebook import load as load_codebook
    from svidok.errors import SvidokError as SvidokError
    from svidok.link import link as link_statements
    from svidok.model import Consent as Consent
    from svidok.model import Statement as Statement
    from svidok.publish import publish as publish_release
    from svidok.qualify import qualify as qualify_incidents
    from svidok.release import release as make_release

__version__ = "0.1.0"

_PLACES = {
    "read_text": "svidok.api:read_text",
    "read_file": "svidok.api:read_file",
    "mask": "svidok.api:mask",
    "link_statements": "svidok.link:link",
    "qualify_incidents": "svidok.qualify:qualify",
    "make_release": "svidok.release:release",
    "publish_release": "svidok.publish:publish",
    "draft": "svidok.api:draft",
    "create_casebook": "svidok.casebook:create",
    "open_casebook": "svidok.casebook:open_casebook",
    "preserve_file": "svidok.casebook.files:preserve_file",
    "load_codebook": "svidok.codebook:load",
    "Statement": "svidok.model:Statement",
    "Consent": "svidok.model:Consent",
    "SvidokError": "svidok.errors:SvidokError",
}

__all__ = [
    "Consent",
    "Statement",
    "SvidokError",
    "create_casebook",
    "draft",
    "link_statements",
    "load_codebook",
    "make_release",
    "mask",
    "open_casebook",
    "preserve_file",
    "publish_release",
    "qualify_incidents",
    "read_file",
    "read_text",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, real = _PLACES[name].partition(":")
    globals()[name] = found = getattr(importlib.import_module(module), real)
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *_PLACES])
