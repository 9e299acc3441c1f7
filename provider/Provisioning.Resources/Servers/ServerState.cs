using System.Globalization;
using Provisioning.Engine.Operations;
using Provisioning.Engine.Planning;
using Provisioning.Model.Collections;
using Provisioning.Model.Inventories;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Servers;

/// <summary>The computed part of a server's state: written from the engine's snapshot, and read back as what was last known.</summary>
internal static class ServerState
{
    /// <summary>The names of all computed attributes.</summary>
    public static readonly ValueArray<string> ComputedNames =
    [
        "id", "uuid", "serial", "manufacturer", "model", "bmc_fingerprint", "lifecycle_state", "network_interfaces",
        "bios", "boot", "bmc_settings", "firmware", "last_change", "receipts",
    ];

    /// <summary>Sets the computed attributes of a state from a snapshot; <c>last_change</c> is left as it is.</summary>
    public static Value Write(Value state, ServerSnapshot snapshot)
    {
        var observed = snapshot.Observed;
        return state
            .With("id", Value.Of(snapshot.Claim.Text))
            .With("uuid", Value.Of(observed.Identity.Uuid.ToString("D")))
            .With("serial", Value.Of(observed.Identity.Serial.Trim()))
            .With("manufacturer", Value.Of(observed.Identity.Manufacturer))
            .With("model", Value.Of(observed.Identity.Model))
            .With("bmc_fingerprint", Value.Of(observed.BmcFingerprint))
            .With("lifecycle_state", Value.Of(NameOf(observed.Lifecycle)))
            .With("network_interfaces", Value.Of(observed.Interfaces.Select(Interface)))
            .With("bios", TextMap(observed.Bios))
            .With("bmc_settings", TextMap(observed.BmcSettings))
            .With("firmware", TextMap(observed.Firmware))
            .With("boot", TextMap(ValueMap<string, string>.Empty))
            .With("receipts", Value.Of(
            [
                KeyValuePair.Create("head", Value.Of(snapshot.ReceiptHead)),
                KeyValuePair.Create("count", Value.Of((long)snapshot.ReceiptCount)),
            ]));
    }

    /// <summary>What a state says of the server, with what is kept beside it.</summary>
    public static ServerObserved Read(Value state, ServerPrivate beside) => new()
    {
        Identity = new ServerIdentity(
            Guid.TryParse(state.Member("uuid").AsText(), out var uuid) ? uuid : Guid.Empty,
            state.Member("serial").AsText() ?? "",
            state.Member("manufacturer").AsText() ?? "",
            state.Member("model").AsText() ?? ""),
        BmcFingerprint = state.Member("bmc_fingerprint").AsText(),
        Lifecycle = LifecycleOf(state.Member("lifecycle_state").AsText()),
        Bios = TextMap(state.Member("bios")),
        Firmware = TextMap(state.Member("firmware")),
        BmcSettings = TextMap(state.Member("bmc_settings")),
        ImageId = beside.ImageId,
        UserDataVersion = beside.UserDataVersion,
        RebuildTrigger = beside.RebuildTrigger,
        NetworkProfileId = beside.NetworkProfileId,
        ValidationProfileId = beside.ValidationProfileId,
        AttestationPolicyId = beside.AttestationPolicyId,
        Power = state.Member("power").AsText() switch { "on" => PowerState.On, "off" => PowerState.Off, _ => null },
        Interfaces = (from item in state.Member("network_interfaces").AsItems()
                      select new NetworkInterface(item.Member("name").AsText() ?? "", item.Member("mac").AsText() ?? "", null)).ToValueArray(),
    };

