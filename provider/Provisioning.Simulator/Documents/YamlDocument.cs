using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Provisioning.Simulator.Documents;

/// <summary>Reads the first document of a YAML text. JSON is YAML, so the control API's bodies come through here as well.</summary>
internal static class YamlDocument
{
    /// <summary>Reads the text's root mapping.</summary>
    /// <param name="text">The text.</param>
    /// <param name="root">The mapping; an empty text gives an empty mapping.</param>
    /// <param name="problem">Why there is none, with line and column.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out YamlMappingNode? root, [NotNullWhen(false)] out string? problem)
    {
        root = null;
        problem = null;
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            var node = stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode;
            root = node as YamlMappingNode;
            if (root is null) problem = "it is not a map of fields such as `name:` and `servers:`";
            return root is not null;
        }
        catch (YamlException exception)
        {
            problem = $"line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}";
            return false;
        }
    }
}
