"""Tables of files: stored content, its text and prints, uploads under way, documents and their revisions.

In: rows that actions write. Out: rows that queries read. Must not: be imported by another room.
"""

from parix.web.files.models.documents import Document as Document
from parix.web.files.models.documents import DocumentRevision as DocumentRevision
from parix.web.files.models.documents import RevisionIsFinal as RevisionIsFinal
from parix.web.files.models.stored import Likeness as Likeness
from parix.web.files.models.stored import PagePrint as PagePrint
from parix.web.files.models.stored import PageText as PageText
from parix.web.files.models.stored import StoredFile as StoredFile
from parix.web.files.models.uploads import Upload as Upload