    /// <summary>What a plan does, as state keeps it. The last three are known for an update and not for a create, where only the machine can tell.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="number">The change's number.</param>
    /// <param name="isCreate">Whether there was nothing before.</param>
    /// <param name="disks">The disks that were written; null before that is known, where an image is to be written.</param>
    public static Value LastChange(ServerPlan plan, long number, bool isCreate, ValueArray<string>? disks = null) => Value.Of(
    [
        KeyValuePair.Create("number", Value.Of(number)),
        KeyValuePair.Create("summary", Value.Of(Summary(plan, number, isCreate))),
        KeyValuePair.Create("stages", Value.Of(plan.Stages.Select(stage => Value.Of(NameOf(stage))))),
        KeyValuePair.Create("destroys_data", Value.Of(plan.DestroysData)),
        KeyValuePair.Create("remedies", Value.Of(plan.Remedies.Select(remedy => Value.Of(SnakeCase.Of(remedy.ToString()))))),
        KeyValuePair.Create("reboots", isCreate || !plan.IsCertain ? Value.Unknown : Value.Of((long)plan.Reboots)),
        KeyValuePair.Create("estimated_minutes", isCreate || !plan.IsCertain ? Value.Unknown : Value.Of((long)plan.EstimatedMinutes)),
        KeyValuePair.Create("disks", Disks(plan, isCreate, disks)),
    ]);

    /// <summary>What a planned state said that would be done; null where it could not be told yet.</summary>
    public static PlannedScope? ReadPlanned(Value prior, Value planned)
    {
        var change = planned.Member("last_change");
        if (change.Member("number").AsInt64() is not { } number) return change.IsNull && !prior.IsNull ? PlannedScope.Nothing : null;
        if (!prior.IsNull && prior.Member("last_change").Member("number").AsInt64() == number) return PlannedScope.Nothing;
        var names = change.Member("stages").AsItems().Select(item => item.AsText()).ToList();
        return new PlannedScope(
            Enum.GetValues<Stage>().Where(stage => names.Contains(NameOf(stage))).ToValueArray(), (int?)change.Member("reboots").AsInt64());
    }

    /// <summary>The number of the change that comes after the one in a prior state; 1 where there is none.</summary>
    public static long NextChange(Value prior) =>
        prior.IsNull || prior.Member("last_change").Member("number").AsInt64() is not { } number ? 1 : number + 1;

    // Which disk is the root disk is found out by the agent; without an image none loses anything.
    private static Value Disks(ServerPlan plan, bool isCreate, ValueArray<string>? written) => written is { } known
        ? Value.Of(known.Select(serial => Value.Of(serial)))
        : isCreate || plan.Stages.Contains(Stage.Imaging) ? Value.Unknown : Value.Of(Enumerable.Empty<Value>());

    // Terraform hides what two changes have in common; the number makes each one differ, so that this line always shows.
    private static string Summary(ServerPlan plan, long number, bool isCreate)
    {
        var restarts = isCreate || !plan.IsCertain
            ? "restarts as the machine needs"
            : string.Create(CultureInfo.InvariantCulture, $"{Count(plan.Reboots, "restart")}, about {Count(plan.EstimatedMinutes, "minute")}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{number}: {string.Join(", ", plan.Stages.Select(NameOf))}; {restarts}; {(plan.DestroysData ? "a disk may lose its data" : "no data is lost")}");
    }

    private static string Count(int count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? "no" : count)} {thing}{(count == 1 ? "" : "s")}");

    public static Value TextMap(ValueMap<string, string> map) =>
        Value.Of(map.Select(entry => KeyValuePair.Create(entry.Key, Value.Of(entry.Value))));

    public static ValueMap<string, string> TextMap(Value map) => ValueMap<string, string>.From(
        from entry in map.AsMembers()
        let text = entry.Value.AsText()
        where text is not null
        select KeyValuePair.Create(entry.Key, text));

    public static string NameOf(LifecycleState state) => SnakeCase.Of(state.ToString());

    public static string NameOf(Stage stage) => SnakeCase.Of(stage.ToString());

    private static LifecycleState LifecycleOf(string? name) =>
        Enum.GetValues<LifecycleState>().FirstOrDefault(state => NameOf(state) == name, LifecycleState.Discovered);

    private static Value Interface(NetworkInterface item) => Value.Of(
    [
        KeyValuePair.Create("name", Value.Of(item.Id)),
        KeyValuePair.Create("mac", Value.Of(item.Mac)),
    ]);
}
