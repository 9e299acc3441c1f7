using Provisioning.Model.Faults;

namespace Provisioning.Engine.Operations;

/// <summary>Which faults of the way to a BMC are the door's to put right.</summary>
internal static class DoorFaults
{
    /// <summary>
    /// Whether the door must hear of it as an error: a wrong password, certificate or setting is no machine that is away for a moment, and does not
    /// mend itself.
    /// </summary>
    public static bool MustFail(FaultKind kind) => kind is FaultKind.TlsUntrusted or FaultKind.AuthenticationFailed or FaultKind.LoginWithheld
        or FaultKind.NotPermitted or FaultKind.Invalid;
}
