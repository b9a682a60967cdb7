from inspections.forms.area_details import AreaDetailsForm
from inspections.forms.details import ClockForm, DetailsForm, InspectionForm, UploadForm
from inspections.forms.lines import AreaForm, JudgementForm
from inspections.forms.review import JudgementsForms, Review

__all__ = [
    "AreaDetailsForm",
    "AreaForm",
    "ClockForm",
    "DetailsForm",
    "InspectionForm",
    "JudgementForm",
    "JudgementsForms",
    "Review",
    "UploadForm",
]
