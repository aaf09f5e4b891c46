"""Text with page numbers out of a paper: PDF, DOCX, XLSX, plain text, and by OCR from scans and pictures.

In: bytes and limits; the type is told by the bytes, never by a name. Out: `ExtractedText`, problems included:
password, damage, emptiness, unknown type, too many pages, zip bomb, macros, links outside. Must not: crash on any input.
"""
