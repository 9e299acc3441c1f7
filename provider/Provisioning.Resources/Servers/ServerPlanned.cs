using Provisioning.Model.Collections;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Servers;

/// <summary>
/// The planned state of a server: what the user wrote, and the computed attributes as far as prior state and configuration tell them.
/// Terraform plans twice and compares, so no clock, no chance and no machine has a say here.
/// </summary>
internal static class ServerPlanned
{
    /// <summary>The planned state of a create.</summary>
    public static Value Create(Value config, ServerDesired desired, ServerPlan? plan)
    {
        var planned = Arguments(config);
        foreach (var name in ServerState.ComputedNames) planned = planned.With(name, Value.Unknown);
        // A machine that is not the expected one is never touched, so these are known whatever else is not.
        if (desired.Expect.Serial is { } serial) planned = planned.With("serial", Value.Of(serial));
        if (desired.Expect.Uuid is { } uuid) planned = planned.With("uuid", Value.Of(uuid.ToString("D")));
        planned = planned.With("boot", ServerState.TextMap(ValueMap<string, string>.Empty));
        if (plan is null) return planned;
        return planned
            .With("bios", Managed(config, "bios_profile", ManagedSettings.Bios(desired)))
            .With("bmc_settings", Managed(config, "bmc_profile", ManagedSettings.Bmc(desired)))
            .With("last_change", ServerState.LastChange(plan, 1, isCreate: true));
    }

    /// <summary>The planned state of an update; equal to the prior state where nothing is to be done and nothing was reworded.</summary>
    public static Value Update(Value config, Value prior, ServerDesired desired, ServerPlan? plan)
    {
        var planned = Arguments(config);
        foreach (var name in ServerState.ComputedNames) planned = planned.With(name, prior.Member(name));
        if (plan is null)
        {
            foreach (var name in new[] { "lifecycle_state", "bios", "bmc_settings", "firmware", "last_change", "receipts" })
                planned = planned.With(name, Value.Unknown);
            return planned;
        }

        planned = planned
            .With("bios", Managed(config, "bios_profile", ManagedSettings.Bios(desired)))
            .With("bmc_settings", Managed(config, "bmc_profile", ManagedSettings.Bmc(desired)));
        if (!SameKeys(prior.Member("firmware"), ManagedSettings.Firmware(desired).Keys)) planned = planned.With("firmware", Value.Unknown);
        return plan.IsEmpty
            ? planned
            : planned
                .With("lifecycle_state", Value.Unknown)
                .With("receipts", Value.Unknown)
                .With("last_change", ServerState.LastChange(plan, ServerState.NextChange(prior), isCreate: false));
    }

    /// <summary>A copy of the configuration without what is write-only, which state and plan never hold.</summary>
    public static Value Arguments(Value config) => WithoutWriteOnly(ServerSchema.Description.Shape, config);

    private static Value WithoutWriteOnly(ObjectShape shape, Value value)
    {
        if (value is not Value.Map) return value;
        foreach (var attribute in shape.Attributes)
        {
            if (attribute.WriteOnly) value = value.With(attribute.Name, Value.Null);
            else if (attribute.Type is AttributeType.NestedType { Nesting: Nesting.Single } nested)
                value = value.With(attribute.Name, WithoutWriteOnly(nested.Shape, value.Member(attribute.Name)));
        }

        return value;
    }

    private static Value Managed(Value config, string document, ValueMap<string, string> desired) =>
        config.Member(document).IsWhollyKnown ? ServerState.TextMap(desired) : Value.Unknown;

    private static bool SameKeys(Value prior, IEnumerable<string> keys) =>
        !prior.IsUnknown && prior.AsMembers().Select(member => member.Key).Order(StringComparer.Ordinal)
            .SequenceEqual(keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
