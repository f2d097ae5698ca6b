"""Who stands above whom."""

from okno.team.people.models import Employee


def heads_above(employee: Employee) -> list[int]:
    """Keys of his head, the head of that one, and so on up; a ring in the data ends where it began."""
    heads = dict(Employee.objects.filter(head__isnull=False).values_list("pk", "head_id"))
    above: list[int] = []
    here = heads.get(employee.pk)
    while here is not None and here not in above:
        above.append(here)
        here = heads.get(here)
    return above
