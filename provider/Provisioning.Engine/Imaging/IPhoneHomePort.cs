using Provisioning.Model.Agents;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Imaging;

/// <summary>Installed systems that report.</summary>
public interface IPhoneHomePort
{
    /// <summary>Makes the ticket of an attempt; the same one again for the same attempt.</summary>
    ValueTask<PortResult<PhoneHomeTicket>> OpenAsync(AttemptKey attempt, CancellationToken cancellationToken);

    /// <summary>What the installed system of an attempt reported, or null; waits at most the given time for it.</summary>
    ValueTask<PhoneHomeReport?> WaitAsync(AttemptKey attempt, TimeSpan atMost, CancellationToken cancellationToken);
}
