"""What a room declares of a list that heads keep. README.md of this room shows how to declare one."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.ground.directory.forms import ItemForm
from okno.ground.directory.models import DirectoryItem
from okno.ground.journal.change_text import VALUE_TEXTS
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, Text
from okno.ground.kernel.events import Event
from okno.ground.kernel.localized import deferred
from okno.ground.kernel.text import fold

if TYPE_CHECKING:
    from okno.team.people.models import Employee

Item = TypeVar("Item", bound=DirectoryItem)
STEP = 10
SENTENCES = {
    "added": gettext_lazy("{list}: «{item}» is added"),
    "changed": gettext_lazy("{list}, «{item}»: {changes}"),
    "ordered": gettext_lazy("{list}, the order: {items}"),
    "removed": gettext_lazy("{list}: «{item}» is removed"),
    "returned": gettext_lazy("{list}: «{item}» is back"),
}
DIRECTORIES: "dict[type[DirectoryItem], Directory[Any]]" = {}


def directory_of(item: Item) -> "Directory[Item]":
    """Return the list that the item belongs to."""
    return DIRECTORIES[type(item)]


@dataclass
class Line(Generic[Item]):
    """One item on the page of its list.

    `figures` are pairs of a value and what it counts, `links` pairs of an address and its text. `group` is
    set by the list: items of one group are ordered among themselves.
    """

    item: Item
    kind: Text = ""
    note: Text = ""
    badges: Sequence[Text] = ()
    figures: Sequence[tuple[object, Text]] = ()
    links: Sequence[tuple[str, Text]] = ()
    # What is asked before one press removes it; empty: nothing.
    confirm: Text = ""
    depth: int = 1
    group: Hashable = None
    is_first: bool = False
    is_last: bool = False


class Directory(Generic[Item]):
    """A list that heads keep: its model, its words, who may change it and what it checks.

    Make one instance of the subclass in the `directories` module of the room.
    """

    model: type[Item]
    # Names of addresses, events and operations: add_stage, order_stages, deals.stage_added.
    noun: str
    nouns: str
    title: Text
    subtitle: Text = ""
    add_title: Text
    add_label: Text
    remove_title: Text
    remove_label: Text = gettext_lazy("Remove")
    return_label: Text = gettext_lazy("Return")
    removed_title: Text = gettext_lazy("Removed")
    removed_note: Text = ""
    empty_note: Text = ""
    # Why the last item stays; empty where the list may become empty.
    last_note: Text = ""
    # Where one comes from: the name of an address and its text.
    back: tuple[str, Text] | None = None
    # Fields besides the name: those that may be changed, and those that are set once, when the item is added.
    fields: Collection[str] = ()
    fixed: Collection[str] = ()
    name_length = 100
    limit = 200
    # Whether adding a name that was removed brings the old item back instead of making another.
    revives = False
    # Whether a removal has a page with a form of its own; otherwise one press removes.
    asks_on_removal = False
    reserved: Collection[str] = ()
    defaults: Sequence[Mapping[str, Any]] = ()
    sentences: ClassVar[Mapping[str, Text]] = {}
    form_class: type[ItemForm] = ItemForm

    def __init__(self) -> None:
        self.room = self.model._meta.app_label
        self.events = {verb: self._event(verb) for verb in SENTENCES}
        of_item = {verb: f"{self.room}:{verb}_{self.noun}" for verb in ("add", "change", "remove", "return")}
        own = {"items": f"{self.room}:{self.nouns}", "item": f"{self.room}:{self.noun}"}
        self.names = {**own, **of_item, "order": f"{self.room}:order_{self.nouns}"}
        DIRECTORIES[self.model] = self
        VALUE_TEXTS[self.model._meta.label_lower] = self.show

    # Who may do what.

    def can_set(self, by: Actor) -> bool:
        """Return whether the person may change the list."""
        raise NotImplementedError

    def visible_to(self, _by: "Employee | None") -> "QuerySet[Item]":
        """Return the items that the person may read, removed ones too."""
        return self.rows()

    # What the list holds.

    def rows(self) -> "QuerySet[Item]":
        """Return all items, removed ones too; a list leaves out here what nobody may choose or change."""
        rows: Any = self.model._default_manager.all()
        return rows

    def in_use(self) -> list[Item]:
        """Return the items in use, in their order; one query."""
        return [item for item in self.rows() if item.removed_at is None]

    def lock(self) -> list[Item]:
        """Return all items in their order, locked until the end of the transaction.

        Whoever adds, orders, removes or returns does it alone: of two at once the second sees what the first
        has done. Changing an item locks that item only, because its form holds it already.
        """
        rows = self.rows().select_for_update(no_key=True, of=("self",)).order_by("code")
        # Locked in the order of codes, which never change; shown in the order of places, which are what
        # changes.
        return sorted(rows, key=lambda item: (item.position, item.pk))

    def group_of(self, _item: Item) -> Hashable:
        """Return what an item shares with those it is ordered among; in a flat list all share it."""
        return None

    def siblings(self, item: Item, items: Iterable[Item]) -> list[Item]:
        """Return the items in use of the same group, without the item itself."""
        group = self.group_of(item)
        beside = (other for other in items if other.removed_at is None and other.pk != item.pk)
        return [other for other in beside if self.group_of(other) == group]

    def branch(self, item: Item, _items: Sequence[Item]) -> list[Item]:
        """Return what is removed together with the item, the item first."""
        return [item]

    # What is checked.

    def checked(
        self, fields: Mapping[str, Any], items: Iterable[Item], item: Item | None = None
    ) -> dict[str, Any]:
        """Return the fields as they are stored. Raise Invalid naming each that cannot be stored."""
        allowed = {"name", *self.fields, *(() if item else self.fixed)}
        if unknown := set(fields) - allowed:
            raise ValueError(f"no such fields: {sorted(unknown)}")
        checked, wrong = dict(fields), {}
        if "name" in checked:
            checked["name"] = name = self._name(str(checked["name"]), item)
            place = item or self.model(**{field: checked[field] for field in self.fixed if field in checked})
            called = str(self.model(code=place.code, name=name).word)
            if not name and not (item and item.is_built_in):
                wrong["name"] = _("Write the name.")
            elif fold(called) in {fold(str(sibling.word)) for sibling in self.siblings(place, items)}:
                wrong["name"] = _("There is such a name in the list already.")
        wrong |= self.check(checked, item)
        if wrong:
            raise Invalid(**wrong)
        return checked

    def check(self, _fields: dict[str, Any], _item: Item | None) -> dict[str, str]:
        """Return what is wrong with the list's own fields, by field; bring `fields` to their stored form."""
        return {}

    def check_return(self, _item: Item, _items: Sequence[Item]) -> None:
        """Raise Conflict when a removed item may not come back."""

    def clear(self, _item: Item, *, by: Actor, at: datetime) -> dict[str, object]:
        """Free the records that stand at an item about to be removed; return what the journal keeps of it.

        Raise Conflict or Invalid to stop the removal. Further arguments come from the removal form and from
        the body of the API's operation.
        """
        return {}

    # What people see.

    def lines(self, items: Sequence[Item], _by: "Employee") -> list[Line[Item]]:
        """Return a line for each item, in the order of the page."""
        return [Line(item) for item in items]

    def dress(self, items: Sequence[Item]) -> Sequence[Item]:
        """Return the items with what the API tells besides their fields."""
        return items

    def warning(self, _items: Sequence[Item]) -> Text:
        """Return what the page of the list warns of."""
        return ""

    def journal_data(self, _item: Item) -> dict[str, object]:
        """Return what the sentence of an addition tells besides the name."""
        return {}

    def show(self, _field: str, _value: Any) -> str | None:
        """Return the stored value of a field in words for the journal; None leaves it to the field itself."""
        return None

    def form(
        self, data: Any = None, item: Item | None = None, place: Mapping[str, Any] | None = None
    ) -> ItemForm:
        """Return the form that adds an item (at its `place`) or changes one."""
        return self.form_class(data, directory=self, item=item)

    def add_note_at(self, _place: Mapping[str, Any]) -> Text:
        """Return what the page that adds an item says before the form."""
        return ""

    def removal_form(self, _item: Item, data: Any = None) -> forms.Form:
        """Return the form of the removal page; its fields go to `clear`."""
        return forms.Form(data)

    def removal_note(self, _item: Item) -> Text:
        """Return what the removal page says before the form."""
        return ""

    def read_place(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fixed fields as the address of the form or the body of the API names them."""
        return {field: sent[field] for field in self.fixed if field in sent}

    def address(self) -> str:
        """Return the address of the list's page."""
        return reverse(self.names["items"])

    def _name(self, name: str, item: Item | None) -> str:
        """Return the name to store: a built-in label typed as a name leaves the item to be called in each
        language.
        """
        name = " ".join(name.split())[: self.name_length]
        return item.name if item and name == str(item.word) else name

    def _event(self, verb: str) -> Event:
        noun = self.nouns if verb == "ordered" else self.noun
        sentence = self.sentences.get(verb, SENTENCES[verb])
        # The title is put into the sentence each time it is read, in the reader's language.
        titled = deferred(lambda: str(sentence).replace("{list}", str(self.title)))
        return Event(f"{self.room}.{noun}_{verb}", titled)
