using System.Security.Cryptography;
using System.Text;
using Provisioning.Imaging.Tools;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;
using ZstdSharp;

namespace Provisioning.Imaging.DeployImages;

/// <summary>Puts the agent, its libraries, busybox and the kernel's modules into an initramfs.</summary>
internal sealed class RamdiskBuilder(IToolRunner tools)
{
    // 9 is within 3 % of 19 in size here and takes a tenth of the time.
    private const int CompressionLevel = 9;

    private static readonly (string Library, string Package)[] OpenedByName =
        [("libssl.so.3", "libssl3"), ("libcrypto.so.3", "libssl3"), ("libz.so.1", "zlib1g")];

    /// <summary>Builds it.</summary>
    public async Task<Outcome<Ramdisk>> BuildAsync(AgentImageRequest request, KernelFiles kernel, CancellationToken cancellationToken)
    {
        var libraries = await new SharedLibraries(tools).OfAsync(request.AgentExecutable, OpenedByName, cancellationToken);
        if (libraries is not Outcome<IReadOnlyList<string>>.Success { Value: var files }) return Outcome<Ramdisk>.Fail(libraries.Diagnostics);

        var tree = new RamdiskTree();
        foreach (var folder in (string[])["dev", "proc", "sys", "run", "tmp", "etc", "root", "bin", "sbin", "mnt"]) tree.Folder(folder);
        tree.Device("dev/console", 5, 1);
        tree.Device("dev/null", 1, 3);
        tree.File("init", Encoding.UTF8.GetBytes(InitScript.Init), executable: true);
        tree.File("etc/udhcpc.sh", Encoding.UTF8.GetBytes(InitScript.DhcpScript), executable: true);
        tree.File("bin/busybox", await File.ReadAllBytesAsync(request.Busybox, cancellationToken), executable: true);
        tree.Link("bin/sh", "busybox");
        var agent = await File.ReadAllBytesAsync(request.AgentExecutable, cancellationToken);
        tree.File(InitScript.AgentFile, agent, executable: true);
        foreach (var file in files) tree.File(file, await File.ReadAllBytesAsync(file, cancellationToken), executable: true);

        var modules = await AddModulesAsync(tree, request, kernel, cancellationToken);
        if (modules is not Outcome<int>.Success { Value: var count }) return Outcome<Ramdisk>.Fail(modules.Diagnostics);

        using var archive = new MemoryStream();
        tree.WriteTo(archive);
        using var compressor = new Compressor(CompressionLevel);
        var compressed = compressor.Wrap(archive.GetBuffer().AsSpan(0, (int)archive.Length)).ToArray();
        return new Ramdisk(compressed, archive.Length, count, Convert.ToHexStringLower(SHA256.HashData(agent)));
    }

    private static async Task<Outcome<int>> AddModulesAsync(RamdiskTree tree, AgentImageRequest request, KernelFiles kernel, CancellationToken cancellationToken)
    {
        var catalogue = ModuleCatalogue.Read(
            await File.ReadAllLinesAsync(Path.Combine(kernel.ModuleFolder, "modules.dep"), cancellationToken),
            await LinesIfAnyAsync(Path.Combine(kernel.ModuleFolder, "modules.builtin"), cancellationToken));
        foreach (var name in request.ExtraModules)
            if (!catalogue.Has(name) && !catalogue.IsBuiltIn(name)) return DeployImageDiagnostics.NoKernel(kernel.Origin, $"It has no module {name}.");

        var always = KernelModules.Always.Concat(request.ExtraModules).Where(catalogue.Has).ToList();
        var carried = catalogue.Closure(always.Concat(KernelModules.WhenPresent));
        var target = $"lib/modules/{kernel.Version}";
        foreach (var file in carried) tree.File($"{target}/{file}", await File.ReadAllBytesAsync(Path.Combine(kernel.ModuleFolder, file), cancellationToken));
        tree.File($"{target}/modules.dep", Lines(catalogue.DependencyLines(carried)));
        var aliases = await LinesIfAnyAsync(Path.Combine(kernel.ModuleFolder, "modules.alias"), cancellationToken);
        tree.File($"{target}/modules.alias", Lines(ModuleCatalogue.AliasLines(aliases, carried)));
        tree.File("etc/modules.always", Lines(always));
        return carried.Count;
    }

    private static async Task<string[]> LinesIfAnyAsync(string file, CancellationToken cancellationToken) =>
        File.Exists(file) ? await File.ReadAllLinesAsync(file, cancellationToken) : [];

    private static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
}
