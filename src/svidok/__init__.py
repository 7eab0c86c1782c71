"""svidok: accounts of forced passportization, preserved, read, linked, counted and published safely."""

__version__ = "0.1.0"
