namespace Provisioning.AgentContract.Identities;

/// <summary>
/// Who the installed system is: written into the FAT partition labelled CIDATA as cloud-init's NoCloud files <c>meta-data</c>,
/// <c>user-data</c> and <c>network-config</c>, and as <c>phone-home.json</c> (see <see cref="PhoneHomeSeed"/>) with its CA beside it
/// in <c>phone-home.pem</c>.
/// </summary>
/// <param name="InstanceId">New for each installation.</param>
/// <param name="Hostname">The host name.</param>
/// <param name="UserData">cloud-init user data; a secret, sent only after attestation.</param>
/// <param name="NetworkConfig">Netplan version 2, when the network is configured.</param>
/// <param name="PhoneHome">How the system reports in.</param>
public sealed record MachineIdentity(
    string InstanceId,
    string Hostname,
    string? UserData = null,
    string? NetworkConfig = null,
    PhoneHomeSeed? PhoneHome = null)
{
    /// <summary>Names it without its secrets.</summary>
    public override string ToString() => $"identity {InstanceId} of {Hostname}";
}
