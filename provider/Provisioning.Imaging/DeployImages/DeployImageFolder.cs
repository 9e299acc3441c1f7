using System.Security.Cryptography;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.DeployImages;

/// <summary>Opens a built deploy image.</summary>
public static class DeployImageFolder
{
    /// <summary>The description's file name.</summary>
    public const string DescriptionFile = "agent.json";

    /// <summary>The image's file name.</summary>
    public const string ImageFile = "agent.efi";

    /// <summary>Reads the description in a folder and checks the image against it (BM4007, BM4008).</summary>
    public static async Task<Outcome<DeployImage>> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, DescriptionFile);
        if (!File.Exists(file)) return DeployImageDiagnostics.NoImage(folder, $"There is no file {file}.");
        var image = DeployImageJson.TryRead(await File.ReadAllBytesAsync(file, cancellationToken));
        if (image is not { Format: 1 } || image.File != ImageFile) return DeployImageDiagnostics.NoImage(folder, $"{file} is not a description of a deploy image that this version knows.");

        var program = Path.Combine(folder, ImageFile);
        if (!File.Exists(program)) return DeployImageDiagnostics.NoImage(folder, $"There is no file {program}.");
        await using var stream = File.OpenRead(program);
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        return digest == image.Sha256 ? image : DeployImageDiagnostics.Damaged(program, image.Sha256, digest);
    }
}
