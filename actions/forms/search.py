from django import forms

from actions import search

TOO_SHORT = "Type a word of at least three letters or digits, or the reference of an action, such as 2.1."


class SearchForm(forms.Form):
    """By GET, so that what was found has an address."""

    q = forms.CharField(
        label="What are you looking for?",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"required": "Type a word to look for."},
    )

    def clean_q(self):
        query = self.cleaned_data["q"]
        if not search.can_be_found(search.words_of(query)):
            raise forms.ValidationError(TOO_SHORT)
        return query
