"""A PDF writer of a hundred lines: Courier, so that all letters are equally wide, and nothing random."""

import textwrap

PAGE_WIDTH, PAGE_HEIGHT = 595, 842
LEFT, TOP, BOTTOM = 72, 780, 70
LETTER = 0.6
SIZES = {"title": 18, "heading": 14, "subheading": 12}


class PdfWriter:
    def __init__(self, *, bullets="glyph", footer="Inspection of Westmarch: a report", hyphen_every=0):
        self.bullets = bullets
        self.footer = footer
        self.pages = [[]]
        self.y = TOP

    def write(self, part):
        if part.kind == "page":
            self._new_page()
        elif part.kind == "row":
            self._row(part.cells)
        elif part.kind == "bullet":
            self.y -= 4
            self._bullet(part)
        elif part.kind in SIZES:
            self.y -= 12
            self._lines(part.text, LEFT, SIZES[part.kind], bold=True)
        else:
            self.y -= 10
            self._numbered(part) if part.number else self._lines(part.text, LEFT, 11)

    def _new_page(self):
        self.pages.append([])
        self.y = TOP

    def _line(self, text, x, size, bold=False):
        if self.y < BOTTOM:
            self._new_page()
        self._show(text, x, self.y, size, bold)
        self.y -= size * 1.25

    def _show(self, text, x, y, size, bold=False):
        words = text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        font = b"/F2" if bold else b"/F1"
        self.pages[-1].append(b"BT %s %d Tf %d %.1f Td (%s) Tj ET" % (font, size, x, y, words))

    def _wrapped(self, text, x, size, right=PAGE_WIDTH - LEFT):
        return textwrap.wrap(text, int((right - x) / (size * LETTER)), break_on_hyphens=False)

    def _lines(self, text, x, size, bold=False):
        for line in self._wrapped(text, x, size):
            self._line(line, x, size, bold)

    def _numbered(self, part):
        lines = self._wrapped(part.text, LEFT + 28, 11)
        if self.y < BOTTOM:
            self._new_page()
        self._show(f"{part.number}.", LEFT, self.y, 11)
        for line in lines:
            self._line(line, LEFT + 28, 11)

    def _bullet(self, part):
        x = LEFT + 14 + 20 * part.level
        lines = self._wrapped(part.text, x + 14, 11)
        if self.y < BOTTOM:
            self._new_page()
        if self.bullets == "glyph":
            self._show("\u2022", x, self.y, 11)
        elif self.bullets == "drawn":
            self.pages[-1].append(b"%d %.1f 4 4 re f" % (x + 2, self.y + 2))
        for line in lines:
            self._line(line, x + 14, 11)

    def _row(self, cells):
        """One ruled table row; the cells share the width."""
        width = (PAGE_WIDTH - 2 * LEFT) / len(cells)
        texts = [self._wrapped(cell, 4, 11, width - 4) for cell in cells]
        height = 14 * max(len(lines) for lines in texts) + 6
        if self.y - height < BOTTOM:
            self._new_page()
        top = self.y + 14
        for place, lines in enumerate(texts):
            x = LEFT + place * width
            self.pages[-1].append(b"0.5 w %.1f %.1f %.1f %.1f re S" % (x, top - height, width, height))
            for number, line in enumerate(lines):
                self._show(line, int(x + 4), self.y - 14 * number, 11)
        self.y -= height

    def finish(self):
        for number, page in enumerate(self.pages, 1):
            if self.footer:
                self.pages[number - 1] = page
                page.append(
                    b"BT /F1 8 Tf %d 40 Td (%s) Tj ET" % (LEFT, f"{self.footer} {number}".encode("cp1252"))
                )
        return pdf_of([b"\n".join(page) for page in self.pages])


def pdf_of(contents, *, trailer=b"", extra=()):
    """A PDF file of the given page contents, with its table of objects."""
    fonts = b"<</F1 4 0 R /F2 5 0 R>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>"
    numbers = [6 + 2 * place for place in range(len(contents))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        b"<<>>",
        font % b"Courier",
        font % b"Courier-Bold",
    ]
    for number, content in zip(numbers, contents, strict=True):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font %s>>/Contents %d 0 R>>"
            % (PAGE_WIDTH, PAGE_HEIGHT, fonts, number + 1)
        )
        objects.append(
            content
            if content.startswith(b"<<")
            else b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
        )
    objects += extra
    file, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
    return file + end % (len(objects) + 1, table, len(objects) + 1, trailer, len(file))
