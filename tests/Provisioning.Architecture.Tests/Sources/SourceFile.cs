namespace Provisioning.Architecture.Tests.Sources;

/// <summary>The source files of the repository, as text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines => Text.Count(character => character == '\n');

    public string Folder => Path[..Path.LastIndexOf('/')];
}
