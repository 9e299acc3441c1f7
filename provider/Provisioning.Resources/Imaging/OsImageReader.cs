using Provisioning.Model.Imaging;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Imaging;

/// <summary>Reads an OS image out of values that the schema has checked.</summary>
internal static class OsImageReader
{
    public static OsImage Read(Value document) => new()
    {
        Name = document.Member("name").AsText() ?? "",
        Url = new Uri(document.Member("url").AsText() ?? "about:blank", UriKind.Absolute),
        Sha256 = document.Member("sha256").AsText() ?? "",
        DiskSha256 = document.Member("disk_sha256").AsText(),
    };
}
