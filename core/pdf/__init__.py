"""Paper: tagged PDF from a template."""

from core.pdf.make import PdfUnavailable, pdf

__all__ = ["PdfUnavailable", "pdf"]
