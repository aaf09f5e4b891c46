"""Pages of ratings: everybody's form, the form on paper typed at the desk, the panel on the page of a dossier.

In: requests. Out: pages. Must not: write through the ORM, show who applied.
"""
