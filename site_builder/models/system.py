"""System: a description pasted verbatim, and typed readings of it beside what was written."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from site_builder.models.base import Model, made
from site_builder.models.frozen import FrozenDict, FrozenMapping
from site_builder.models.number import JsonValue
from site_builder.models.units import Capacity, Count, written

# The keys of a description that mean something to this builder; every other one is shown as it is.
READ_KEYS = (
    "accelerator_model_name",
    "accelerators_per_node",
    "accelerator_memory_capacity",
    "accelerator_interconnect",
    "accelerator_host_interconnect",
    "host_processor_model_name",
    "host_processors_per_node",
    "host_processor_core_count",
    "host_memory_capacity",
    "host_memory_configuration",
    "host_storage_capacity",
    "host_storage_type",
    "number_of_nodes",
    "host_networking",
    "host_networking_topology",
    "host_network_card_count",
    "framework",
    "operating_system",
    "other_software_stack",
    "cooling",
    "hw_notes",
    "sw_notes",
)

# What is given of every system.
GIVEN = {"description"}


class Accelerator(NamedTuple):
    """The chips that do most of the work; counts are for one node."""

    model_name: str
    per_node: Count
    memory: Capacity
    interconnect: str
    host_interconnect: str


class Processor(NamedTuple):
    """The host's processors; counts are for one node, cores for one processor."""

    model_name: str
    per_node: Count
    cores: Count


class Memory(NamedTuple):
    """The host's memory."""

    capacity: Capacity
    configuration: str


class Storage(NamedTuple):
    """The host's storage."""

    capacity: Capacity
    type: str


class Host(NamedTuple):
    """What is built around the accelerators: processors, memory and storage."""

    processor: Processor
    memory: Memory
    storage: Storage


class Network(NamedTuple):
    """How nodes are joined."""

    networking: str
    topology: str
    cards: Count


class Software(NamedTuple):
    """What ran on it; a software stack may be nested, and is then read where it is shown."""

    framework: str
    operating_system: str
    other_stack: str


class Other(NamedTuple):
    """What fits nowhere else."""

    cooling: str
    nodes: Count
    hardware_notes: str
    software_notes: str


class System(Model):
    """A submission's own system description.

    `description` is what was pasted, key for key: `N/A`, `N/a`, an empty text and a missing key stay four
    things, `16` is not `"16"`, unknown keys and nested values are kept. The parts are readings of it.
    """

    description: FrozenMapping[str, Any] = Field(description="The submission's own description, pasted as it is")

    @classmethod
    def pasted(cls, value: object) -> "System":
        """From what stands under `system` in an entry."""
        # Read from JSON it is frozen all through; nothing of it is looked at before it is asked for.
        if type(value) is FrozenDict:
            return made(cls, {"description": value}, GIVEN)
        if not isinstance(value, Mapping):
            raise PydanticCustomError("dict_type", "not an object")
        return made(cls, {"description": FrozenDict(value)}, GIVEN)

    def text(self, key: str) -> str:
        """A fact as it was written; empty where it is missing, null or nested."""
        return written(self.description.get(key))

    def _value(self, key: str) -> JsonValue:
        return self.description.get(key)

    @property
    def texts(self) -> list[str]:
        """The texts of the description, those of nested values too."""
        return _texts(self.description.values())

    @property
    def name(self) -> str:
        """The system's name."""
        return self.text("system_name")

    @cached_property
    def accelerator(self) -> Accelerator:
        """The accelerators, read."""
        return Accelerator(
            model_name=self.text("accelerator_model_name"),
            per_node=Count.of(self._value("accelerators_per_node")),
            memory=Capacity.of(self._value("accelerator_memory_capacity")),
            interconnect=self.text("accelerator_interconnect"),
            host_interconnect=self.text("accelerator_host_interconnect"),
        )

    @cached_property
    def processor(self) -> Processor:
        """The host's processors, read."""
        return Processor(
            model_name=self.text("host_processor_model_name"),
            per_node=Count.of(self._value("host_processors_per_node")),
            cores=Count.of(self._value("host_processor_core_count")),
        )

    @cached_property
    def host(self) -> Host:
        """The host, read."""
        return Host(
            processor=self.processor,
            memory=Memory(
                capacity=Capacity.of(self._value("host_memory_capacity")),
                configuration=self.text("host_memory_configuration"),
            ),
            storage=Storage(
                capacity=Capacity.of(self._value("host_storage_capacity")),
                type=self.text("host_storage_type"),
            ),
        )

    @cached_property
    def network(self) -> Network:
        """The network, read."""
        return Network(
            networking=self.text("host_networking"),
            topology=self.text("host_networking_topology"),
            cards=Count.of(self._value("host_network_card_count")),
        )

    @cached_property
    def software(self) -> Software:
        """The software, read."""
        return Software(
            framework=self.text("framework"),
            operating_system=self.text("operating_system"),
            other_stack=self.text("other_software_stack"),
        )

    @property
    def nodes(self) -> Count:
        """How many nodes it has."""
        return Count.of(self._value("number_of_nodes"))

    @cached_property
    def other(self) -> Other:
        """The rest, read."""
        return Other(
            cooling=self.text("cooling"),
            nodes=self.nodes,
            hardware_notes=self.text("hw_notes"),
            software_notes=self.text("sw_notes"),
        )


def _texts(values: Iterable[JsonValue]) -> list[str]:
    found: list[str] = []
    for value in values:
        if type(value) is str:
            found.append(value)
        elif isinstance(value, Mapping | tuple):
            found += _texts(value.values() if isinstance(value, Mapping) else value)
    return found


PastedSystem = Annotated[System, BeforeValidator(System.pasted)]
