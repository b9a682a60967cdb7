"""Reports that have been loaded and are to be checked, for leads: what was read, and what is doubtful."""

from dataclasses import replace
from uuid import UUID

from accounts import filters
from accounts.models import Organisation
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from inspections import drafts
from inspections.models import ReportReading
from inspections.serializers.report_readings import ReportReadingSerializer, WholeReportReadingSerializer
from inspections.viewsets.inspections import INSPECTION

API, JOB = Address("api-report-reading", 987654321), Address("api-job", UUID(int=987654321))
PAGE = Address("review-reading", "some-organisation", 987654321)
AS_THEY_ARE = ("id", "file_name", "page_count", "made_at", "draft_number", "saved_at")
COLUMNS = {name: name for name in (*AS_THEY_ARE, "read", "sha256", "job_id", "inspection_id")} | {
    "organisation_slug": "organisation__slug"
}


class ReportReadingsAsked(filters.StrictFilterSet):
    organisation = filters.WordFilter(label="Address (slug) of the organisation", method="of_organisation")
    saved = filters.YesNoFilter(label="An inspection has been made of it", method="is_saved")

    def of_organisation(self, queryset, name, value):
        led = Organisation.objects.led_by(self.asked.user)
        return queryset.filter(
            organisation=filters.one_named(led, "organisation", value, "organisation", slug=value)
        )

    def is_saved(self, queryset, name, value):
        return queryset.filter(saved_at__isnull=not value)


def tell(found, asked):
    return [_told(row) for row in found]


def tell_whole(found, asked):
    return [_told(row) | _draft(row.draft) | {"pages": row.pages} for row in found]


def _told(row):
    return {
        "url": API.of(row.id),
        "page": PAGE.of(row.organisation_slug, row.id),
        "organisation": row.organisation_slug,
        **{name: getattr(row, name) for name in AS_THEY_ARE},
        "job": JOB.of(row.job_id) if row.job_id else None,
        "is_read": bool(row.read) or not row.sha256,
        "doubts": row.read.get("doubts", []),
        "inspection": INSPECTION.of(row.inspection_id) if row.inspection_id else None,
    }


def _draft(draft):
    draft = draft or drafts.empty_draft()
    details, edition = draft["details"], draft["details"]["edition_of"]
    return {
        "details": {name: details[name] for name in ("framework", "title", "lead_inspector")}
        | {name: drafts.day_in(details[name]) for name in drafts.DATES}
        | {
            "asks_for_statement": bool(details["asks_for_statement"]),
            "edition_of": int(edition) if edition.isdecimal() and len(edition) < 16 else None,
        },
        "judgements": [
            {"section": row["section"], "name": row["name"], "grade": row["grade"] or None}
            for row in draft["judgements"]
        ],
        "areas": [_area(row) for row in draft["areas"]],
    }


def _area(row):
    told = {name: row[name] for name in drafts.EMPTY_AREA}
    page = str(row["page"])
    return told | {
        "bodies": [name for line in row["bodies"].splitlines() if (name := " ".join(line.split()))],
        "page": int(page) if page.isdecimal() and len(page) < 6 else None,
        "dropped": bool(row["dropped"]),
    }


REPORT_READINGS = Resource(
    name="report-readings",
    one="report reading",
    words="Reports on their way to being inspections, for leads: loaded, read, to be checked by a person.",
    rows=lambda asked: ReportReading.objects.visible_to(asked.user),
    tell=tell,
    columns=COLUMNS,
    serializer=ReportReadingSerializer,
    filters=ReportReadingsAsked,
    orderings={"id": ("pk",), "made_at": ("made_at",)},
)
WHOLE_REPORT_READING = replace(
    REPORT_READINGS,
    words="With what was read or typed so far, and the text of the report's pages beside it.",
    tell=tell_whole,
    columns=COLUMNS | {"draft": "draft", "pages": "pages"},
    serializer=WholeReportReadingSerializer,
)
