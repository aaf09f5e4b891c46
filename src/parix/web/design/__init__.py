"""The look: style sheet, base templates, small parts of pages, and the tags that write numbers, words and bars.

In: rows that other rooms made. Out: HTML and SVG without inline style or script. Must not: know agencies, rounds or
users, read the database, or calculate anything but the geometry of a picture.
"""
