using Provisioning.Model.Powering;

namespace Provisioning.Bmc.Tests.Recorded;

/// <summary>What is in a recorded tree, found by reading the tree and not by the driver.</summary>
public sealed record TreeFacts
{
    public static IReadOnlyList<TreeFacts> All { get; } =
    [
        new()
        {
            Name = "dell-r750-idrac9-6.00.30.00", Manufacturer = "Dell Inc.", Model = "PowerEdge R750", Serial = "F54P1G3", Uuid = "4c4c4544-0035-3410-8050-c6c04f314733",
            MemoryMib = 524288, Processors = 2, Interfaces = 5, Drives = 3, FirmwareEntries = 29,
            BmcVersion = "6.00.30.00", BiosVersion = "1.8.2",
            BiosAttributes = 453, Registry = "BiosAttributeRegistry.v1_0_3",
            MediaSlot = "/redfish/v1/Managers/iDRAC.Embedded.1/VirtualMedia/CD",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/System.Embedded.1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "hpe-alletra4220gen12-ilo7-1.17", Manufacturer = "HPE", Model = "HPE Alletra Storage Server 4220 Gen12", Serial = "SANJACSCM", Uuid = "52544c55-4c41-4153-4e4a-414353434d00",
            MemoryMib = 16384, Processors = 1, Interfaces = 4, Drives = 0, FirmwareEntries = 15,
            BmcVersion = "1.17.00 Aug 13 2025", BiosVersion = "U71 v1.52 (10/03/2025)",
            BiosAttributes = 256, Registry = "BiosAttributeRegistryU71.v1_1_52",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/2",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "hpe-cray-ex235n", Manufacturer = "HPE", Model = "HPE Cray EX235n", Serial = "DP20300012", Uuid = "00000000-0000-0000-0000-000000000000",
            MemoryMib = 262144, Processors = 1, Interfaces = 1, Drives = 0, FirmwareEntries = 30,
            BmcVersion = "nc.1.6.19-5-shasta-release.arm.2022-02-25T01:38:09+00:00.d20b426", BiosVersion = "ex235n.bios-1.2.1",
            BiosAttributes = 18, Registry = "BiosAttributeRegistry_v1_0_0",
            GracefulOff = "Off",
        },
        new()
        {
            Name = "hpe-dl325gen10plus-ilo5-2.46", Manufacturer = "HPE", Model = "ProLiant DL325 Gen10 Plus", Serial = "MXQ019020B", Uuid = "36383150-3630-584d-5130-313930323042",
            MemoryMib = 65536, Processors = 1, Interfaces = 4, Drives = 2, FirmwareEntries = 12,
            BmcVersion = "2.46 May 11 2021", BiosVersion = "A43 v2.52 (10/29/2021)",
            BiosAttributes = 236, Registry = "BiosAttributeRegistryA43.v1_2_52",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/2",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "hpe-dl360gen10plus-ilo5-3.11", Manufacturer = "HPE", Model = "ProLiant DL360 Gen10 Plus", Serial = "MXQ2390RHW", Uuid = "39383250-3834-584d-5132-333930524857",
            MemoryMib = 196608, Processors = 2, Interfaces = 6, Drives = 2, FirmwareEntries = 23,
            BmcVersion = "3.11 Feb 25 2025", BiosVersion = "U46 v2.34 (03/11/2025)",
            BiosAttributes = 276, Registry = "BiosAttributeRegistryU46.v1_2_34",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/2",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "hpe-dl360gen12-ilo7-1.14", Manufacturer = "HPE", Model = "HPE ProLiant Compute DL360 Gen12", Serial = "3M1D2V13TW", Uuid = "31323750-3637-4d33-3144-325631335457",
            MemoryMib = 262144, Processors = 2, Interfaces = 2, Drives = 2, FirmwareEntries = 16,
            BmcVersion = "1.14.00 May 28 2025", BiosVersion = "U68 v1.40 (05/22/2025)",
            BiosAttributes = 256, Registry = "BiosAttributeRegistryU68.v1_1_40",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/2",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "hpe-dl365gen10plus-ilo5-3.14", Manufacturer = "HPE", Model = "ProLiant DL365 Gen10 Plus", Serial = "MXQ2370DLQ", Uuid = "35383350-3837-584d-5132-333730444c51",
            MemoryMib = 196608, Processors = 2, Interfaces = 2, Drives = 2, FirmwareEntries = 22,
            BmcVersion = "3.14 Jun 16 2025", BiosVersion = "A42 v3.72 (05/16/2025)",
            BiosAttributes = 255, Registry = "BiosAttributeRegistryA42.v1_3_72",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/2",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "hpe-dl380agen11-ilo6-1.66", Manufacturer = "HPE", Model = "ProLiant DL380a Gen11", Serial = "2M2D2J00L4", Uuid = "39343550-3330-4d32-3244-324a30304c34",
            MemoryMib = 524288, Processors = 2, Interfaces = 2, Drives = 7, FirmwareEntries = 34,
            BmcVersion = "1.66 Dec 13 2024", BiosVersion = "U58 v2.44 (01/17/2025)",
            BiosAttributes = 300, Registry = "BiosAttributeRegistryU58.v1_2_44",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/2",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "hpe-dl385gen10plusv2-ilo5-2.72", Manufacturer = "HPE", Model = "ProLiant DL385 Gen10 Plus v2", Serial = "MXQ302099S", Uuid = "34383350-3131-584d-5133-303230393953",
            MemoryMib = 1048576, Processors = 2, Interfaces = 7, Drives = 18, FirmwareEntries = 48,
            BmcVersion = "2.72 Sep 04 2022", BiosVersion = "A42 v2.60 (08/11/2022)",
            BiosAttributes = 277, Registry = "BiosAttributeRegistryA42.v1_2_60",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/2",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "hpe-xl675d-a40-ilo5-2.55", Manufacturer = "HPE", Model = "ProLiant XL675d Gen10 Plus", Serial = "JS05NP1072", Uuid = "38334c44-4735-534a-3035-4e5031303732",
            MemoryMib = 262144, Processors = 2, Interfaces = 4, Drives = 0, FirmwareEntries = 23,
            BmcVersion = "2.55 Oct 01 2021", BiosVersion = "A47 v2.52 (10/29/2021)",
            BiosAttributes = 297, Registry = "BiosAttributeRegistryA47.v1_2_52",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/2",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/1", Expands = true,
        },
        new()
        {
            Name = "intel-s2600bpb-1.93", Manufacturer = "Intel Corporation", Model = "S2600BPB", Serial = "QSBP74100021", Uuid = "3504bf7d-ae5b-11e7-ab21-a4bf012890a8",
            MemoryMib = 49152, Processors = 2, Interfaces = 0, Drives = 1, FirmwareEntries = 5,
            BmcVersion = "1.93.870cf4f0", BiosVersion = "SE5C620.86B.02.01.0008.C0001.031920191559",
            BiosAttributes = 864, Registry = "BiosAttributeRegistry",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/QSBP74100021", BootMode = true,
        },
        new()
        {
            Name = "lenovo-sr670v2-xcc-2.83", Manufacturer = "Lenovo", Model = "ThinkSystem SR670 V2", Serial = "J105958B", Uuid = "6173ecec-6ef5-11ee-834a-0a8fc3a58a71",
            MemoryMib = 1048576, Processors = 2, Interfaces = 5, Drives = 4, FirmwareEntries = 41,
            BmcVersion = "42S-2.83", BiosVersion = "22J-1.51",
            BiosAttributes = 348, Registry = "BiosAttributeRegistry.1.0.0",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/EXT1",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "nvidia-bluefield3-bf24.10", Manufacturer = "https://www.mellanox.com", Model = "BlueField-3 SmartNIC Main Card", Serial = "MT2423600ANG", Uuid = "00000000-0000-0000-0000-000000000000",
            Interfaces = 3, Drives = 0, FirmwareEntries = 11,
            BmcVersion = "BF-24.10-10", BiosVersion = "4.9.0-46-g7e3911bd4d",
            BiosAttributes = 28, Registry = null,
            Expands = true,
        },
        new()
        {
            Name = "nvidia-dgxh100-ami-23.11.20", Manufacturer = "NVIDIA", Model = "DGXH100", Serial = "1662923610124", Uuid = "b11dd4f2-bfde-1000-02bc-5cff35fbe6e9",
            MemoryMib = 2097152, Processors = 2, Interfaces = 5, Drives = 0, FirmwareEntries = 66,
            BmcVersion = "23.11.21", BiosVersion = "01.01.03",
            BiosAttributes = 219, Registry = "BiosAttributeRegistry113.1.1.3",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/DGX/SD", Expands = true,
        },
        new()
        {
            Name = "nvidia-gb200nvl-24.12", Manufacturer = "NVIDIA", Model = "GB200 NVL", Serial = "1333024020524", Uuid = "501f2928-84ea-8579-cf52-dc2dbd2e4656",
            MemoryMib = 983040, Processors = 2, Interfaces = 0, Drives = 9, FirmwareEntries = 30,
            BmcVersion = "GB200Nvl-24.12-8", BiosVersion = "buildbrain-gcid-38635631",
            BiosAttributes = 403, Registry = null,
            MediaSlot = "/redfish/v1/Managers/BMC_0/VirtualMedia/USB1",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/System_0", Expands = true,
        },
        new()
        {
            Name = "nvidia-gbswitch-88.0002.1950", Manufacturer = "NVIDIA", Model = "N5110_LD", Serial = "MT2519600UDR", Uuid = "00000000-0000-0000-0000-000000000000",
            Interfaces = 0, Drives = 0, FirmwareEntries = 11,
            BmcVersion = "88.0002.1950", BiosVersion = null,
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/System_0", BootMode = true,
        },
        new()
        {
            Name = "openbmc-stock-2.15-dev", Manufacturer = "", Model = "", Serial = "", Uuid = "00000000-0000-0000-0000-000000000000",
            Power = PowerState.Off, Interfaces = 0, Drives = 0, FirmwareEntries = 1,
            BmcVersion = "2.15.0-dev-686-g100c36de90", BiosVersion = null,
            BiosAttributes = 0, Registry = null,
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/system", BootMode = true,
        },
        new()
        {
            Name = "supermicro-gb300nvl-70.01.00.09", Manufacturer = "Supermicro", Model = "GB NVL", Serial = "S964512X5913271", Uuid = "5f1cf000-643d-11f0-8000-7cc25590513a",
            Interfaces = 0, Drives = 0, FirmwareEntries = 29,
            BmcVersion = "70.01.00.09", BiosVersion = "2.1b",
            BiosAttributes = 360, Registry = null,
            MediaSlot = "/redfish/v1/Managers/BMC_0/VirtualMedia/USB1",
            CdWord = "Cd", BootPath = "/redfish/v1/Systems/System_0", Expands = true,
        },
        new()
        {
            Name = "supermicro-sys821ge-11.01.01", Manufacturer = "Supermicro", Model = "SYS-821GE-TNHR", Serial = "S889914X3710910", Uuid = "00000000-0000-0000-0000-7cc25550a8ff",
            MemoryMib = 2097152, Processors = 2, Interfaces = 12, Drives = 8, FirmwareEntries = 104,
            BmcVersion = "11.01.01", BiosVersion = "BIOS Date: 08/04/2023 Ver 1.4",
            BiosAttributes = 358, Registry = "BiosAttributeRegistry.v1_0_0",
            MediaSlot = "/redfish/v1/Managers/1/VirtualMedia/VirtualMedia1",
            CdWord = "UsbCd", BootPath = "/redfish/v1/Systems/1", BootMode = true, Expands = true,
        },
        new()
        {
            Name = "supermicro-x10sdv-4.00", Manufacturer = "Supermicro", Model = "Super Server", Serial = "", Uuid = "00000000-0000-0000-0000-ac1f6b18a45a",
            MemoryMib = 65536, Processors = 1, Interfaces = 4, Drives = 0, FirmwareEntries = 2,
            BmcVersion = "4.0", BiosVersion = "1.2",
            CdWord = "UsbCd", BootPath = "/redfish/v1/Systems/1",
        },
    ];

    public string Name { get; init; } = "";

    public string Manufacturer { get; init; } = "";

    public string Model { get; init; } = "";

    public string Serial { get; init; } = "";

    public string Uuid { get; init; } = "";

    public PowerState Power { get; init; } = PowerState.On;

    public long? MemoryMib { get; init; }

    public int? Processors { get; init; }

    public int Interfaces { get; init; }

    public int Drives { get; init; }

    public int FirmwareEntries { get; init; }

    public string? BmcVersion { get; init; }

    public string? BiosVersion { get; init; }

    /// <summary>Attributes in force; null: the BMC has no BIOS resource.</summary>
    public int? BiosAttributes { get; init; }

    public string? Registry { get; init; }

    /// <summary>The slot to use; null: none can be used.</summary>
    public string? MediaSlot { get; init; }

    /// <summary>The boot source that means the virtual CD; null: none is offered.</summary>
    public string? CdWord { get; init; }

    public string BootPath { get; init; } = "";

    public bool BootMode { get; init; }

    public string GracefulOff { get; init; } = "GracefulShutdown";

    public bool Expands { get; init; }

    public override string ToString() => Name;
}
