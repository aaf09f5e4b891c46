"""The web of parix: pages over stored rows and stored scoring runs (Django).

In: requests. Out: pages, downloads, commands of `manage.py`. Floors, from the top: project; portal, home and
demo_loading; assessment; measurements; accounts; organisations; design. Must not: calculate a score in a page.
"""
