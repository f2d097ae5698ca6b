"""`python -m okno.deliver.contracts.tests.knock WHO CONTRACT`: signs it when told to; 0: loses the deal."""

import sys
from datetime import date

import django


def main(who: int, contract: int) -> str:
    django.setup()
    from okno.attract.deals.actions.lose_deal import lose_deal
    from okno.attract.deals.models import Deal
    from okno.deliver.contracts.actions.sign_contract import sign_contract
    from okno.deliver.contracts.models import Contract
    from okno.ground.kernel.clock import at_hour
    from okno.ground.kernel.errors import OknoError
    from okno.team.people.models import Employee

    by, at = Employee.objects.get(pk=who), at_hour(date(2026, 10, 12), 11)
    one = Contract.objects.select_related("deal", "company", "quote").filter(pk=contract).first()
    deal = Deal.objects.select_related("company", "stage", "lead").get()
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        if one:
            sign_contract(contract=one, signed_on=date(2026, 10, 12), by=by, at=at)
        else:
            lose_deal(deal=deal, reason="price", attitude="neutral", by=by, at=at)
    except OknoError as error:
        return type(error).__name__
    return "done"


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
