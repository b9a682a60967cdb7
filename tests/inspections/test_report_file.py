import pytest
from django.urls import reverse

from tests.factories import make_member, make_organisation
from tests.inspections.reports import read_upload, safeguarding_report, save_read


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "sent_as"), [("€€€", "report"), ("€ 2012.pdf", "_2012.pdf")])
def test_a_report_whose_name_no_file_system_takes_is_sent_under_another(client, name, sent_as):
    council = make_organisation()
    inspection = save_read(read_upload(council, safeguarding_report(), name))
    client.force_login(make_member(council, "viewer"))
    answer = client.get(reverse("inspection-file", args=[council.slug, inspection.slug]))
    assert answer["Content-Disposition"] == f'attachment; filename="{sent_as}"'
    assert b"".join(answer.streaming_content) == safeguarding_report()
