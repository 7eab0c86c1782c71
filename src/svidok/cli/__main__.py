"""`python -m svidok.cli` is `svidok`."""

from svidok.cli import main

main()
