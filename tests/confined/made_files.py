"""Small files of each format, made for the tests, harmless and not."""

import zipfile
from io import BytesIO

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_O = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_S = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_T = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def zipped(**parts: str) -> bytes:
    """A ZIP of texts; `__` in a name stands for a slash, `_DOT_` for a dot."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return made.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A DOCX with this XML as its body."""
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return zipped(word__document_DOT_xml=document, **parts)


def open_document(body: str, head: str = "", styles: str = "") -> bytes:
    """An ODT with this XML as its text, and as its styles."""
    return zipped(
        content_DOT_xml=f'{head}<o:document-content xmlns:o="{_O}" xmlns:t="{_T}" xmlns:s="{_S}">'
        f"<o:automatic-styles>{styles}</o:automatic-styles><o:body><o:text>"
        f"{body}</o:text></o:body></o:document-content>"
    )


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of a DOCX."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    "</w:styles>"
)


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page; PDFium mends the missing table."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>endobj\n"
        "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    ]
    for number, text in enumerate(pages):
        lines = "".join(
            f"BT /F 12 Tf 20 {700 - 20 * at} Td ({line}) Tj ET\n"
            for at, line in enumerate(text.split("\n"))
        )
        parts.append(
            f"{10 + 2 * number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources"
            f"<</Font<</F 3 0 R>>>>/Contents {11 + 2 * number} 0 R>>endobj\n"
            f"{11 + 2 * number} 0 obj<</Length {len(lines)}>>stream\n{lines}endstream endobj\n"
        )
    return ("".join(parts) + "trailer<</Root 1 0 R>>").encode()
