"""The figures of every size beside each other, in Markdown, with what each costs at the least."""

from bench.everything.figures import Figure


def line(figure):
    return (
        f"{figure.name:<38}{_milliseconds(figure):>16} ms{figure.clock:>9.1f} ms clock"
        f"{figure.queries:>5} queries{figure.kb:>8.0f} KB{figure.memory:>6} MB"
        + (f"{figure.rows:>10,} rows" if figure.rows else "")
    )


def told(found):
    """`found`: {size: [a figure as a dict, ...]}"""
    sizes = {size: {each["name"]: Figure(**each) for each in figures} for size, figures in found.items()}
    largest = sizes[max(sizes)]
    heads = ["", *(f"{size:,}" for size in sizes), "growth", "queries", "floor", "times the floor"]
    rows = [heads, ["---"] * len(heads)]
    for name, last in largest.items():
        floors = [largest[each] for each in last.floor.split("; ") if each in largest]
        first = sizes[min(sizes)].get(name)
        rows.append(
            [
                name,
                *(_milliseconds(of[name]) if name in of else "" for of in sizes.values()),
                f"{_cost(last) / max(_cost(first), 0.1):.1f}" if first and len(sizes) > 1 else "",
                "/".join(dict.fromkeys(str(of[name].queries) for of in sizes.values() if name in of)),
                last.floor,
                "; ".join(f"{_cost(last) / max(_cost(floor), 0.1):.1f}" for floor in floors),
            ]
        )
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _cost(figure):
    return figure.own + figure.server


def _milliseconds(figure):
    own = f"{figure.own:,.0f}" if figure.own >= 100 else f"{figure.own:.1f}"
    return f"{own} + {figure.server:,.0f}" if figure.server >= 0.5 else own
