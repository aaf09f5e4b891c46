"""What everybody may read without signing in: published rounds, their rankings and sheets, and national results.

In: published runs and published national figures. Out: read-only pages and downloads.
Must not: show anything of a round before it is published, or calculate.
"""
