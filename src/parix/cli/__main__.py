"""`python -m parix.cli` is the command `parix`."""

import sys

from parix.cli.entry import main

sys.exit(main())
