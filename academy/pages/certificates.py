"""The certificate: as a page to keep, and for everybody who wants to know whether it is real."""

from academy.pages.finding import the_course
from academy.service.certificates import certificate_in, let_be_checked, public_certificate
from core.sdk import (
    Answer,
    Data,
    Limit,
    NotFound,
    PdfUnavailable,
    Redirect,
    Refused,
    TooMany,
    TooOften,
    Visit,
    _,
    address_of,
    count_try,
    get,
    page,
    pdf,
    person_of,
    post,
    redirect,
)

_TRIES = Limit("academy.certificate", 60, 600)


@get("/manage/academy/courses/{key:str}/certificate.pdf", action="academy.learn")
async def paper(visit: Visit, key: str) -> Answer:
    """The person's own. A course that is gone leaves its certificates."""
    found = await certificate_in(person_id=person_of(visit).id, course=key)
    if found is None:
        raise NotFound
    try:
        content = await pdf(
            "academy/certificate_paper.html",
            title=str(_("Certificate")),
            lang=visit.locale,
            certificate=found,
            address=address_of(visit.tenant, found.url),
        )
    except PdfUnavailable:
        said = _("This installation cannot make PDF files.")
        return redirect(f"/manage/academy/courses/{key}", toast=said, done=False)
    headers = {"Content-Disposition": f'inline; filename="{found.code}.pdf"'}
    return Data(content, "application/pdf", headers=headers)


@post("/manage/academy/courses/{key:str}/certificate", action="academy.learn")
async def choose(visit: Visit, key: str) -> Redirect:
    """May others check it by its code?"""
    course, public = await the_course(key), "public" in await visit.body()
    url = f"/manage/academy/courses/{course.key}#certificate"
    try:
        await let_be_checked(person_id=person_of(visit).id, course=course.key, public=public)
    except Refused as refused:
        return redirect(url, toast=refused.message, done=False)
    said = _("Everybody who has the code can check it now.") if public else _("Nobody can check it now.")
    return redirect(url, toast=said)


@get("/academy/certificate/{code:str}", action="academy.check")
async def check(visit: Visit, code: str) -> Answer:
    try:
        await count_try(_TRIES, visit.ip_key)
    except TooOften as often:
        raise TooMany(often.seconds) from often
    found = await public_certificate(code[:40])
    return page("academy/certificate.html", status=200 if found else 404, certificate=found, code=code[:40])
