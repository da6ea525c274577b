"""Section: which facts of a description stand together, in MLPerf's published grouping or a round's own."""

from pydantic import Field

from site_builder.models.base import Model, SomeText


class Section(Model):
    """A group of facts of a system description, as cards show them under one heading."""

    title: SomeText = Field(description="The heading: Accelerator Details")
    keys: tuple[SomeText, ...] = Field(
        description="Keys of the description, in the order of the card; `accelerator*` is a beginning"
    )


# The published grouping, with keys in alphabetical order as published. `nics_enabled_firmware` stands in two groups,
# as it was published. A round file may bring its own `sections`.
USUAL_SECTIONS = (
    Section(title="Accelerator Details", keys=("accelerator*",)),
    Section(title="Processor and Memory Details", keys=("host_memory*", "host_processor*")),
    Section(
        title="Other Hardware Details",
        keys=(
            "cooling",
            "disk_controllers",
            "disk_drives",
            "hw_notes",
            "other_hardware",
            "power_management",
            "power_supply_*",
        ),
    ),
    Section(
        title="Network and Interconnect Details",
        keys=("host_network*", "network_speed_mbit", "nics_*", "number_of_type_nics_installed"),
    ),
    Section(
        title="Software Details",
        keys=(
            "boot_firmware_version",
            "framework",
            "management_firmware_version",
            "nics_enabled_firmware",
            "operating_system",
            "other_software_stack",
            "sw_notes",
        ),
    ),
)
