"""The forms of a whole inspection on one page, filled from a draft or from a request."""

from inspections import drafts, frameworks
from inspections.forms.details import ReviewDetailsForm
from inspections.forms.lines import AreaForm, JudgementForm


class JudgementsForms:
    """Any number of judgement lines, told apart by keys that the page sends along, in their order."""

    def __init__(self, rows, framework, on, data=None):
        self.forms = {}
        for row in rows:
            form = JudgementForm(data, initial=row, prefix=row["key"], framework=framework, on=on)
            form.key = row["key"]
            self.forms[row["key"]] = form

    @classmethod
    def sent(cls, data, framework, on):
        return cls([{"key": key} for key in keys_sent(data, "judgement", "j")], framework, on, data)

    def __iter__(self):
        return iter(self.forms.values())

    def is_valid(self):
        return not [form for form in self if form.errors]

    def errors(self):
        """(error, id of its box) for the summary at the top."""
        for number, form in enumerate(self, 1):
            yield from _errors(form, f"Judgement {number}: ")

    def rows(self):
        return [{"key": key, **as_typed(form)} for key, form in self.forms.items()]

    def content(self):
        return [form.cleaned_data for form in self]


class Review:
    def __init__(self, organisation, draft, data=None):
        self.draft = draft
        framework, on = chosen(draft["details"])
        self.framework = framework
        self.details = ReviewDetailsForm(
            data, initial=draft["details"], prefix="details", organisation=organisation
        )
        self.judgements = JudgementsForms(draft["judgements"], framework, on, data)
        self.areas = [self._area(row, data) for row in draft["areas"] if not row["dropped"]]
        self.dropped = [row for row in draft["areas"] if row["dropped"]]

    @classmethod
    def sent(cls, organisation, data, draft):
        """Of a request. What was dropped has no boxes on the page, so it comes from the kept draft."""
        known = {row["key"]: row for row in draft["areas"]}
        details = ReviewDetailsForm(data, prefix="details", organisation=organisation)
        typed = {"details": drafts.empty_draft()["details"] | as_typed(details)}
        framework, on = chosen(typed["details"])
        typed["judgements"] = JudgementsForms.sent(data, framework, on).rows()
        typed["areas"] = [
            drafts.EMPTY_AREA | as_typed(AreaForm(data, prefix=key, framework=framework)) | {"key": key}
            for key in keys_sent(data, "area", "a")
        ]
        for place, row in enumerate(draft["areas"]):
            if row["dropped"]:
                typed["areas"].insert(place, known[row["key"]])
        return cls(organisation, typed, data)

    @classmethod
    def kept(cls, organisation, draft):
        """Of a kept draft, checked as if it had been sent."""
        return cls(organisation, draft, as_data(draft))

    def _area(self, row, data):
        form = AreaForm(data, initial=row, prefix=row["key"], framework=self.framework)
        form.key = row["key"]
        return form

    def forms(self):
        return [self.details, *self.judgements, *self.areas]

    def is_valid(self):
        return not [form for form in self.forms() if form.errors]

    def errors(self):
        """(error, id of its box) for the summary at the top; says of which line it is."""
        yield from _errors(self.details, "")
        yield from self.judgements.errors()
        for number, form in enumerate(self.areas, 1):
            yield from _errors(form, f"Area {number}: ")

    def content(self):
        return {
            "details": self.details.cleaned_data,
            "judgements": self.judgements.content(),
            "areas": [form.cleaned_data for form in self.areas],
        }


def _errors(form, before):
    for field in form:
        for error in field.errors if form.is_bound else ():
            yield f"{before}{error}", field.error_target


def keys_sent(data, name, letter):
    """The keys of the page's lines, each once; anything else in their place is no key."""
    keys = dict.fromkeys(data.getlist(name) if hasattr(data, "getlist") else data.get(name, ()))
    return [key for key in keys if key[:1] == letter and key[1:].isdecimal() and len(key) < 8]


def as_typed(form):
    return {name: drafts.storable(form[name].data or "") for name in form.fields}


def chosen(details):
    """The framework picked and the first day of fieldwork, as far as they can be known."""
    known = dict(frameworks.choices())
    framework = frameworks.framework(details["framework"]) if details["framework"] in known else None
    return framework, drafts.day_in(details["fieldwork_from"])


def as_data(draft):
    """A draft as a browser would send it."""
    data = {"judgement": [row["key"] for row in draft["judgements"]]}
    data["area"] = [row["key"] for row in draft["areas"]]
    parts = [
        ("details", draft["details"]),
        *((row["key"], row) for row in draft["judgements"] + draft["areas"]),
    ]
    for prefix, row in parts:
        for name, value in row.items():
            if isinstance(value, list):
                data |= {
                    f"{prefix}-{name}_{part}": box
                    for part, box in zip(("day", "month", "year"), value, strict=True)
                }
            elif value is not False:
                data[f"{prefix}-{name}"] = str(value)
    return data
