"""How forms are drawn: every control has its words, every error a way to its control."""

import re

import pytest
from django import forms

from accounts.date_input import DateField


class UpdateForm(forms.Form):
    title = forms.CharField(max_length=5, help_text="Begin with a verb.")
    note = forms.CharField(max_length=10, widget=forms.Textarea, required=False)
    confidence = forms.ChoiceField(
        choices=[("on", "On track"), ("off", "Off track")], widget=forms.RadioSelect
    )
    bodies = forms.MultipleChoiceField(choices=[("a", "Police")], widget=forms.CheckboxSelectMultiple)
    due_on = DateField(label="Deadline")
    evidence = forms.FileField()
    agreed = forms.BooleanField(label="I have asked the owner")
    password = forms.CharField(widget=forms.PasswordInput(attrs={"class": "govuk-input--width-20"}))
    number = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(label="ONS code")
    why = forms.CharField(label="What has moved?")
    own = forms.CharField(label="Your name", error_messages={"required": "Tell us who you are."})


def ids_in(page):
    return re.findall(r'\bid="([^"]+)"', page)


def test_every_label_names_a_control_that_is_there():
    page = str(UpdateForm())
    wanted = re.findall(r'<label[^>]*\bfor="([^"]*)"', page)
    assert len(wanted) > 10
    assert set(wanted) <= set(ids_in(page))


@pytest.mark.parametrize("data", [None, {}])
def test_no_id_is_used_twice(data):
    ids = ids_in(str(UpdateForm(data)))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("data", [None, {}])
def test_every_description_that_is_pointed_at_is_there(data):
    page = str(UpdateForm(data))
    pointed_at = {name for names in re.findall(r'aria-describedby="([^"]+)"', page) for name in names.split()}
    assert pointed_at
    assert pointed_at <= set(ids_in(page))


def test_every_error_leads_to_a_control_that_is_there():
    form = UpdateForm({"due_on_day": "1", "due_on_month": "1", "due_on_year": "27"})
    ids = ids_in(str(form))
    for name in form.errors:
        if not form[name].is_hidden:
            assert form[name].error_target in ids, name
    assert form["due_on"].error_target == "id_due_on_2"


def test_an_empty_field_is_told_what_to_do_in_the_words_of_its_label():
    errors = UpdateForm({}).errors
    assert {name: words[0] for name, words in errors.items()} == {
        "title": "Enter the title.",
        "confidence": "Choose the confidence.",
        "bodies": "Choose the bodies.",
        "due_on": "Enter the deadline.",
        "evidence": "Choose a file.",
        "agreed": "Tick “I have asked the owner” to go on.",
        "password": "Enter the password.",
        "number": "Enter the number.",
        "code": "Enter the ONS code.",
        "why": "Answer the question “What has moved?”",
        "own": "Tell us who you are.",
    }


def test_too_long_a_text_is_counted_out_and_not_cut_by_the_browser():
    form = UpdateForm({"title": "sixsix"})
    assert form.errors["title"] == ["Title must be 5 characters or fewer. You have typed 6."]
    assert " maxlength=" not in str(form)


def test_a_number_that_is_none_comes_back_as_it_was_typed():
    class FigureForm(forms.Form):
        figure = forms.IntegerField(min_value=1, max_value=9)

    form = FigureForm({"figure": "eleven"})
    assert form.errors["figure"] == ["Figure must be a whole number."]
    assert 'type="text"' in str(form["figure"])
    assert 'value="eleven"' in str(form["figure"])
    assert " max=" not in str(form["figure"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("many", "Share (per cent) must be a number, such as 1200 or 3.5."),
        ("NaN", "Share (per cent) must be a number, such as 1200 or 3.5."),
        ("1.25", "Share (per cent) must have 1 digits after the point or fewer."),
        ("1234.5", "Share (per cent) must have 4 digits or fewer."),
        ("-1", "Share (per cent) must be 0 or more."),
        ("101", "Share (per cent) must be 100 or less."),
        ("100", None),
    ],
)
def test_what_is_wrong_with_a_figure_names_the_figure(typed, said):
    class ShareForm(forms.Form):
        share = forms.DecimalField(
            label="Share (%)", max_digits=4, decimal_places=1, min_value=0, max_value=100
        )

    assert ShareForm({"share": typed}).errors.get("share", [None])[-1] == said


def test_a_label_may_hold_a_per_cent_sign():
    class ShareForm(forms.Form):
        share = forms.CharField(label="Share in %", max_length=2)

    form = ShareForm({"share": "100"})
    assert form.errors["share"] == ["Share in % must be 2 characters or fewer. You have typed 3."]


def test_a_long_text_says_its_limit_without_javascript_too():
    page = str(UpdateForm()["note"].as_field_group())
    assert "You can enter up to 10 characters" in page
    assert 'data-maxlength="10"' in page
    assert "govuk-js-character-count" in page


def test_a_line_break_at_the_start_of_a_long_text_survives():
    page = str(UpdateForm({"note": "\nfirst"})["note"])
    assert "\n\nfirst</textarea>" in page


def test_what_may_be_left_empty_is_marked():
    assert "(optional)" in UpdateForm()["note"].as_field_group()
    assert "(optional)" not in UpdateForm()["title"].as_field_group()


def test_a_class_of_ones_own_is_kept_beside_the_usual_ones():
    assert 'class="govuk-input govuk-password-input__input' in str(UpdateForm()["password"])
    assert "govuk-input--width-20" in str(UpdateForm()["password"])


def test_a_wrong_control_is_marked_for_eyes_and_for_screen_readers():
    control = str(UpdateForm({})["title"])
    assert "govuk-input--error" in control
    assert 'aria-invalid="true"' in control
    assert "id_title_error" in control


def test_a_hint_is_never_taken_for_markup():
    class Sly(forms.Form):
        name = forms.CharField(label="<b>Name</b>", help_text="<script>")

    page = str(Sly())
    assert "<script>" not in page
    assert "<b>" not in page


def test_checkboxes_look_like_checkboxes_and_radios_like_radios():
    page = str(UpdateForm())
    kinds = {(kind, css) for kind, css in re.findall(r'type="(checkbox|radio)"[^>]*class="([\w-]+)', page)}
    assert kinds == {("checkbox", "govuk-checkboxes__input"), ("radio", "govuk-radios__input")}
