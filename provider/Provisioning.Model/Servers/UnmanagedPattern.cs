using Provisioning.Model.Collections;

namespace Provisioning.Model.Servers;

/// <summary>Patterns that take attributes out of management: a path, with <c>*</c> at its end for everything that begins so.</summary>
public static class UnmanagedPattern
{
    /// <summary>Whether a path such as <c>bios.ProcTurboMode</c> is taken out by one of the patterns. Compared exactly, case included.</summary>
    public static bool Matches(ValueArray<string> patterns, string path)
    {
        foreach (var pattern in patterns)
        {
            var matches = pattern.EndsWith('*')
                ? path.StartsWith(pattern[..^1], StringComparison.Ordinal)
                : string.Equals(pattern, path, StringComparison.Ordinal);
            if (matches) return true;
        }

        return false;
    }
}
