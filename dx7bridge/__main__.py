"""`python -m dx7bridge` is the `dx7bridge` command."""

from dx7bridge.cli import main

main(prog_name="dx7bridge")
