"""What a person's start page shows, part by part, each only for the roles that need it.

In: a user, a standing, a moment. Out: frozen values. Must not: read a part for somebody who has no such role.
"""

from parix.web.home.queries.start import StartPage, start_page

__all__ = ["StartPage", "start_page"]
