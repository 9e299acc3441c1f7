using Provisioning.Engine.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Servers;

/// <summary>The conditions of a server after a look. Pure.</summary>
internal static class ConditionRules
{
    /// <summary>After an operation that knows what is wanted.</summary>
    public static ValueArray<Condition> Of(ServerDesired desired, ServerObserved observed, ServerRecord record, TlsTrust trust) =>
        Merge(record.Conditions,
        [
            .. Reached(trust),
            Compliance(ConditionKind.FirmwareCompliant, ManagedSettings.Firmware(desired), observed.Firmware, "no baseline is set"),
            Compliance(ConditionKind.BiosCompliant, ManagedSettings.Bios(desired), observed.Bios, "no profile is set"),
            .. Attested(desired, observed, record),
        ]);

    /// <summary>After a look that does not know what is wanted: what depends on it stays as it was.</summary>
    public static ValueArray<Condition> Of(ServerRecord record, TlsTrust trust) => Merge(record.Conditions, Reached(trust));

    /// <summary>After a look that failed.</summary>
    public static ValueArray<Condition> Unreachable(ServerRecord record, string reason) =>
        Merge(record.Conditions, [new Condition(ConditionKind.Reachable, ConditionStatus.No, reason)]);

    private static IEnumerable<Condition> Reached(TlsTrust trust) =>
    [
        new Condition(ConditionKind.Reachable, ConditionStatus.Yes, "the BMC answers"),
        trust == TlsTrust.Insecure
            ? new Condition(ConditionKind.BmcTrusted, ConditionStatus.No, "certificates are not verified")
            : new Condition(ConditionKind.BmcTrusted, ConditionStatus.Yes, trust == TlsTrust.PinOnFirstUse ? "the certificate is the pinned one" : "the site's authority vouches for it"),
        new Condition(ConditionKind.InventoryFresh, ConditionStatus.Yes, "read by the last operation"),
    ];

    private static Condition Compliance(ConditionKind kind, ValueMap<string, string> wanted, ValueMap<string, string> seen, string unmanaged)
    {
        if (wanted.IsEmpty) return new Condition(kind, ConditionStatus.Unknown, unmanaged);
        var differing = wanted.Where(entry => !seen.TryGetValue(entry.Key, out var value) || value != entry.Value).Select(entry => entry.Key).ToList();
        return differing.Count == 0
            ? new Condition(kind, ConditionStatus.Yes, "as wanted")
            : new Condition(kind, ConditionStatus.No, "differs: " + string.Join(", ", differing));
    }

    /// <summary>After measurements that do not hold, or do not meet the policy.</summary>
    public static ValueArray<Condition> NotAttested(ServerRecord record, string reason) =>
        Merge(record.Conditions, [new Condition(ConditionKind.Attested, ConditionStatus.No, reason)]);

    private static IEnumerable<Condition> Attested(ServerDesired desired, ServerObserved observed, ServerRecord record)
    {
        if (desired.AttestationPolicy is { } policy)
        {
            return DocumentIds.AreOfOneContent(observed.AttestationPolicyId, policy.Id)
                ? [new Condition(ConditionKind.Attested, ConditionStatus.Yes, $"the measurements meet {policy.Id}")]
                : [new Condition(ConditionKind.Attested, ConditionStatus.No, $"{policy.Id} is not met, or not judged yet")];
        }

        return record.Measured is { } measured && measured.TryGetValue(AttestationKeys.Verdict, out var verdict)
            ? [new Condition(ConditionKind.Attested, ConditionStatus.Unknown, verdict)]
            : [];
    }

    private static ValueArray<Condition> Merge(ValueArray<Condition> before, IEnumerable<Condition> now)
    {
        var merged = before.ToDictionary(condition => condition.Kind);
        foreach (var condition in now) merged[condition.Kind] = condition;
        return merged.Values.OrderBy(condition => condition.Kind).ToValueArray();
    }
}
