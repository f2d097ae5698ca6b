"""Value added tax by date and regime (B2; the Tax Code of Russia, article 164)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from okno.ground.kernel.money import BASIS_POINTS, div_half_up, share_bp

GENERAL_22_FROM_ON = date(2026, 1, 1)


class VatRegime(StrEnum):
    """The VAT regimes of a legal entity: general, a reduced rate of the simplified system, or none."""

    GENERAL = "general"
    SPECIAL_5 = "special_5"
    SPECIAL_7 = "special_7"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Amounts:
    """A sum in minor units without tax, the tax, and the two together; gross = net + tax always."""

    net_minor: int
    vat_minor: int
    gross_minor: int


def rate_bp(regime: VatRegime, on: date) -> int:
    """Return the rate of the regime on a date, in basis points.

    General: 2000 to 2025-12-31, 2200 from 2026-01-01 (Tax Code, article 164, clause 3; B2). Special: 500 and
    700 (clause 8). The 18 % in force before 2019 is left out: nothing that old is billed.
    """
    match regime:
        case VatRegime.GENERAL:
            return 2200 if on >= GENERAL_22_FROM_ON else 2000
        case VatRegime.SPECIAL_5:
            return 500
        case VatRegime.SPECIAL_7:
            return 700
        case VatRegime.NONE:
            return 0


def from_net(net_minor: int, rate_bp: int) -> Amounts:
    """Return the amounts for a sum without tax, in minor units; the tax is rounded once half up."""
    vat_minor = share_bp(net_minor, rate_bp)
    return Amounts(net_minor, vat_minor, net_minor + vat_minor)


def from_gross(gross_minor: int, rate_bp: int) -> Amounts:
    """Return the amounts for a sum with tax: tax = gross × rate ÷ (100 % + rate), rounded once half up.

    Minor units and basis points; net is the remainder (Tax Code, article 164, clause 4).
    """
    # The VAT is rounded and the net is the rest, so that net + VAT is the gross to the kopeck.
    vat_minor = div_half_up(gross_minor * rate_bp, BASIS_POINTS + rate_bp)
    return Amounts(gross_minor - vat_minor, vat_minor, gross_minor)
