namespace Provisioning.Model.Faults;

/// <summary>What went wrong, as far as a remedy needs to know.</summary>
public enum FaultKind
{
    /// <summary>No connection: refused, no route, name unknown.</summary>
    Unreachable = 1,

    /// <summary>No answer in time, also in the middle of a body.</summary>
    TimedOut = 2,

    /// <summary>The connection broke after the request was sent: nobody knows whether it was done.</summary>
    ConnectionLost = 3,

    /// <summary>The certificate is not the one that we trust.</summary>
    TlsUntrusted = 4,

    /// <summary>The login was refused.</summary>
    AuthenticationFailed = 5,

    /// <summary>The login would be a third attempt with a password known to be wrong; it was not made.</summary>
    LoginWithheld = 6,

    /// <summary>The account may not do this.</summary>
    NotPermitted = 7,

    /// <summary>The session is gone (expired, or the BMC restarted).</summary>
    SessionExpired = 8,

    /// <summary>No room for another session.</summary>
    SessionsExhausted = 9,

    /// <summary>The BMC is busy or restarting (503, 409).</summary>
    Busy = 10,

    /// <summary>The object changed under us (412).</summary>
    PreconditionFailed = 11,

    /// <summary>The BMC says no for good (400, 404, 405).</summary>
    Rejected = 12,

    /// <summary>The answer is not what the protocol says: malformed, huge, endless redirects.</summary>
    ProtocolViolation = 13,

    /// <summary>This BMC has no such function.</summary>
    NotSupported = 14,

    /// <summary>The BMC accepted, and nothing came of it.</summary>
    PostconditionMissed = 15,

    /// <summary>The machine behind the BMC is not the expected one.</summary>
    WrongMachine = 16,

    /// <summary>The BMC's task failed.</summary>
    TaskFailed = 17,

    /// <summary>The BMC never fetched the medium.</summary>
    MediumNotFetched = 18,

    /// <summary>The agent did not report, or fell silent.</summary>
    AgentSilent = 19,

    /// <summary>A second claimant used the agent's ticket.</summary>
    TicketContested = 20,

    /// <summary>The disk bears data and may not be written.</summary>
    DiskOccupied = 21,

    /// <summary>No disk, or several, match the hints.</summary>
    RootDiskAmbiguous = 22,

    /// <summary>The image is not the one named by its digest.</summary>
    DigestMismatch = 23,

    /// <summary>Writing or reading back the disk failed.</summary>
    DiskFailed = 24,

    /// <summary>The measurements are not those of our own image, or the quote does not verify.</summary>
    AttestationFailed = 25,

    /// <summary>The installed system did not phone home in time.</summary>
    PhoneHomeMissing = 26,

    /// <summary>In-band and out-of-band inventory disagree.</summary>
    InventoryMismatch = 27,

    /// <summary>Something of ours failed: store, media server, image fetch.</summary>
    Local = 28,

    /// <summary>What was asked for cannot be had on this machine (unknown BIOS attribute, value out of range).</summary>
    Invalid = 29,

    /// <summary>An operator holds the machine.</summary>
    Held = 30,

    /// <summary>The step's deadline passed.</summary>
    DeadlinePassed = 31,

    /// <summary>The agent could not carry out an order, and has said so.</summary>
    OrderFailed = 32,
}
