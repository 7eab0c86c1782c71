"""The Django app, so that a project of its own (the desk) can install it too."""

from django.apps import AppConfig


class CasebookConfig(AppConfig):
    """Tables of a casebook."""

    name = "svidok.casebook"
    label = "casebook"
    default_auto_field = "django.db.models.BigAutoField"
