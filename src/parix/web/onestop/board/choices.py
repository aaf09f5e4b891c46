"""Ages of open dossiers, and how many weeks the lateness is shown for."""

# Up to so many working days since receipt; the last has no end.
AGES = (5, 10, 20, 40)
WEEKS = 12
