using Provisioning.Imaging.Tools;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.DeployImages;

/// <summary>
/// Finds the kernel: in a folder that the operator gives (sites without a package mirror), or by fetching the Debian package into a cache
/// folder and unpacking it there, without installing it.
/// </summary>
internal sealed class KernelSource(IToolRunner tools)
{
    private static readonly TimeSpan Download = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Local = TimeSpan.FromMinutes(2);

    private static readonly string[] ModulePlaces = ["lib/modules", "usr/lib/modules"];

    /// <summary>The kernel in a folder: <c>boot/vmlinuz-VERSION</c> (or <c>vmlinuz-VERSION</c>) and <c>lib/modules/VERSION</c> (or <c>usr/lib/modules</c>).</summary>
    public async Task<Outcome<KernelFiles>> FromFolderAsync(string folder, string? origin, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) return DeployImageDiagnostics.NoKernel(folder, "There is no such folder.");
        var images = new[] { Path.Combine(folder, "boot"), folder }
            .Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, "vmlinuz-*"))
            .ToList();
        if (images.Count != 1)
            return DeployImageDiagnostics.NoKernel(folder, images.Count == 0 ? "It holds no vmlinuz-VERSION." : $"It holds several: {string.Join(", ", images.Select(Path.GetFileName))}.");

        var version = Path.GetFileName(images[0])["vmlinuz-".Length..];
        var modules = ModulePlaces.Select(place => Path.Combine(folder, place, version)).FirstOrDefault(Directory.Exists);
        if (modules is null) return DeployImageDiagnostics.NoKernel(folder, $"It holds vmlinuz-{version}, but no lib/modules/{version}.");

        if (!File.Exists(Path.Combine(modules, "modules.dep")))
        {
            // depmod looks below lib/modules of its base folder; the base is three levels up, whichever of the two places it is.
            var root = Path.GetFullPath(Path.Combine(modules, "..", "..", ".."));
            var indexed = await tools.RunAsync(new ToolCommand("depmod", "kmod", ["-b", root, version], Local), cancellationToken);
            if (indexed is Outcome<ToolOutput>.Failure failure) return Outcome<KernelFiles>.Fail(failure.Errors);
        }

        return new KernelFiles(version, images[0], modules, origin ?? folder);
    }

    /// <summary>The kernel that a Debian package (<c>linux-image-cloud-amd64</c>) depends on at the moment, fetched once into the cache.</summary>
    public async Task<Outcome<KernelFiles>> FromPackageAsync(string metaPackage, string cacheFolder, CancellationToken cancellationToken)
    {
        // The meta package names the real one; a pattern would make apt fetch every version there is.
        var depends = await tools.RunAsync(new ToolCommand("apt-cache", "apt", ["depends", metaPackage], Local), cancellationToken);
        if (depends is not Outcome<ToolOutput>.Success named) return Outcome<KernelFiles>.Fail(depends.Diagnostics);
        var package = named.Value.Text.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("Depends: linux-image-", StringComparison.Ordinal))
            .Select(line => line["Depends: ".Length..])
            .FirstOrDefault();
        if (package is null) return DeployImageDiagnostics.NoKernel($"package {metaPackage}", "apt knows no kernel that it depends on (`apt-get update` may be due).");

        var target = Path.Combine(cacheFolder, package);
        if (Directory.Exists(target)) return await FromFolderAsync(target, package, cancellationToken);

        var work = Path.Combine(cacheFolder, $"{package}.part");
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        Directory.CreateDirectory(Path.Combine(work, "root"));
        var fetched = await tools.RunAsync(
            new ToolCommand("apt-get", "apt", ["-qq", "download", package], Download) { WorkingFolder = work }, cancellationToken);
        if (fetched is Outcome<ToolOutput>.Failure failure) return Outcome<KernelFiles>.Fail(failure.Errors);

        var archive = Directory.EnumerateFiles(work, "*.deb").FirstOrDefault();
        if (archive is null) return DeployImageDiagnostics.NoKernel($"package {package}", "apt-get download ended well but left no package.");
        var unpacked = await tools.RunAsync(new ToolCommand("dpkg", "dpkg", ["-x", archive, Path.Combine(work, "root")], Local), cancellationToken);
        if (unpacked is Outcome<ToolOutput>.Failure broken) return Outcome<KernelFiles>.Fail(broken.Errors);

        // Only a complete folder gets the final name, so an interrupted run is simply done again.
        Directory.Move(Path.Combine(work, "root"), target);
        Directory.Delete(work, recursive: true);
        return await FromFolderAsync(target, package, cancellationToken);
    }
}
