"""Whose rows they are: inspections and what hangs on them."""

from accounts.row_policies import OWN, PARTNER, by_parts, has_public_site
from accounts.row_security.words import MY_ORGANISATIONS, Numbers, Question, Rule, any_of, mine, there_is

VIEWS = {
    "inspection_of": """
        SELECT inspection.id, inspection.organisation_id,
            inspection.is_public AND organisation.has_public_site AS is_published
        FROM public.inspections_inspection AS inspection
        JOIN public.accounts_organisation AS organisation ON organisation.id = inspection.organisation_id
    """,
    "area_of": """
        SELECT area.id, area.inspection_id, inspection.organisation_id, inspection.is_published
        FROM public.inspections_area AS area
        JOIN row_rules.inspection_of AS inspection ON inspection.id = area.inspection_id
    """,
    # The bodies that a report names, where it is known which organisations they are.
    "named": """
        SELECT area.inspection_id, area.id AS area_id, area.organisation_id,
            body.organisation_id AS partner_id, area.is_published
        FROM public.inspections_areabody AS body JOIN row_rules.area_of AS area ON area.id = body.area_id
        WHERE body.organisation_id IS NOT NULL
    """,
}

_OWN_INSPECTIONS = (
    f"SELECT id FROM public.inspections_inspection WHERE organisation_id = ANY ({MY_ORGANISATIONS}::bigint[])"
)
own_inspections = Numbers("own_inspections", _OWN_INSPECTIONS)
# By an array, of which PostgreSQL thinks that it is short: joined, it read the areas of the country.
own_areas = Numbers(
    "own_areas",
    f"SELECT id FROM public.inspections_area WHERE inspection_id = ANY (array({_OWN_INSPECTIONS}))",
)


def _concerned_by(column):
    return (
        there_is("named", "this", column, PARTNER),
        by_parts(f"part.{column} = this AND {mine('part.partner_id')}", "true"),
    )


_inspection_is_published = Question(
    "inspection_is_published", "this bigint", (there_is("inspection_of", "this", "id", "it.is_published"),)
)
_concerns_inspection = Question(
    "concerns_inspection",
    "this bigint",
    of_partners=_concerned_by("inspection_id"),
)
_concerns_area = Question("concerns_area", "this bigint", of_partners=_concerned_by("area_id"))
area_is_published = Question(
    "area_is_published", "this bigint", (there_is("area_of", "this", "id", "it.is_published"),)
)
_sees_area = Question(
    "sees_area",
    "this bigint",
    (there_is("area_of", "this", "id", "it.is_published"),),
    of_partners=(
        there_is("area_of", "this", "id", OWN),
        *_concerned_by("area_id"),
    ),
)
FUNCTIONS = (
    own_inspections, own_areas, _inspection_is_published, _concerns_inspection, _concerns_area,
    area_is_published, _sees_area,
)  # fmt: skip


def of_inspection(column="inspection_id"):
    return any_of(own_inspections.have(column), _inspection_is_published(column))


def of_own_inspection(column="inspection_id"):
    return own_inspections.have(column)


def of_area(column="area_id"):
    return any_of(own_areas.have(column), _sees_area(column))


def of_own_or_shared_area(column):
    return any_of(own_areas.have(column), _concerns_area(column))


_OF_INSPECTION = Rule(of_inspection(), write=of_own_inspection())
_HISTORY = Rule(of_own_inspection())
_HISTORY_OF_AREA = Rule(own_areas.have("area_id"))

RULES = {
    "inspections_inspection": Rule(
        any_of(
            mine("organisation_id"),
            f"is_public AND {has_public_site('organisation_id')}",
            _concerns_inspection("id"),
        ),
        write=mine("organisation_id"),
    ),
    "inspections_historicalinspection": Rule(mine("organisation_id")),
    "inspections_area": Rule(
        any_of(of_inspection(), _concerns_area("id")),
        # A partner that opens or hands over an action locks the area meanwhile.
        write=any_of(of_own_inspection(), _concerns_area("id")),
    ),
    "inspections_historicalarea": _HISTORY,
    "inspections_areabody": Rule(any_of(mine("organisation_id"), of_area()), write=own_areas.have("area_id")),
    "inspections_historicalareabody": _HISTORY_OF_AREA,
    "inspections_judgement": _OF_INSPECTION,
    "inspections_historicaljudgement": _HISTORY,
    "inspections_inspectionclock": _OF_INSPECTION,
    "inspections_historicalinspectionclock": _HISTORY,
    "inspections_likeness": Rule(
        f"({of_area('area_id')}) AND ({of_area('earlier_id')})", write=own_areas.have("area_id")
    ),
    "inspections_reportreading": Rule(mine("organisation_id")),
}
# By words first, see accounts.row_security.words_first.
SEARCHED = {"inspections_area": ("id", "inspection_id", "words", "theme", "section")}
KEPT = ()
OPEN = {}
