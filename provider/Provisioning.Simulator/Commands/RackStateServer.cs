namespace Provisioning.Simulator.Commands;

/// <summary>A server in <see cref="RackState"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Endpoint">Its BMC.</param>
/// <param name="Serial">Its serial number.</param>
/// <param name="Uuid">Its UUID.</param>
/// <param name="Fingerprint">SHA-256 of its certificate, upper-case hexadecimal digits.</param>
/// <param name="Machine"><c>none</c>, <c>simulated</c> or <c>qemu</c>.</param>
/// <param name="UserName">Its administrator.</param>
public sealed record RackStateServer(string Name, Uri Endpoint, string Serial, Guid Uuid, string Fingerprint, string Machine, string UserName)
{
    /// <summary>Host and port, as configurations name a BMC.</summary>
    public string Address => Endpoint.Authority;
}
