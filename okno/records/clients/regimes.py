"""Names of the VAT regimes."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.vat import VatRegime

REGIMES: dict[str, Lazy] = {
    VatRegime.GENERAL: _("general rate"),
    VatRegime.SPECIAL_5: _("5 %, simplified system"),
    VatRegime.SPECIAL_7: _("7 %, simplified system"),
    VatRegime.NONE: _("without VAT"),
}
