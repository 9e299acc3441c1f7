using Provisioning.Model.Collections;
using Provisioning.Model.Security;

namespace Provisioning.Engine.Discovery;

/// <summary>
/// What the store remembers of logins, across processes: failed passwords, so that no BMC account is ever locked out, and open sessions,
/// so that those of a killed engine are deleted. Passwords are kept only as salted digests.
/// </summary>
public interface ILoginLedger
{
    /// <summary>Whether one more login with this password may be tried at this BMC (at most two wrong ones).</summary>
    ValueTask<bool> MayTryAsync(string address, Credential credential, CancellationToken cancellationToken);

    /// <summary>Notes that the password was refused. Awaited before the next try.</summary>
    ValueTask RecordRefusedAsync(string address, Credential credential, CancellationToken cancellationToken);

    /// <summary>Notes that the password worked; clears its count.</summary>
    ValueTask RecordAcceptedAsync(string address, Credential credential, CancellationToken cancellationToken);

    /// <summary>Notes an open session. </summary>
    ValueTask SessionOpenedAsync(string address, string sessionUri, CancellationToken cancellationToken);

    /// <summary>Notes that a session was deleted.</summary>
    ValueTask SessionClosedAsync(string address, string sessionUri, CancellationToken cancellationToken);

    /// <summary>Sessions that were opened at this BMC by an earlier engine and never deleted.</summary>
    ValueTask<ValueArray<string>> OrphanedSessionsAsync(string address, CancellationToken cancellationToken);
}
