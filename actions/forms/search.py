from django import forms


class SearchForm(forms.Form):
    """By GET, so that what was found has an address."""

    q = forms.CharField(
        label="What are you looking for?",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"required": "Type a word to look for."},
    )
