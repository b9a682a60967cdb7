from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from actions import evidence_kinds
from actions.forms.verb import VerbForm
from actions.models import Link, Upload

WEB = URLValidator(schemes=["http", "https"])
REMOVED = "A file that was on this page has been removed. Add it again if you need it, then save."
PICTURES = "image/jpeg,image/png"


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class EvidenceForm(VerbForm):
    """A verb whose row may bring evidence. Files were taken in before the form was looked at: `uploads`."""

    uploads = forms.ModelMultipleChoiceField(
        Upload.objects.none(),
        required=False,
        widget=forms.MultipleHiddenInput,
        error_messages={"invalid_choice": REMOVED, "invalid_pk_value": REMOVED},
    )
    evidence = forms.FileField(
        label="Add files",
        required=False,
        help_text=f"{evidence_kinds.TAKEN}. You can choose several.",
        widget=ManyFiles(attrs={"multiple": True, "accept": f"{PICTURES},{evidence_kinds.ACCEPT}"}),
    )
    photograph = forms.FileField(
        label="Take a photograph",
        required=False,
        widget=forms.FileInput(attrs={"accept": PICTURES, "capture": "environment"}),
    )
    links = forms.CharField(
        label="Links to evidence",
        required=False,
        help_text="One to a line. After the address you can say what it is.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        mine = Upload.objects.visible_to(self.user).filter(action=self.action).select_related("file")
        self.fields["uploads"].queryset = mine
        self.mine = list(mine)
        self.initial["uploads"] = [str(upload.pk) for upload in self.mine]

    def files_added(self):
        """(id, name, size) of what goes along with this form."""
        going = set(map(str, self["uploads"].value() or ()))
        return [
            (str(upload.pk), upload.name, upload.file.size) for upload in self.mine if str(upload.pk) in going
        ]

    def forget_unknown_uploads(self):
        if "uploads" in self.errors:
            known = {str(upload.pk) for upload in self.mine}
            self.data.setlist("uploads", [pk for pk in self.data.getlist("uploads") if pk in known])

    def clean_links(self):
        """[Link, ...]; every line that is no address is named."""
        links = [_link(line) for line in self.cleaned_data["links"].splitlines() if line.strip()]
        wrong = [link.url for link in links if not _is_address(link.url)]
        if wrong:
            raise ValidationError(
                [f"“{url[:80]}” is not a web address. It begins with https:// or http://." for url in wrong]
            )
        return links

    def what(self):
        values = super().what()
        values.pop("photograph")
        values["evidence"] = [*values.pop("uploads"), *values.pop("links")]
        return values


def _link(line):
    url, _, title = line.strip().partition(" ")
    return Link(title.strip(), url)


def _is_address(url):
    try:
        WEB(url)
    except ValidationError:
        return False
    return True
