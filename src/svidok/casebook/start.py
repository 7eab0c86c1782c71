"""Start Django, once, with as little of it as a casebook needs: no admin, no users, no secrets in settings."""

import django
from django.conf import settings


def ready() -> None:
    """Make Django ready, unless a project has done so already."""
    if settings.configured:
        return
    settings.configure(
        INSTALLED_APPS=["svidok.casebook"],
        DATABASES={},  # casebooks come one by one, each under an alias of its own; there is no default
        USE_TZ=True,
        LOGGING_CONFIG=None,  # nothing is logged: what Django logs could hold words of sources
    )
    django.setup()
