using Provisioning.AgentContract.Serialization;

namespace Provisioning.AgentContract.Sessions;

/// <summary>
/// What one machine's medium says to the agent, beside the deploy image that all machines share: the file <see cref="FileName"/>,
/// JSON, handed to the initramfs by systemd-stub as <see cref="InitramfsPath"/>. Whoever can read the medium can read it, so the
/// only thing in it worth having is <paramref name="Ticket"/>, which is good for one session.
/// </summary>
/// <param name="Endpoints">Base addresses of the engine, <c>https://</c> and literal IP addresses, tried in this order.</param>
/// <param name="CaPem">The site's certificate authority; nothing else is trusted, and dates are ignored.</param>
/// <param name="Ticket">32 random bytes in base64url.</param>
/// <param name="Attempt">Which attempt at this machine, from 1.</param>
/// <param name="Epoch">The engine's generation that made the medium.</param>
/// <param name="ServerName">The server's name in the site.</param>
/// <param name="IssuedUnixSeconds">When the ticket was made, by the engine's clock.</param>
public sealed record AgentTicket(
    string[] Endpoints,
    string CaPem,
    string Ticket,
    int Attempt,
    long Epoch,
    string ServerName,
    long IssuedUnixSeconds)
{
    /// <summary>The file's name on the medium, below <c>EFI/BOOT/BOOTX64.EFI.extra.d/</c>.</summary>
    public const string FileName = "agent.cred";

    /// <summary>Where the initramfs finds it.</summary>
    public const string InitramfsPath = "/.extra/credentials/agent.cred";

    /// <summary>The ticket as the file's bytes.</summary>
    public byte[] ToJson() => AgentJson.Write(this, AgentJsonContext.Default.AgentTicket);

    /// <summary>Reads the file's bytes; null when they are no ticket.</summary>
    public static AgentTicket? TryRead(ReadOnlySpan<byte> json) => AgentJson.TryRead(json, AgentJsonContext.Default.AgentTicket);

    /// <summary>Names the ticket without showing it.</summary>
    public override string ToString() => $"ticket of {ServerName}, attempt {Attempt}, epoch {Epoch}";
}
