"""The questions of the qualification form: heads keep them, whoever sells reads them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.sales.actions.add_question import add_question
from okno.sales.actions.change_question import change_question
from okno.sales.actions.order_questions import order_questions
from okno.sales.actions.remove_question import remove_question
from okno.sales.actions.return_question import return_question
from okno.sales.forms.leads import QuestionForm
from okno.sales.models import QualificationQuestion
from okno.sales.permissions import can_change_questions
from okno.ui.submit import go_to, submit

UP, DOWN = "up", "down"


@signed_in
@require_safe
def questions(request: StaffRequest) -> HttpResponse:
    allow(can_change_questions(request.employee))
    all_of_them = list(QualificationQuestion.objects.visible_to(request.employee))
    context = {
        "asked": [one for one in all_of_them if one.removed_at is None],
        "removed": [one for one in all_of_them if one.removed_at is not None],
    }
    return render(request, "sales/questions.html", context)


@signed_in
def add_question_view(request: StaffRequest) -> HttpResponse:
    allow(can_change_questions(request.employee))

    def act(**given: Any) -> str:
        add_question(by=request.employee, at=timezone.now(), **given)
        return reverse("sales:questions")

    return submit(request, QuestionForm, act, template="sales/question.html")


@signed_in
def change_question_view(request: StaffRequest, pk: int) -> HttpResponse:
    allow(can_change_questions(request.employee))
    one = _question(request, pk)
    known = {"name": one.name, "is_required": one.is_required, "choices": "\n".join(one.choices)}

    def act(**given: Any) -> str:
        change_question(question=one, by=request.employee, at=timezone.now(), **given)
        return reverse("sales:questions")

    form = QuestionForm(request.POST or None, initial=known, question=one)
    return submit(request, form, act, template="sales/question.html", context={"question": one})


@signed_in
@require_POST
def remove_question_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = _question(request, pk)
    remove_question(question=one, by=request.employee, at=timezone.now())
    return go_to(request, reverse("sales:questions"))


@signed_in
@require_POST
def return_question_view(request: StaffRequest, pk: int) -> HttpResponse:
    one = _question(request, pk)
    return_question(question=one, by=request.employee, at=timezone.now())
    return go_to(request, reverse("sales:questions"))


@signed_in
@require_POST
def order_questions_view(request: StaffRequest) -> HttpResponse:
    """One goes up or down by a place: `code` and `to`."""
    codes = [one.code for one in QualificationQuestion.objects.in_use()]
    code, step = request.POST.get("code", ""), -1 if request.POST.get("to") == UP else 1
    if code in codes:
        here = codes.index(code)
        codes.insert(max(0, here + step), codes.pop(here))
    order_questions(codes=codes, by=request.employee, at=timezone.now())
    return go_to(request, reverse("sales:questions"))


def _question(request: StaffRequest, pk: int) -> QualificationQuestion:
    return one_visible(QualificationQuestion.objects.all(), request, pk)
