"""Other systems' files: spreadsheets that offices receive. Bytes in, plain frozen records or problems out.

A file may be hostile: sizes are measured before anything is parsed, and whatever it holds ends as a problem with its
sheet and cell, never as a crash. Must not: know criteria sets, rules or scores, or touch the disk.
"""
