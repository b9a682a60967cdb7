"""What can be written by the API about what the inspectors said, and what was; the report itself."""

from django.urls import path

from inspections.viewsets import changing, history, likenesses
from inspections.viewsets import report_readings_written as readings

INSPECTION, READING = "inspections/<int:pk>/", "report-readings/<int:pk>/"

urlpatterns = [
    path("organisations/<int:pk>/load-report/", readings.LoadReportView.as_view(), name="api-load-report"),
    path(
        "organisations/<int:pk>/enter-inspection/",
        readings.EnterInspectionView.as_view(),
        name="api-enter-inspection",
    ),
    path(f"{READING}change/", readings.ChangeReadingView.as_view(), name="api-change-reading"),
    path(f"{READING}save/", readings.SaveReadingView.as_view(), name="api-save-reading"),
    path(f"{READING}differences/", readings.DifferencesView.as_view(), name="api-edition-differences"),
    path(f"{READING}take-over/", readings.TakeOverView.as_view(), name="api-take-over-edition"),
    path(f"{READING}remove/", readings.DiscardReadingView.as_view(), name="api-discard-reading"),
    path(f"{INSPECTION}history/", history.InspectionHistoryView.as_view(), name="api-inspection-history"),
    path(f"{INSPECTION}file/", history.InspectionFileView.as_view(), name="api-inspection-file"),
    path(f"{INSPECTION}change/", changing.ChangeInspectionView.as_view(), name="api-change-inspection"),
    path(f"{INSPECTION}set-judgements/", changing.SetJudgementsView.as_view(), name="api-set-judgements"),
    path(f"{INSPECTION}publish/", changing.PublishView.as_view(), name="api-publish-inspection"),
    path(f"{INSPECTION}withdraw/", changing.WithdrawView.as_view(), name="api-withdraw-inspection"),
    path("areas/<int:pk>/change/", changing.ChangeAreaView.as_view(), name="api-change-area"),
    path("clocks/<int:pk>/record-met/", changing.MetView.as_view(), name="api-record-met"),
    path("likenesses/<int:pk>/decide/", likenesses.DecideLikenessView.as_view(), name="api-decide-likeness"),
]
