"""The results, for residents when the settings say so, and for staff always."""

from core.sdk import Answer, NotFound, Place, Visit, get, page
from plugins.survey.results.reading import answered
from plugins.survey.results.shown import Results, results_of
from plugins.survey.results.written import texts_of, written_questions
from plugins.survey.settings import settings_of

_KEY = 20


def results_are_open(visit: Visit, place: Place) -> bool:
    """May residents see them now? `closed`: when the survey has closed."""
    chosen = settings_of(place.here).results
    closes = place.here.closes_at
    return chosen == "live" or (chosen == "closed" and closes is not None and closes <= visit.now)


@get("/results", action="survey.results", at="activity")
async def show_results(visit: Visit, place: Place) -> Answer:
    """While the survey is open, what came in just now is left out: nobody is seen arriving."""
    if not results_are_open(visit, place):
        return page("survey/no_results.html", status=404, place=place, chosen=settings_of(place.here).results)
    closes = place.here.closes_at
    running = closes is None or closes > visit.now
    found = await _results(visit, place, only_mixed=running)
    texts = await texts_of(activity_id=place.here.id) if settings_of(place.here).open_answers else {}
    return page("survey/results.html", results=found, texts=texts, place=place, base=f"{place.url}/results")


@get("/manage/results", action="survey.enter", at="activity")
async def show_staff_results(visit: Visit, place: Place) -> Answer:
    found = await _results(visit, place)
    base = f"{place.url}/manage/results"
    texts = await texts_of(activity_id=place.here.id)
    return page(
        "survey/manage_results.html",
        results=found,
        texts=texts,
        place=place,
        base=base,
        may_manage=bool(visit.can("survey.manage")),
    )


@get("/manage/written/{question:str}", action="survey.enter", at="activity")
async def show_written(visit: Visit, place: Place, question: str) -> Answer:
    """Everything that was written to one question, a page at a time."""
    after = visit.query.get("after", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < _KEY - 2 else 0
    versions = await answered(activity_id=place.here.id)
    asked = next((q for q in written_questions(versions) if q.key == question[:_KEY]), None)
    if asked is None:
        raise NotFound
    found = await texts_of(activity_id=place.here.id, question=asked.key, after=start, size=50)
    return page("survey/written.html", question=asked, written=found.get(asked.key), place=place)


async def _results(visit: Visit, place: Place, *, only_mixed: bool = False) -> Results:
    versions = await answered(activity_id=place.here.id, only_mixed=only_mixed)
    return results_of(versions, by=visit.query.get("by", "")[:_KEY])
