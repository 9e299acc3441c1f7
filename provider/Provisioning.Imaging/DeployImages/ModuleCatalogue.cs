namespace Provisioning.Imaging.DeployImages;

/// <summary>
/// The modules of one kernel as <c>depmod</c> lists them in <c>modules.dep</c> and <c>modules.builtin</c> (modules.dep(5)): file names
/// relative to the folder of the kernel's modules, each with all that must be loaded before it.
/// </summary>
internal sealed class ModuleCatalogue
{
    private readonly Dictionary<string, string> _fileByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _neededByFile = new(StringComparer.Ordinal);
    private readonly HashSet<string> _builtIn = new(StringComparer.Ordinal);

    private ModuleCatalogue()
    {
    }

    /// <summary>Reads the two lists from their lines.</summary>
    public static ModuleCatalogue Read(IEnumerable<string> dependencyLines, IEnumerable<string> builtInLines)
    {
        var catalogue = new ModuleCatalogue();
        foreach (var line in dependencyLines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) continue;
            var file = line[..colon];
            catalogue._fileByName[NameOf(file)] = file;
            catalogue._neededByFile[file] = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        foreach (var line in builtInLines.Where(line => line.Length > 0)) catalogue._builtIn.Add(NameOf(line));
        return catalogue;
    }

    /// <summary>Whether the kernel has the driver without a module.</summary>
    public bool IsBuiltIn(string name) => _builtIn.Contains(Canonical(name));

    /// <summary>Whether there is a module of this name.</summary>
    public bool Has(string name) => _fileByName.ContainsKey(Canonical(name));

    /// <summary>The files of the named modules and of all they need; names that are built in or unknown add nothing.</summary>
    public IReadOnlySet<string> Closure(IEnumerable<string> names)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(names.Select(Canonical).Where(_fileByName.ContainsKey).Select(name => _fileByName[name]));
        while (open.TryPop(out var file))
        {
            if (!files.Add(file)) continue;
            foreach (var needed in _neededByFile.GetValueOrDefault(file, [])) open.Push(needed);
        }

        return files;
    }

    /// <summary>The lines of a <c>modules.dep</c> for some of the files.</summary>
    public IEnumerable<string> DependencyLines(IReadOnlySet<string> files) =>
        files.Select(file => $"{file}: {string.Join(' ', _neededByFile.GetValueOrDefault(file, []))}".TrimEnd());

    /// <summary>The lines of <c>modules.alias</c> (<c>alias PATTERN MODULE</c>) that lead to one of the files.</summary>
    public static IEnumerable<string> AliasLines(IEnumerable<string> lines, IReadOnlySet<string> files)
    {
        var names = files.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return lines.Where(line => line.StartsWith("alias ", StringComparison.Ordinal) && names.Contains(Canonical(line[(line.LastIndexOf(' ') + 1)..])));
    }

    // kernel/drivers/virtio/virtio_pci.ko, also .ko.xz, .ko.zst, .ko.gz
    private static string NameOf(string file)
    {
        var name = Path.GetFileName(file);
        var end = name.IndexOf(".ko", StringComparison.Ordinal);
        return Canonical(end < 0 ? name : name[..end]);
    }

    // The kernel takes both spellings for one name.
    private static string Canonical(string name) => name.Replace('-', '_');
}
