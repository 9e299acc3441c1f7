namespace Provisioning.Bmc.Protocol;

/// <summary>Paths on a BMC. Links that are no path of this host are treated as absent: there are BMCs that put type names there.</summary>
internal static class ResourcePath
{
    private const int LongestPath = 2048;

    /// <summary>The path without fragment; null: not a path on this host.</summary>
    public static string? From(string? link)
    {
        if (link is null || link.Length < 2 || link.Length > LongestPath || link[0] != '/' || link[1] == '/') return null;
        var end = link.IndexOf('#', StringComparison.Ordinal);
        var path = end < 0 ? link : link[..end];
        return path.Any(character => char.IsControl(character) || character is '\\' or ' ') ? null : path;
    }

    /// <summary>The last segment, which is the resource's id on nearly all BMCs.</summary>
    public static string LastSegment(string path)
    {
        var trimmed = path.TrimEnd('/');
        return trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    /// <summary>A path one segment deeper.</summary>
    public static string Below(string path, string segment) => $"{path.TrimEnd('/')}/{segment}";

    /// <summary>Whether two paths name one resource; some BMCs differ in case and in the slash at the end.</summary>
    public static bool Same(string? left, string? right) =>
        left is not null && right is not null && string.Equals(left.TrimEnd('/'), right.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
