using System.Xml.Linq;
using Provisioning.Architecture.Tests.Sources;

namespace Provisioning.Architecture.Tests.Projects;

/// <summary>What a project file refers to.</summary>
internal sealed record ProjectReferences(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static ProjectReferences Read(SourceFile file)
    {
        var xml = XDocument.Parse(file.Text);
        return new ProjectReferences(
            Path.GetFileNameWithoutExtension(file.Path),
            [.. xml.Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension((string?)item.Attribute("Include") ?? ""))],
            [.. xml.Descendants("PackageReference").Select(item => (string?)item.Attribute("Include") ?? "").Where(name => name.Length > 0)]);
    }
}
