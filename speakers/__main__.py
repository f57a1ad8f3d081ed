"""`python -m speakers`."""

from speakers.cli import main

main(prog_name="python -m speakers")
