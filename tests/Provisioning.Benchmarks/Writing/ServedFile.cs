using System.Security.Cryptography;

namespace Provisioning.Benchmarks.Writing;

/// <summary>An image file that is served.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Compression">As the contract names it.</param>
/// <param name="Sha256">Of the file, lower-case hex.</param>
internal sealed record ServedFile(string Path, string Compression, string Sha256)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public static ServedFile Of(string path, string compression)
    {
        using var stream = File.OpenRead(path);
        return new ServedFile(path, compression, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
