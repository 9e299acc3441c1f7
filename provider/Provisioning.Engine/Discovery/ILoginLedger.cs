using Provisioning.Model.Collections;
using Provisioning.Model.Security;

namespace Provisioning.Engine.Discovery;

/// <summary>
/// What the store remembers of logins, across processes: failed passwords, so that no BMC account is ever locked out, and open sessions,
/// so that those of a killed engine are deleted. Passwords are kept only as salted digests. A BMC is known by its authority, in one spelling:
/// scheme, host in lower case and port, e.g. <c>https://10.0.0.1:443</c>.
/// </summary>
public interface ILoginLedger
{
    /// <summary>How this password stands at this BMC, and so whether one more login with it may be tried.</summary>
    ValueTask<LoginStanding> StandingAsync(string authority, Credential credential, CancellationToken cancellationToken);

    /// <summary>Notes that the password was refused, or may have been. Awaited before the next try.</summary>
    ValueTask RecordRefusedAsync(string authority, Credential credential, CancellationToken cancellationToken);

    /// <summary>Notes that the password worked; clears its count.</summary>
    ValueTask RecordAcceptedAsync(string authority, Credential credential, CancellationToken cancellationToken);

    /// <summary>Notes an open session: it is in use until it is abandoned, or until this engine is no more.</summary>
    ValueTask SessionOpenedAsync(string authority, string sessionUri, CancellationToken cancellationToken);

    /// <summary>Notes, before a session is deleted, that nobody uses it any more: from now on it is an orphan, whoever deletes it.</summary>
    ValueTask SessionAbandonedAsync(string authority, string sessionUri, CancellationToken cancellationToken);

    /// <summary>Notes that an orphan was deleted. A session that was opened under the same path since stays noted.</summary>
    ValueTask SessionClosedAsync(string authority, string sessionUri, CancellationToken cancellationToken);

    /// <summary>Sessions at this BMC that nobody uses and that were never seen deleted: abandoned ones, and those of earlier engines.</summary>
    ValueTask<ValueArray<string>> OrphanedSessionsAsync(string authority, CancellationToken cancellationToken);
}
