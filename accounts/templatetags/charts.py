"""The pictures: `{% load charts %}`. Geometry is in accounts/charts/, shapes in templates/charts/.

Each takes an id first, unique in its page, and draws the same figures in a table below the picture.
"""

from django import template

from accounts.charts import bar, burn_up, figures, months, sparkline, timeline

register = template.Library()


@register.inclusion_tag("charts/bucket_bar.html", name="bucket_bar")
def draw_bucket_bar(id, parts, caption="Where the actions stand"):
    """`parts`: bar.Part for every bucket, in order, those of 0 too."""
    return {"id": id, "bar": bar.bucket_bar(parts), "caption": caption}


@register.inclusion_tag("charts/burn_up.html", name="burn_up")
def draw_burn_up(id, points, total, on, caption="Actions accepted, against the plan"):
    """`points`: burn_up.Point, cumulative. `total`: all actions. `on`: today, or the day of the paper."""
    chart = burn_up.burn_up(points, total, on)
    return {"id": id, "chart": chart, "table": _told(chart), "on": on, "caption": caption}


def _told(chart):
    """Words, not numbers and days: a template takes longer to write those, and a long plan has hundreds."""
    for point, numbers in chart.table:
        yield f"{point.on:%-d %b %Y}", ["Not known" if each is None else str(each) for each in numbers]


@register.inclusion_tag("charts/sparkline.html", name="sparkline")
def draw_sparkline(id, measure, readings, target=None, baseline=None, unit="", table=True):
    """`readings`: sparkline.Reading. `table=False` in a list of measures, each leading to its page."""
    chart = sparkline.sparkline(readings, target, baseline)
    return {"id": id, "measure": measure, "chart": chart, "unit": unit, "table": table}


@register.inclusion_tag("charts/timeline.html", name="timeline")
def draw_timeline(id, rows, on, caption="Deadlines"):
    """`rows`: timeline.Row. More than timeline.ROWS_AT_MOST of them are counted by month."""
    rows = tuple(rows)
    many = len(rows) > timeline.ROWS_AT_MOST
    if many:
        return draw_deadlines_by_month(id, months.by_month(rows, on), on, caption)
    return {"id": id, "rows": rows, "on": on, "caption": caption, "timeline": timeline.timeline(rows, on)}


@register.inclusion_tag("charts/timeline.html", name="deadlines_by_month")
def draw_deadlines_by_month(id, months, on, caption="Deadlines"):
    """`months`: months.Months, of more actions than anybody would fetch to draw them."""
    told = [_month(each) for each in months.months]
    return {"id": id, "rows": months.total, "months": months, "told": told, "on": on, "caption": caption}


def _month(month):
    """As words, like the table of a burn-up."""
    counts = {"original": month.original, "current": month.current, "forecast": month.forecast}
    return {
        "words": f"{month.on:%b %Y}" if month.on else "No date",
        "is_this_month": month.is_this_month,
        **{name: str(count.number) for name, count in counts.items()},
        **{f"{name}_width": str(count.width) if count.width else "" for name, count in counts.items()},
    }


@register.filter
def figure(value, unit=""):
    return "" if value is None else figures.in_words(value, unit)


@register.filter
def days_apart(days):
    """91 is "91 days later", -1 is "1 day earlier"."""
    return f"{abs(days)} {'day' if abs(days) == 1 else 'days'} {'later' if days > 0 else 'earlier'}"
