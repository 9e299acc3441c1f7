using Provisioning.Engine.Validation;
using Provisioning.Model.Inventories;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;
using Provisioning.Model.Validation;

namespace Provisioning.Engine.Tests.Validation;

public sealed class ValidationRulesTests
{
    private static readonly ValidationProfile Anything = new() { Name = "node" };

    private static readonly ServerInventory OutOfBand = new()
    {
        Identity = new ServerIdentity(Guid.NewGuid(), "SN1", "Acme", "Rack1"),
        Power = new PowerObservation(PowerState.On, null, null),
        MemoryMib = 65_536,
        Drives = [new Drive("1", "a", null, 1L << 40, "nvme"), new Drive("2", "b", null, 1L << 30, "ssd")],
        Interfaces = [new NetworkInterface("1", "52:54:00:00:00:01", 25_000), new NetworkInterface("2", "52:54:00:00:00:02", null)],
    };

    private static readonly InBandInventory InBand = new()
    {
        Uuid = Guid.NewGuid(),
        Serial = "SN1",
        ProcessorCount = 64,
        MemoryMib = 60_000,
        TpmPresent = true,
        Drives = [new Drive("nvme0n1", "a", null, 1L << 40, "nvme"), new Drive("sda", "b", null, 1L << 30, "ssd"), new Drive("sdb", "c", null, 1L << 30, "ssd")],
    };

    [Fact]
    public void A_profile_that_asks_for_nothing_is_met_by_anything() =>
        Assert.Empty(ValidationRules.Deviations(Anything, OutOfBand with { MemoryMib = null, Drives = [], Interfaces = [] }, null));

    [Fact]
    public void What_is_there_meets_what_is_asked_for() => Assert.Empty(ValidationRules.Deviations(
        Anything with
        {
            MinMemoryGib = 64,
            MinLogicalProcessors = 64,
            Drives = new DriveRequirement(2, "ssd", 1),
            Interfaces = new InterfaceRequirement(1, 25_000),
            NeedsTpm = true,
        },
        OutOfBand,
        InBand));

    [Fact]
    public void Each_thing_that_is_less_than_asked_for_is_named_with_both_values()
    {
        var found = ValidationRules.Deviations(
            Anything with
            {
                MinMemoryGib = 128,
                MinLogicalProcessors = 128,
                Drives = new DriveRequirement(2, "nvme", 500),
                Interfaces = new InterfaceRequirement(2, 25_000),
                NeedsTpm = true,
            },
            OutOfBand,
            InBand with { TpmPresent = false });

        Assert.Equal(
            [
                "memory: 65536 MiB, wanted at least 128 GiB",
                "logical processors: 64, wanted at least 128",
                "drives of type nvme of at least 500 GiB: 1, wanted at least 2",
                "network interfaces of at least 25000 Mbit/s: 1, wanted at least 2",
                "TPM: none, wanted one",
            ],
            found);
    }

    // The BMC counts what is fitted; a kernel that alone tells sees some per cent less of the same.
    [Theory]
    [InlineData(65_536, null, true)]
    [InlineData(65_535, null, false)]
    [InlineData(null, 57_000, true)]
    [InlineData(null, 50_000, false)]
    [InlineData(65_536, 30_000, true)]
    [InlineData(null, null, false)]
    public void Memory_is_what_is_fitted_where_that_is_told(int? fitted, int? seen, bool isMet)
    {
        var found = ValidationRules.Deviations(
            Anything with { MinMemoryGib = 64 }, OutOfBand with { MemoryMib = fitted }, seen is null ? null : InBand with { MemoryMib = seen });

        Assert.Equal(isMet, found.Count == 0);
    }

    [Fact]
    public void What_nobody_tells_is_never_met() => Assert.Equal(
        3,
        ValidationRules.Deviations(
            Anything with { MinLogicalProcessors = 1, Drives = new DriveRequirement(1, null, null), NeedsTpm = true }, OutOfBand with { Drives = [] }, null).Count);
}
