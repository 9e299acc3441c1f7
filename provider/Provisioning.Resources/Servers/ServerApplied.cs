using Provisioning.Engine.Operations;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Servers;

/// <summary>
/// The state after an apply. A failed create leaves none, so that nothing is tainted and nothing destroyed. A failed update keeps the prior
/// arguments of what was not confirmed, so that the next plan shows it again.
/// </summary>
internal static class ServerApplied
{
    public static ApplyReply Reply(ApplyRequest request, ServerDesired desired, ServerOutcome outcome)
    {
        var failed = outcome.Snapshot is null || outcome.Diagnostics.Any(diagnostic => diagnostic.IsError);
        return failed ? Failed(request, desired, outcome) : Succeeded(request, outcome.Snapshot!, outcome);
    }

    private static ApplyReply Succeeded(ApplyRequest request, ServerSnapshot snapshot, ServerOutcome outcome)
    {
        var state = ServerState.Write(ServerPlanned.Arguments(request.Config), snapshot)
            .With("last_change", LastChange(request.Prior, request.Planned.Member("last_change"), outcome));
        return new ApplyReply
        {
            State = state,
            Private = ServerPrivate.Of(snapshot.Observed).Write(),
            Diagnostics = outcome.Diagnostics,
        };
    }

    private static ApplyReply Failed(ApplyRequest request, ServerDesired desired, ServerOutcome outcome)
    {
        var diagnostics = outcome.Diagnostics.Any(diagnostic => diagnostic.IsError)
            ? outcome.Diagnostics
            : outcome.Diagnostics.Add(InternalDiagnostics.NothingToKeep(desired.Name));
        if (request.Prior.IsNull) return new ApplyReply { State = Value.Null, Diagnostics = diagnostics };
        if (outcome.Snapshot is not { } snapshot)
            return new ApplyReply { State = request.Prior, Private = request.PlannedPrivate, Diagnostics = diagnostics };

        var state = ServerState.Write(request.Prior, snapshot);
        var arguments = ServerPlanned.Arguments(request.Config);
        foreach (var (name, confirmed) in Confirmed(desired, snapshot.Observed))
        {
            if (confirmed) state = state.With(name, arguments.Member(name));
        }

        return new ApplyReply { State = state, Private = ServerPrivate.Of(snapshot.Observed).Write(), Diagnostics = diagnostics };
    }

    private static IEnumerable<(string Name, bool Confirmed)> Confirmed(ServerDesired desired, ServerObserved observed) =>
    [
        ("bios_profile", ManagedSettings.Bios(desired).All(entry => observed.Bios.TryGetValue(entry.Key, out var value) && value == entry.Value)),
        ("bmc_profile", ManagedSettings.Bmc(desired).All(entry => observed.BmcSettings.TryGetValue(entry.Key, out var value) && value == entry.Value)),
        ("validation_profile", desired.ValidationProfile?.Id == observed.ValidationProfileId),
        ("attestation_policy", desired.AttestationPolicy?.Id == observed.AttestationPolicyId),
        ("network_profile", desired.NetworkProfile?.Id == observed.NetworkProfileId),
        ("os", desired.Os is { } os && os.Image.Id == observed.ImageId && os.RebuildTrigger == observed.RebuildTrigger),
    ];

    /// <summary>What was planned, with what only the execution could tell. What was known at plan is promised and stays.</summary>
    private static Value LastChange(Value prior, Value planned, ServerOutcome outcome)
    {
        if (planned.IsNull) return planned;
        if (outcome.Executed is not { } executed) return planned.IsUnknown ? Value.Null : planned;
        var actual = ServerState.LastChange(executed, ServerState.NextChange(prior), isCreate: false, outcome.DisksWritten);
        if (planned is not Value.Map members) return actual;
        foreach (var (name, value) in members.Members)
        {
            if (!value.IsUnknown) actual = actual.With(name, value);
        }

        return actual;
    }
}
