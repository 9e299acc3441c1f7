using System.Security.Cryptography;
using System.Text;
using Provisioning.Imaging.Tools;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.DeployImages;

/// <summary>
/// Builds the deploy image: one EFI program with a kernel and a ramdisk that runs the agent. Equal inputs give an equal image, so that its
/// measurements can be compared. The same image serves every machine; what is particular to one lies beside it on the boot medium.
/// </summary>
/// <param name="tools">Runs the distribution's tools.</param>
public sealed class AgentImageBuilder(IToolRunner tools)
{
    private static readonly TimeSpan SigningDeadline = TimeSpan.FromMinutes(1);

    /// <summary>Builds the image (diagnostics BM4001 to BM4006). What stands in the output folder is replaced only by a finished image.</summary>
    public async Task<Outcome<DeployImage>> BuildAsync(AgentImageRequest request, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (Absent(request) is { } absent) return absent;

        progress?.Report("finding the kernel");
        var source = new KernelSource(tools);
        var found = request.KernelFolder is { } folder
            ? await source.FromFolderAsync(folder, null, cancellationToken)
            : await source.FromPackageAsync(request.KernelPackage, request.CacheFolder, cancellationToken);
        if (found is not Outcome<KernelFiles>.Success { Value: var kernel }) return Outcome<DeployImage>.Fail(found.Diagnostics);

        progress?.Report($"making the ramdisk for kernel {kernel.Version}");
        var made = await new RamdiskBuilder(tools).BuildAsync(request, kernel, cancellationToken);
        if (made is not Outcome<Ramdisk>.Success { Value: var ramdisk }) return Outcome<DeployImage>.Fail(made.Diagnostics);

        var sections = new UkiSections(
            Encoding.UTF8.GetBytes(OsRelease(request, kernel)),
            Encoding.UTF8.GetBytes(request.CommandLine),
            ramdisk.Compressed,
            await File.ReadAllBytesAsync(kernel.Image, cancellationToken));
        if (PeImage.TryRead(sections.Kernel, out var seen) is not { } kernelProgram) return DeployImageDiagnostics.NoStub(kernel.Image, seen);

        progress?.Report("assembling the image");
        var assembled = UkiAssembler.Assemble(request.Stub, await File.ReadAllBytesAsync(request.Stub, cancellationToken), sections);
        if (assembled is not Outcome<byte[]>.Success { Value: var program }) return Outcome<DeployImage>.Fail(assembled.Diagnostics);

        Directory.CreateDirectory(request.OutputFolder);
        var part = Path.Combine(request.OutputFolder, DeployImageFolder.ImageFile + ".part");
        await File.WriteAllBytesAsync(part, program, cancellationToken);
        if (request.SigningKeyFile is { } key)
        {
            progress?.Report("signing the image");
            var signed = await SignAsync(part, key, request.SigningCertificateFile ?? "", cancellationToken);
            if (signed is Outcome<ToolOutput>.Failure failure) return Outcome<DeployImage>.Fail(failure.Errors);
            program = await File.ReadAllBytesAsync(part, cancellationToken);
        }

        var image = Describe(request, kernel, ramdisk, sections, kernelProgram, program);
        File.Move(part, Path.Combine(request.OutputFolder, DeployImageFolder.ImageFile), overwrite: true);
        await File.WriteAllBytesAsync(Path.Combine(request.OutputFolder, DeployImageFolder.DescriptionFile), DeployImageJson.Write(image), cancellationToken);
        return image;
    }

    private static Diagnostic? Absent(AgentImageRequest request)
    {
        (string What, string? File, string From)[] inputs =
        [
            ("The agent's executable", request.AgentExecutable, "publish Provisioning.Agent"),
            ("The EFI stub", request.Stub, "package systemd-boot-efi"),
            ("busybox", request.Busybox, "package busybox-static"),
            ("The signing key", request.SigningKeyFile, "option for Secure Boot"),
            ("The signing certificate", request.SigningKeyFile is null ? null : request.SigningCertificateFile ?? "", "option for Secure Boot"),
        ];
        foreach (var (what, file, from) in inputs)
            if (file is not null && !File.Exists(file)) return DeployImageDiagnostics.NoInput(what, file, from);
        return null;
    }

    private static string OsRelease(AgentImageRequest request, KernelFiles kernel) =>
        $"ID=baremetal-deploy\nNAME=\"baremetal deploy agent\"\nPRETTY_NAME=\"baremetal deploy agent {request.AgentVersion}\"\nVERSION_ID={request.AgentVersion}\nBUILD_ID={kernel.Version}\n";

    private static DeployImage Describe(
        AgentImageRequest request, KernelFiles kernel, Ramdisk ramdisk, UkiSections sections, PeImage kernelProgram, byte[] program)
    {
        // It was assembled a moment ago, or signed by a tool that keeps the form: it can be read.
        var read = PeImage.TryRead(program, out var seen) ?? throw new InvalidOperationException(seen);
        return new DeployImage
        {
            Format = 1,
            File = DeployImageFolder.ImageFile,
            Size = program.Length,
            Sha256 = Hex(SHA256.HashData(program)),
            AgentVersion = request.AgentVersion,
            AgentSha256 = ramdisk.AgentSha256,
            Kernel = kernel.Version,
            KernelOrigin = kernel.Origin,
            CommandLine = request.CommandLine,
            ModuleCount = ramdisk.ModuleCount,
            RamdiskSize = ramdisk.Size,
            Signed = request.SigningKeyFile is not null,
            Pcr4Applications = [Hex(read.AuthenticodeSha256()), Hex(kernelProgram.AuthenticodeSha256())],
            Pcr11 = Hex(UkiAssembler.PredictPcr11(sections)),
        };
    }

    private async Task<Outcome<ToolOutput>> SignAsync(string file, string key, string certificate, CancellationToken cancellationToken) =>
        await tools.RunAsync(
            new ToolCommand("sbsign", "sbsigntool", ["--key", key, "--cert", certificate, "--output", file, file], SigningDeadline), cancellationToken);

    private static string Hex(byte[] digest) => Convert.ToHexStringLower(digest);
}
