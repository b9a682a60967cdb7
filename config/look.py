"""The page that shows every component in every state, in the local edition only. Its names are invented."""

import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.date_input import DateField
from config import look_charts

STATUSES = (
    ("not_started", "Not started"),
    ("in_progress", "In progress"),
    ("due_soon", "Due soon"),
    ("overdue", "Overdue"),
    ("extended", "Extended"),
    ("done", "Done"),
    ("accepted", "Accepted"),
    ("sustained", "Sustained"),
    ("not_pursued", "Not pursued"),
)
RATINGS = (
    ("blue", "Blue"),
    ("green", "Green"),
    ("amber", "Amber"),
    ("red", "Red"),
    ("grey", "Grey: not due to start"),
    ("neutral", "Anything else"),
)
POSTS = (
    ("", "Choose a post"),
    ("Children's services", (("1", "Head of Service, Children Looked After"), ("2", "Virtual School Head"))),
    ("Police", (("3", "Detective Chief Inspector, Missing Children"),)),
)
CONFIDENCE = (("on_track", "On track"), ("at_risk", "At risk"), ("off_track", "Off track"))
BODIES = (("council", "Westmarch County Council"), ("police", "Westmarch Police"))


class KeptFile(str):
    """Stands for a file that was sent before."""

    __slots__ = ()
    url = "/look/"


class ProgressForm(forms.Form):
    title = forms.CharField(max_length=80, help_text="One sentence that begins with a verb.")
    note = forms.CharField(
        max_length=400, widget=forms.Textarea, help_text="What has moved since the last update."
    )
    owner = forms.ChoiceField(choices=POSTS)
    confidence = forms.ChoiceField(choices=CONFIDENCE, widget=forms.RadioSelect)
    bodies = forms.MultipleChoiceField(choices=BODIES, widget=forms.CheckboxSelectMultiple, required=False)
    due_on = DateField(label="Deadline", help_text="For example, 27 3 2027.")
    evidence = forms.FileField(required=False, help_text="A PDF, Word document or picture.")
    public = forms.BooleanField(label="Show this on the public page", required=False)
    agreed = forms.BooleanField(label="I have asked the owner", help_text="The post that owns the action.")
    password = forms.CharField(widget=forms.PasswordInput)
    reference = forms.IntegerField(required=False, disabled=True, initial=42)

    def clean(self):
        if not self.cleaned_data.get("public"):
            raise ValidationError(
                "Somebody else recorded an update while you were writing. Read theirs, then save."
            )


class ReadingForm(forms.Form):
    read_on = DateField()
    figure = forms.DecimalField(help_text="As published.")
    source = forms.FileField(required=False)
    comment = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))


class FilterForm(forms.Form):
    q = forms.CharField(label="Words", required=False)
    owner = forms.ChoiceField(choices=POSTS, required=False)
    due_before = DateField(required=False)


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Your update was saved.")
    messages.info(request, "This page shows every component in every state.")
    messages.error(request, "The file could not be read. Nothing was changed.")
    wrong = ProgressForm(
        {"title": "x" * 90, "note": "y" * 410, "due_on_day": "31", "due_on_month": "2", "due_on_year": "26"},
        auto_id="wrong_%s",
    )
    return render(
        request,
        "look.html",
        {
            "form": wrong,
            "fresh": ProgressForm(initial={"due_on": datetime.date(2027, 3, 31)}),
            "readings": forms.formset_factory(ReadingForm, extra=1)(
                initial=[
                    {"read_on": datetime.date(2026, 1, 31), "figure": 4, "source": KeptFile("january.pdf")}
                ]
            ),
            "filters": FilterForm(auto_id="filter_%s"),
            "page": Paginator(range(200), 10).get_page(request.GET.get("page", 7)),
            "parents": [("Inspections", "/look/"), ("Westmarch, July 2026", "/look/")],
            "charts": look_charts.states(STATUSES),
            "statuses": STATUSES,
            "ratings": RATINGS,
            "rows": [
                ("Owner", "Head of Service, Children Looked After", "/look/"),
                ("Deadline", "31 March 2027", "/look/"),
                ("Evidence", "", None),
            ],
            "tasks": [
                {"name": "Mend the reading", "address": "/look/", "kind": "done", "status": "Done"},
                {
                    "name": "Give each area an owner",
                    "hint": "3 of 11 areas have none",
                    "address": "/look/",
                    "kind": "in_progress",
                    "status": "In progress",
                },
                {"name": "Freeze the paper", "status": "Can't be started yet"},
            ],
            "figures": [
                {"number": 11, "words": "actions in all", "address": "/look/"},
                {"number": 3, "words": "overdue", "address": "/look/"},
                {"number": 0, "words": "not pursued"},
            ],
            "subpages": [
                ("Summary", "/look/"),
                ("History", "/look/?history"),
                ("Evidence", "/look/?evidence"),
            ],
        },
    )
