using System.Text;
using System.Text.Json;
using Provisioning.AgentContract.Identities;

namespace Provisioning.Agent.Identities;

/// <summary>The files of an identity: cloud-init's NoCloud data source, and how to phone home.</summary>
internal static class NoCloudFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Each file's name and bytes; null bytes for a file that must not be there.</summary>
    public static IReadOnlyList<(string Name, byte[]? Content)> Of(MachineIdentity identity) =>
    [
        ("meta-data", Utf8.GetBytes($"instance-id: {Quote(identity.InstanceId)}\nlocal-hostname: {Quote(identity.Hostname)}\n")),

        // cloud-init takes a seed without user-data for no seed at all.
        ("user-data", Utf8.GetBytes(identity.UserData ?? "#cloud-config\n{}\n")),
        ("network-config", identity.NetworkConfig is { } network ? Utf8.GetBytes(network) : null),
        (PhoneHomeSeed.FileName, identity.PhoneHome?.ToJson()),
        (PhoneHomeSeed.CaFileName, identity.PhoneHome is { } phoneHome ? Utf8.GetBytes(phoneHome.CaPem) : null),
    ];

    // A JSON string is a double-quoted YAML string.
    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
