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
    return {"id": id, "chart": burn_up.burn_up(points, total, on), "on": on, "caption": caption}


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
    drawn = {"months": months.by_month(rows, on)} if many else {"timeline": timeline.timeline(rows, on)}
    return {"id": id, "rows": rows, "on": on, "caption": caption, **drawn}


@register.inclusion_tag("charts/timeline.html", name="deadlines_by_month")
def draw_deadlines_by_month(id, months, on, caption="Deadlines"):
    """`months`: months.Months, of more actions than anybody would fetch to draw them."""
    return {"id": id, "rows": months.total, "months": months, "on": on, "caption": caption}


@register.filter
def figure(value, unit=""):
    return "" if value is None else figures.in_words(value, unit)


@register.filter
def days_apart(days):
    """91 is "91 days later", -1 is "1 day earlier"."""
    return f"{abs(days)} {'day' if abs(days) == 1 else 'days'} {'later' if days > 0 else 'earlier'}"
