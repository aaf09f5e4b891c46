"""How dates and numbers are written and read; Django's own Vietnamese formats put the month first and refuse 22/11/2026."""
