"""What can happen to the whole house."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Event

DemoRemoved = Event("demo.demo_removed", _("The demo company was removed; {name} begins an empty house"))
