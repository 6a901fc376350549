"""`python -m dx7bridge.osc` prints the address table as Markdown."""

import sys

from dx7bridge.osc.markdown import markdown

sys.stdout.write(markdown())
