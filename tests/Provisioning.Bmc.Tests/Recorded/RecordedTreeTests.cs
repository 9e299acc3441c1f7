using Provisioning.Bmc.Tests.Testing;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Inventories;
using Provisioning.Model.Booting;
using Provisioning.Model.Faults;
using Provisioning.Model.Powering;

namespace Provisioning.Bmc.Tests.Recorded;

/// <summary>Every recorded BMC tells who it is and what it has; what it lacks is a precise fault.</summary>
public sealed class RecordedTreeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Trees => [.. TreeFacts.All.Select(facts => facts.Name)];

    [Theory]
    [MemberData(nameof(Trees))]
    public async Task Inventory_tells_who_the_machine_is(string tree)
    {
        var facts = TreeFacts.All.Single(known => known.Name == tree);
        await using var connection = await OpenAsync(facts);
        var inventory = Connecting.Value(await connection.Inventory.ReadAsync(InventoryScope.Full, Token));
        Assert.Equal(facts.Manufacturer, inventory.Identity.Manufacturer);
        Assert.StartsWith(facts.Model, inventory.Identity.Model, StringComparison.Ordinal);
        Assert.Equal(facts.Serial, inventory.Identity.Serial);
        Assert.Equal(facts.Uuid, inventory.Identity.Uuid.ToString());
        Assert.Equal(facts.Power, inventory.Power.State);
        Assert.Equal(facts.MemoryMib, inventory.MemoryMib);
        Assert.Equal(facts.Processors, inventory.ProcessorCount);
        Assert.Equal(facts.Interfaces, inventory.Interfaces.Count);
        Assert.Equal(facts.Drives, inventory.Drives.Count);
        Assert.All(inventory.Interfaces, nic => Assert.Matches("^([0-9a-f]{2}:){5}[0-9a-f]{2}$", nic.Mac));
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public async Task Firmware_tells_the_versions_of_bmc_and_bios(string tree)
    {
        var facts = TreeFacts.All.Single(known => known.Name == tree);
        await using var connection = await OpenAsync(facts);
        var firmware = Connecting.Value(await connection.Firmware.ReadAsync(Token));
        Assert.Equal(facts.FirmwareEntries, firmware.Count);
        Assert.Equal(facts.BmcVersion, firmware.SingleOrDefault(entry => entry.Role == "bmc")?.Version);
        Assert.Equal(facts.BiosVersion, firmware.SingleOrDefault(entry => entry.Role == "bios")?.Version);
        Assert.DoesNotContain(firmware, entry => entry.Version is "N/A" or "Not Present" or "-*");
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public async Task Bios_tells_current_values_or_that_there_are_none(string tree)
    {
        var facts = TreeFacts.All.Single(known => known.Name == tree);
        await using var connection = await OpenAsync(facts);
        var read = await connection.Bios.ReadAsync([], Token);
        if (facts.BiosAttributes is not { } count)
        {
            Assert.Equal(FaultKind.NotSupported, Connecting.Failure(read).Kind);
            return;
        }

        var bios = Connecting.Value(read);
        Assert.Equal(count, bios.Current.Count);
        Assert.Empty(bios.Pending);
        Assert.Equal(facts.Registry, bios.RegistryId);
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public async Task Virtual_media_chooses_the_slot_for_a_cd_or_says_that_there_is_none(string tree)
    {
        var facts = TreeFacts.All.Single(known => known.Name == tree);
        await using var connection = await OpenAsync(facts);
        var read = await connection.Media.ReadAsync(Token);
        if (facts.MediaSlot is not { } slot)
        {
            Assert.Equal(FaultKind.NotSupported, Connecting.Failure(read).Kind);
            return;
        }

        Assert.Equal(new VirtualMediumObservation(slot, null, false), Connecting.Value(read));
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public async Task Boot_override_is_off_or_not_offered(string tree)
    {
        var facts = TreeFacts.All.Single(known => known.Name == tree);
        await using var connection = await OpenAsync(facts);
        var read = await connection.Boot.ReadAsync(Token);
        if (facts.CdWord is null && facts.Name.StartsWith("hpe-cray", StringComparison.Ordinal)) Assert.Equal(FaultKind.NotSupported, Connecting.Failure(read).Kind);
        else Assert.Equal(new BootOverride(BootTarget.None, true), Connecting.Value(read));
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public async Task Boot_override_is_set_in_the_words_and_at_the_place_that_the_bmc_offers(string tree)
    {
        var facts = TreeFacts.All.Single(known => known.Name == tree);
        var handler = Replay(facts);
        await using var connection = await OpenAsync(handler);
        var set = await connection.Boot.SetAsync(new BootOverride(BootTarget.Cd, true), Token);
        if (facts.CdWord is not { } word)
        {
            Assert.Equal(FaultKind.NotSupported, Connecting.Failure(set).Kind);
            Assert.DoesNotContain(handler.Requests, request => request.Method == "PATCH");
            return;
        }

        Connecting.Value(set);
        var (_, path, body) = handler.Requests.Single(request => request.Method == "PATCH");
        Assert.Equal(facts.BootPath, path);
        Assert.Contains($"\"BootSourceOverrideTarget\":\"{word}\"", body, StringComparison.Ordinal);
        Assert.Contains("\"BootSourceOverrideEnabled\":\"Once\"", body, StringComparison.Ordinal);
        Assert.Equal(facts.BootMode, body.Contains("\"BootSourceOverrideMode\":\"UEFI\"", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public async Task Power_is_acted_on_in_the_types_that_the_bmc_offers(string tree)
    {
        var facts = TreeFacts.All.Single(known => known.Name == tree);
        var handler = Replay(facts);
        await using var connection = await OpenAsync(handler);
        Connecting.Value(await connection.Power.ActAsync(PowerAction.GracefulOff, Token));
        Assert.Contains($"\"ResetType\":\"{facts.GracefulOff}\"", handler.Requests.Last(request => request.Method == "POST").Body, StringComparison.Ordinal);
        Connecting.Value(await connection.Power.ActAsync(PowerAction.ForceOff, Token));
        Assert.Contains("\"ResetType\":\"ForceOff\"", handler.Requests.Last(request => request.Method == "POST").Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public async Task Second_look_with_the_capability_record_takes_few_requests_and_tells_the_same(string tree)
    {
        var facts = TreeFacts.All.Single(known => known.Name == tree);
        string capabilities, before;
        await using (var first = await OpenAsync(facts))
        {
            before = await LookAsync(first);
            capabilities = first.Capabilities;
        }

        var handler = Replay(facts);
        await using var second = await OpenAsync(handler, capabilities);
        Assert.Equal(before, await LookAsync(second));
        Assert.Equal(capabilities, second.Capabilities);
        if (facts.Expands) Assert.InRange(second.RequestCount, 1, 7);
    }

    private static async Task<string> LookAsync(IBmcConnection connection)
    {
        var identity = Connecting.Value(await connection.Inventory.ReadAsync(InventoryScope.Identity, Token));
        var bios = (await connection.Bios.ReadAsync([], Token)).Match(value => value.ToString(), fault => fault.ToString());
        var settings = Connecting.Value(await connection.Configuration.ReadAsync(Token));
        var firmware = Connecting.Value(await connection.Firmware.ReadAsync(Token));
        return $"{identity}\n{bios}\n{settings}\n{firmware}";
    }

    private static ReplayHandler Replay(TreeFacts facts) => new(RecordedTree.Load(facts.Name));

    internal static Task<IBmcConnection> OpenAsync(TreeFacts facts) => OpenAsync(Replay(facts));

    private static async Task<IBmcConnection> OpenAsync(ReplayHandler handler, string? capabilities = null)
    {
        var connector = Connecting.Connector(new MemoryLedger(), handlers: () => handler);
        return await connector.ConnectAsync(Connecting.Request("bmc.example") with { Capabilities = capabilities });
    }
}
