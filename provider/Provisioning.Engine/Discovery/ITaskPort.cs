using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Discovery;

/// <summary>Tasks and the event log of a BMC.</summary>
public interface ITaskPort
{
    /// <summary>The tasks that are not at their end. Empty where the BMC has no task service.</summary>
    ValueTask<PortResult<ValueArray<BmcTask>>> ListRunningAsync(CancellationToken cancellationToken);

    /// <summary>One task; <see cref="FaultKind.Rejected"/> where it is gone.</summary>
    ValueTask<PortResult<BmcTask>> ReadAsync(string uri, CancellationToken cancellationToken);

    /// <summary>The newest entries of the system and manager event logs, newest first, as lines.</summary>
    ValueTask<PortResult<ValueArray<string>>> ReadEventLogTailAsync(int count, CancellationToken cancellationToken);
}
