"""What reading a paper's text gives back."""

from __future__ import annotations

from dataclasses import dataclass

from parix.foundation.problems import Problem, errors_among
from parix.official_documents.pages import Page


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """`media_type` is "" when the type was refused. Pages that could be read are kept beside any problem."""

    media_type: str
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_readable(self) -> bool:
        return any(page.text.strip() for page in self.pages)

    @property
    def is_refused(self) -> bool:
        return not self.pages and bool(errors_among(self.problems))

    @property
    def text(self) -> str:
        return "\n\n".join(page.text for page in self.pages)


def refused(media_type: str, *problems: Problem) -> ExtractedText:
    return ExtractedText(media_type, (), problems)
