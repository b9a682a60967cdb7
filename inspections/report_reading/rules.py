"""The ruled lines of a PDF page: they show table cells, and small ones stand for bullets."""

from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from inspections.report_reading import limits
from inspections.report_reading.document import Line

THIN = 2.0


@dataclass
class Rules:
    height: float
    across: list[tuple[float, float, float]] = field(default_factory=list)
    upright: list[tuple[float, float, float]] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)

    @classmethod
    def on(cls, page, width: float, height: float) -> "Rules":
        rules = cls(height)
        try:
            shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
            for number, shape in enumerate(shapes):
                if number > limits.SHAPES_ON_A_PAGE:
                    return cls(height)
                rules._add(shape.get_bounds())
        except pypdfium2.PdfiumError:
            return cls(height)
        return rules

    def _add(self, bounds: tuple[float, float, float, float]) -> None:
        left, bottom, right, top = bounds
        wide, high = right - left, top - bottom
        if high <= THIN and wide > 20:
            self.across.append((self.height - (top + bottom) / 2, left, right))
        elif wide <= THIN and high > 8:
            self.upright.append(((left + right) / 2, self.height - top, self.height - bottom))
        elif 2 < wide < 9 and 2 < high < 9 and abs(wide - high) < 2:
            self.dots.append((left, self.height - (top + bottom) / 2))
        elif wide > 60 and high > 8:
            self.upright += [
                (left, self.height - top, self.height - bottom),
                (right, self.height - top, self.height - bottom),
            ]
            self.across += [(self.height - top, left, right), (self.height - bottom, left, right)]

    def between(self, left: float, right: float, bottom: float) -> bool:
        """Is there an upright rule between two words of one line?"""
        top = self.height - bottom
        return any(left - 1 <= x <= right + 1 and y0 <= top <= y1 for x, y0, y1 in self.upright)

    def mark(self, line: Line) -> None:
        """Give a line its table cell, and a bullet mark where one was drawn instead of written."""
        middle = line.top - (line.size or 10) * 0.35
        lefts = [x for x, y0, y1 in self.upright if x <= line.left + 2 and y0 - 2 <= middle <= y1 + 2]
        rights = [x for x, y0, y1 in self.upright if x >= line.right - 2 and y0 - 2 <= middle <= y1 + 2]
        if lefts and rights:
            centre = (line.left + line.right) / 2
            tops = [y for y, x0, x1 in self.across if y <= middle + 1 and x0 - 2 <= centre <= x1 + 2]
            if tops:
                line.cell = (line.page, round(max(tops)), round(max(lefts)), round(min(rights)))
        if not line.mark and line.text and self._dot_before(line, middle):
            line.mark = "\u2022"

    def _dot_before(self, line: Line, middle: float) -> bool:
        return any(0 < line.left - x < 30 and abs(y - middle) < (line.size or 10) * 0.5 for x, y in self.dots)
