using System.Globalization;
using Provisioning.Bmc.Tests.Testing;
using Provisioning.Engine.Bios;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Inventories;
using Provisioning.Engine.Planning;
using Provisioning.Model.Bios;
using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Firmware;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Servers;

namespace Provisioning.Bmc.Tests.Recorded;

/// <summary>
/// Every recorded machine adopted as it stands, with documents that say what it is: the plan is empty. And a value that a BMC would give back in another
/// spelling is refused rather than different for ever.
/// </summary>
public sealed class AdoptedTreeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(RecordedTreeTests.Trees), MemberType = typeof(RecordedTreeTests))]
    public async Task A_plan_of_what_the_machine_is_is_empty(string tree)
    {
        await using var connection = await RecordedTreeTests.OpenAsync(TreeFacts.All.Single(known => known.Name == tree));
        var identity = Connecting.Value(await connection.Inventory.ReadAsync(InventoryScope.Identity, Token)).Identity;
        var bios = await BiosAsync(connection);
        var firmware = Connecting.Value(await connection.Firmware.ReadAsync(Token));
        var ntp = (await connection.Configuration.ReadAsync(Token)).Match(seen => seen.NtpServers, _ => []);
        var versions = ValueMap<string, string>.Empty;
        foreach (var entry in firmware) versions = versions.Set(entry.Role ?? entry.Id, entry.Version);
        var desired = new ServerDesired
        {
            Name = "n1",
            Bmc = new BmcEndpoint("10.1.0.11", "default", [], null),
            Expect = new ExpectedIdentity(identity.Serial, identity.Uuid),
            BiosProfile = new DocumentOf<BiosProfile>("b@sha256:1", new BiosProfile { Name = "b", Attributes = Settable(bios) }),
            FirmwareBaseline = new DocumentOf<FirmwareBaseline>(
                "f@sha256:1",
                new FirmwareBaseline { Name = "f", Manufacturer = identity.Manufacturer, Model = identity.Model, Components = versions }),
            BmcProfile = new DocumentOf<BmcProfile>("p@sha256:1", new BmcProfile { Name = "p", NtpServers = ntp }),
        };

        // A refresh reads the values alone, by another way than the profile's check, and the firmware anew.
        var again = ValueMap<string, string>.Empty;
        foreach (var entry in Connecting.Value(await connection.Firmware.ReadAsync(Token))) again = again.Set(entry.Role ?? entry.Id, entry.Version);
        var observed = new ServerObserved
        {
            Identity = identity,
            Lifecycle = LifecycleState.Enrolled,
            Bios = bios is null ? ValueMap<string, string>.Empty : Connecting.Value(await connection.Bios.ReadCurrentAsync(Token)),
            Firmware = again,
            BmcSettings = ValueMap<string, string>.Empty.Set(ManagedSettings.NtpServers, string.Join(',', ntp)),
        };
        var plan = ServerPlanner.Plan(desired, new PlanBasis(false, observed));

        Assert.Empty(plan.Steps);
        Assert.Empty(plan.Diagnostics);
        if (bios is not null) Assert.Empty(BiosProfileValidator.Validate(desired.BiosProfile.Content, bios));
    }

    [Theory]
    [MemberData(nameof(RecordedTreeTests.Trees), MemberType = typeof(RecordedTreeTests))]
    public async Task Another_spelling_of_a_value_is_refused_with_the_right_one(string tree)
    {
        await using var connection = await RecordedTreeTests.OpenAsync(TreeFacts.All.Single(known => known.Name == tree));
        if (await BiosAsync(connection) is not { } bios) return;
        foreach (var (name, value) in Settable(bios))
        {
            foreach (var other in Spellings(bios.Entries.TryGetValue(name, out var entry) ? entry.Type : null, value).Where(other => other != value))
            {
                var profile = new BiosProfile { Name = "b", Attributes = ValueMap<string, string>.Empty.Set(name, other) };
                Assert.True(BiosProfileValidator.Validate(profile, bios).Any(finding => finding.IsError), $"{name} = \"{other}\" passes for \"{value}\"");
            }
        }
    }

    // Without a type the value itself tells; a free text has one spelling.
    private static IEnumerable<string> Spellings(BiosAttributeType? type, string value) => type switch
    {
        BiosAttributeType.Whole => ["0" + value, "+" + value, value + ".0", " " + value, value + " "],
        BiosAttributeType.Flag => [value.ToUpperInvariant(), value == "true" ? "1" : "0", value == "true" ? "yes" : "no"],
        BiosAttributeType.Enumeration when value.Length > 0 => [value.ToUpperInvariant() + "x", " " + value],
        null when value is "true" or "false" => [value.ToUpperInvariant(), " " + value],
        null when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) => ["0" + value, "+" + value, value + ".0"],
        _ => [],
    };

    // What a profile may name: values that are there, and no password.
    private static ValueMap<string, string> Settable(BiosObservation? bios) => bios is null
        ? ValueMap<string, string>.Empty
        : ValueMap<string, string>.From(bios.Current.Where(entry =>
            !bios.Entries.TryGetValue(entry.Key, out var described)
            || (described.Type != BiosAttributeType.Password && IsWithinItsOwnRegistry(described, entry.Value))));

    // Machines are recorded whose current value their own registry does not allow; a profile that names such a value is refused, as it should be.
    private static bool IsWithinItsOwnRegistry(BiosAttributeEntry entry, string value) => BiosProfileValidator.Validate(
        new BiosProfile { Name = "b", Attributes = ValueMap<string, string>.Empty.Set(entry.Name, value) },
        new BiosObservation
        {
            Current = ValueMap<string, string>.Empty.Set(entry.Name, value),
            Pending = ValueMap<string, string>.Empty,
            Entries = ValueMap<string, BiosAttributeEntry>.Empty.Set(entry.Name, entry),
        }).IsEmpty;

    private static async Task<BiosObservation?> BiosAsync(IBmcConnection connection) =>
        (await connection.Bios.ReadAsync([], Token)).Match<BiosObservation?>(seen => seen, fault => fault.Kind == FaultKind.NotSupported ? null : throw new InvalidOperationException(fault.Diagnostic.ToString()));
}
