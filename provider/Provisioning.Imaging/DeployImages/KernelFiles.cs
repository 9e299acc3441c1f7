namespace Provisioning.Imaging.DeployImages;

/// <summary>One kernel with its modules, unpacked.</summary>
/// <param name="Version">Its release, as <c>uname -r</c> shows it.</param>
/// <param name="Image">The kernel file.</param>
/// <param name="ModuleFolder">The folder <c>lib/modules/VERSION</c>, with <c>modules.dep</c>.</param>
/// <param name="Origin">Where it came from, for people: a package with its version, or a folder.</param>
internal sealed record KernelFiles(string Version, string Image, string ModuleFolder, string Origin);
