using System.Security.Cryptography;
using Xunit;

namespace Provisioning.Testing.Programs;

/// <summary>The small OS image that the scripts built, with its digest.</summary>
public sealed record TinyImage(string File, string Sha256)
{
    public static TinyImage Built
    {
        get
        {
            var file = Path.Combine(BuiltPrograms.OsImage, "os.raw.zst");
            if (!System.IO.File.Exists(file)) Assert.Skip("os.raw.zst is absent: run `bash tests/run.sh`, which builds it");
            using var stream = System.IO.File.OpenRead(file);
            return new TinyImage(file, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
    }

    /// <summary>The same image with one byte more behind it: another digest.</summary>
    public TinyImage Changed(string folder)
    {
        var other = Path.Combine(folder, "other.raw.zst");
        System.IO.File.WriteAllBytes(other, [.. System.IO.File.ReadAllBytes(File), 0]);
        using var stream = System.IO.File.OpenRead(other);
        return new TinyImage(other, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
