"""Puts the rooms together: settings, addresses, middleware, formats. The only place that reads the environment.

In: environment variables (listed in `settings`). Out: a configured site. Must not: hold rules of the domain.
"""
