"""The burn-up as a chart of the Office programs: what was to be accepted by when, and what was."""

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.util import Emu, Pt

from scrutiny.paper_export import said

TITLE = "Actions accepted against the plan"
# Told apart by the dashes too, for whoever can't tell the colours apart.
LINES = (
    ("Planned", "planned", RGBColor(0x50, 0x5A, 0x5F), MSO_LINE_DASH_STYLE.DASH),
    ("Accepted", "accepted", RGBColor(0x0B, 0x4A, 0x2C), MSO_LINE_DASH_STYLE.SOLID),
    ("Sustained", "sustained", RGBColor(0x1D, 0x70, 0xB8), MSO_LINE_DASH_STYLE.ROUND_DOT),
)


def points(document):
    return (document.get("burn_up") or {}).get("points") or []


def told(document):
    """The lines that the document's points have figures for."""
    return [line for line in LINES if all(line[1] in point for point in points(document))]


def figures(document):
    """(headings, rows): the same figures as the chart's, in words."""
    kinds = told(document)
    rows = [
        (said.day(point["on"]), *(_figure(point[key]) for _, key, _, _ in kinds))
        for point in points(document)
    ]
    return ("On", *(name for name, _, _, _ in kinds)), rows


def _figure(number):
    """Of a day after the paper's only the plan is known."""
    return "Not known" if number is None else str(number)


def has_a_line(document):
    """One point makes no line: its figures are told in words alone."""
    return len(points(document)) > 1


def in_words(document):
    """The alternative to the picture: where the two lines stand at its end."""
    first, last = points(document)[0], points(document)[-1]
    known = [point for point in points(document) if point["accepted"] is not None][-1]
    return (
        f"Line chart from {said.day(first['on'])} to {said.day(last['on'])}: on {said.day(known['on'])} "
        f"{known['planned']} actions were planned to be accepted and {known['accepted']} were. "
        "The figures are in the table."
    )


def add_to(slide, document, place):
    """Draws it on a slide and returns the frame it lies in. `place` is left, top, width, height."""
    data = CategoryChartData()
    data.categories = [said.day(point["on"]) for point in points(document)]
    for name, key, _, _ in told(document):
        data.add_series(name, [point[key] for point in points(document)])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *place, data)
    chart = frame.chart
    chart.has_title = False
    chart.has_legend, chart.legend.position = True, XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.font.size, chart.font.name = Pt(12), "Arial"
    chart.value_axis.minimum_scale = 0
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor(0xD8, 0xD8, 0xD8)
    # Whole actions only: half an action is accepted nowhere.
    chart.value_axis.tick_labels.number_format = "0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    most = max(point[key] or 0 for point in points(document) for _, key, _, _ in told(document))
    chart.value_axis.major_unit = max(1, -(-most // 6))
    for series, (_, _, colour, dash) in zip(chart.plots[0].series, told(document), strict=True):
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = colour, Pt(2.5)
        series.format.line.dash_style = dash
    return frame


def drawn(document):
    """(the chart's XML, its workbook): the same chart for a file that is no presentation."""
    scratch = Presentation()
    slide = scratch.slides.add_slide(scratch.slide_layouts[6])
    part = add_to(slide, document, (Emu(0), Emu(0), Emu(1), Emu(1))).chart.part
    return part.blob, part.chart_workbook.xlsx_part.blob
