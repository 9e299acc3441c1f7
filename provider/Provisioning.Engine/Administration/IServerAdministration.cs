using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Engine.Administration;

/// <summary>What operators ask and say beside plans: answered from the store alone, no BMC is asked. Every word of theirs is a journal row.</summary>
public interface IServerAdministration
{
    /// <summary>How servers are; null: all that are not forgotten.</summary>
    ValueTask<ValueArray<ServerStatus>> StatusAsync(string? name, CancellationToken cancellationToken);

    /// <summary>The newest rows of the journal, oldest of them first; null: of all servers.</summary>
    ValueTask<ValueArray<HistoryEntry>> HistoryAsync(string? name, int limit, CancellationToken cancellationToken);

    /// <summary>Why a server is where it is, what it waits for, what happens next, on what evidence.</summary>
    ValueTask<Outcome<ServerExplanation>> ExplainAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stops everything on a server before its next write.</summary>
    ValueTask<Outcome<ServerStatus>> HoldAsync(OperatorCaller by, string name, HoldOrder order, CancellationToken cancellationToken);

    /// <summary>Lifts a hold.</summary>
    ValueTask<Outcome<ServerStatus>> UnholdAsync(OperatorCaller by, string name, CancellationToken cancellationToken);

    /// <summary>Trusts another certificate of the BMC; null: whatever it shows at the next contact.</summary>
    ValueTask<Outcome<ServerStatus>> TrustAsync(OperatorCaller by, string name, string? fingerprint, CancellationToken cancellationToken);

    /// <summary>Says of a step what the engine cannot tell.</summary>
    ValueTask<Outcome<ServerStatus>> ResolveAsync(
        OperatorCaller by, string name, string step, StepResolution resolution, CancellationToken cancellationToken);

    /// <summary>Stops managing a server and touches nothing of it. Refused while an operation works on it.</summary>
    ValueTask<Outcome<ServerStatus>> ForgetAsync(OperatorCaller by, string name, CancellationToken cancellationToken);
}
