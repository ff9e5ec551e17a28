"""`python -m khparse`: the command line."""

from khparse.cli import main

main()
