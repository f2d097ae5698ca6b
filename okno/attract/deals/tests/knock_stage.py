"""`knock_stage WHO DEAL`: moves a deal to «proposal»; 0 removes the stage."""

import sys
from datetime import date

import django


def main(who: int, deal: int) -> str:
    django.setup()
    from okno.attract.deals.actions.move_deal import move_deal
    from okno.attract.deals.models import Deal, PipelineStage
    from okno.ground.directory.actions.remove_item import remove_item
    from okno.ground.kernel.clock import at_hour
    from okno.ground.kernel.errors import OknoError
    from okno.team.people.models import Employee

    by, at = Employee.objects.get(pk=who), at_hour(date(2026, 10, 13), 10)
    stage = PipelineStage.objects.get(code="proposal")
    one = Deal.objects.select_related("stage", "company").filter(pk=deal).first()
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        if one:
            return move_deal(deal=one, stage="proposal", by=by, at=at).stage.code
        return remove_item(item=stage, to="negotiation", by=by, at=at).code
    except OknoError as error:
        return f"refused: {type(error).__name__}"


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
