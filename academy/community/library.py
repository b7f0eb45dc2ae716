"""The library: finished projects of other places, found by what matters when one plans an own."""

from academy.community.forms import LibraryForm
from academy.community.posts import Wish, posts
from academy.community.room import there
from academy.community.words import SIZES
from core.sdk import Answer, Visit, bind, get, name_of_method, page

_METHODS = ("deliberation", "ideas", "information", "proposals", "survey", "voting", "workshops")


@get("/manage/community/library", action="community.enter")
async def library(visit: Visit) -> Answer:
    """What is typed wrongly is shown with its error, and looks for nothing."""
    options = {"method": [("", "–"), *((each, name_of_method(each)) for each in _METHODS)]}
    form = bind(LibraryForm, {name: [value] for name, value in visit.query.items()}, options=options)
    wish = Wish(kind="example")
    if form.ok:
        said = form.values
        wish = Wish(
            kind="example",
            text=said.text,
            method=said.method,
            size=said.size,
            most_cost=said.most_cost,
            least_participants=said.least_participants,
        )
    found = await there(lambda: posts(wish=wish, most=100)) if form.ok else []
    return page("community/library.html", form=form, posts=found, sizes=SIZES, method_name=name_of_method)
