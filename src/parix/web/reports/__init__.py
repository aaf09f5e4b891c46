"""Documents that an agency writes from its data: periodic reports, and what follows from a round; numbered, issued, frozen.

In: figures from measurements, assessment, files and organisations; texts of units. Out: DOCX, PDF and workbooks with a number of the
agency's own series. Must not: change a figure of another room, or compute anything of a document again once it is issued.
"""
