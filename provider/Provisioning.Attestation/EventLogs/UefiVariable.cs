using System.Text;

namespace Provisioning.Attestation.EventLogs;

/// <summary>A UEFI variable as firmware measures it (UEFI_VARIABLE_DATA: GUID, two lengths, UTF-16 name, value).</summary>
/// <param name="Name">Its name; the vendor GUID is not kept.</param>
/// <param name="Value">Its value.</param>
internal sealed record UefiVariable(string Name, byte[] Value)
{
    private const int NameAtMost = 1024;

    /// <summary>Reads the data of an event; null when it has another form.</summary>
    public static UefiVariable? Parse(ReadOnlySpan<byte> data)
    {
        var reader = new LogReader(data);
        _ = reader.Take(16);
        var characters = reader.UInt64();
        var length = reader.UInt64();
        if (characters > NameAtMost || length > (ulong)data.Length) return null;
        var name = Encoding.Unicode.GetString(reader.Take((uint)characters * 2));
        var value = reader.Take((uint)length).ToArray();
        return reader.Failed ? null : new UefiVariable(name, value);
    }
}
