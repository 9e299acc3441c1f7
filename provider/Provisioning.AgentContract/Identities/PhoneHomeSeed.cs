using Provisioning.AgentContract.Serialization;

namespace Provisioning.AgentContract.Identities;

/// <summary>The file <see cref="FileName"/> on the identity partition: how the installed system reports in.</summary>
/// <param name="Urls">Complete addresses with the token in their path, tried in order; <c>https://</c>, literal IP addresses.</param>
/// <param name="CaPem">The site's CA, to verify them by.</param>
/// <param name="InstanceId">What to report as <see cref="PhoneHome.InstanceId"/>.</param>
/// <param name="Hostname">What to report as <see cref="PhoneHome.Hostname"/> when the system does not know better.</param>
public sealed record PhoneHomeSeed(string[] Urls, string CaPem, string InstanceId, string Hostname)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "phone-home.json";

    /// <summary>The file with <see cref="CaPem"/> alone, for <c>curl --cacert</c>.</summary>
    public const string CaFileName = "phone-home.pem";

    /// <summary>The seed as the file's bytes, one line.</summary>
    public byte[] ToJson() => AgentJson.Write(this, AgentJsonContext.Default.PhoneHomeSeed);

    /// <summary>Reads the file's bytes; null when they are none.</summary>
    public static PhoneHomeSeed? TryRead(ReadOnlySpan<byte> json) => AgentJson.TryRead(json, AgentJsonContext.Default.PhoneHomeSeed);

    /// <summary>Names it without its token.</summary>
    public override string ToString() => $"phone-home seed of {InstanceId}";
}
