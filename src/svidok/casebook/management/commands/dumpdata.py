"""Takes the place of Django's `dumpdata`, which would write every table as open text."""

from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from svidok.errors import NotOffered


class Command(BaseCommand):
    """Refuse."""

    help = "Not offered: a casebook leaves its folder only as a release or an export."

    def run_from_argv(self, *_argv: Any) -> NoReturn:
        """Refuse before options are read, whatever they are."""
        raise NotOffered(what="dumpdata")

    def handle(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse."""
        raise NotOffered(what="dumpdata")
