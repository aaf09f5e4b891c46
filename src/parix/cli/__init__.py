"""The command `parix`: one module per command, loaded only when it is called, so that it starts at once.

In: arguments and files. Out: words for people or JSON for machines, and an exit code (0 done, 1 does not hold,
2 bad input with nothing written, 3 wrong call). Must not: calculate anything itself.
"""

from parix.cli.entry import main

__all__ = ["main"]
