using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Operations;

/// <summary>
/// A digest over what is wanted, so that a second request for the same joins the first, and an attempt is gone on with only for what it was
/// begun for. User data is a secret and stands in by its version.
/// </summary>
internal static class DesiredDigest
{
    public static string Of(ServerDesired desired)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue("desired/1");
            Text(json, desired.Name, desired.Bmc.Address, desired.Expect.Serial, desired.Expect.Uuid?.ToString());
            Text(json, desired.Power?.ToString(), desired.BmcProfile?.Id, desired.FirmwareBaseline?.Id, desired.BiosProfile?.Id);
            if (desired.Os is { } os)
            {
                var disk = os.RootDisk;
                Text(json, os.Image.Id, os.Hostname, os.RebuildPolicy.ToString(), os.RebuildTrigger, disk.Type, disk.Serial, disk.Wwn, disk.Model);
                Number(json, disk.MinSizeGib, disk.MaxSizeGib, os.UserDataVersion);
            }

            json.WriteBooleanValue(desired.PhoneHome);
            json.WriteBooleanValue(desired.Allow.DataLoss);
            json.WriteBooleanValue(desired.Allow.Reboot);
            Text(json, [.. desired.Unmanaged]);

            // Written where they are given alone, so that an attempt from before there were such things is gone on with.
            Named(json, "network_profile", desired.NetworkProfile?.Id);
            Named(json, "validation_profile", desired.ValidationProfile?.Id);
            Named(json, "attestation_policy", desired.AttestationPolicy?.Id);
            json.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void Named(Utf8JsonWriter json, string name, string? id)
    {
        if (id is not null) Text(json, name, id);
    }

    private static void Text(Utf8JsonWriter json, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts) json.WriteStringValue(text);
    }

    private static void Number(Utf8JsonWriter json, params ReadOnlySpan<long?> numbers)
    {
        foreach (var number in numbers)
        {
            if (number is { } value) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }
    }
}
