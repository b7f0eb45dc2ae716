"""How each kind of question is drawn, and how what is typed becomes an answer (or a message beside the question).

    form = bind_page(questionnaire, page, answers=kept)                     first shown
    form = bind_page(questionnaire, page, raw, answers=kept, seed=seed)     sent
    form.ok; form.values                                                    {question key: answer} of this page, for those shown
    await keep_files(form, owner=person)                                    files that came along, kept: before `values` is stored

The template: `survey/questions.html: draw_questions(form)`, inside `open_form(url, bound=form)`. Each kind is a `Field` of core's
forms, so error summary, labels and messages are the house's own.
"""

from plugins.survey.questions.binding import BoundQuestion, bind_page, bind_questions, keep_files
from plugins.survey.questions.saying import say

__all__ = ["BoundQuestion", "bind_page", "bind_questions", "keep_files", "say"]
