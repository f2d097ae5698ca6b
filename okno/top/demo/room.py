"""What demo adds to the house."""

from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room
from okno.top.config.frame import VISITOR_PARTS
from okno.top.config.help import HELP
from okno.top.demo.page_parts import demo_people, first_steps_part

ROOM = Room("demo", urls=True, help=HELP)

VISITOR_PARTS.register(demo_people)
add_to_page("config.first_steps", first_steps_part)
