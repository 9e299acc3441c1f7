using System.Globalization;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Simulation;
using YamlDotNet.RepresentationModel;

namespace Provisioning.Simulator.Documents;

/// <summary>
/// Reads the fields of one mapping, each once, and remembers every problem with its path, line and column. What nobody asked for
/// is a problem too (<see cref="RefuseOthers"/>).
/// </summary>
internal sealed class FieldReader
{
    private const int MostNamed = 6;

    private readonly YamlMappingNode _mapping;
    private readonly AttributePath _path;
    private readonly List<Diagnostic> _problems;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public FieldReader(YamlMappingNode mapping, AttributePath path, List<Diagnostic> problems)
    {
        _mapping = mapping;
        _path = path;
        _problems = problems;
    }

    public AttributePath Path => _path;

    /// <summary>Whether the field is there.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A text, or null when the field is absent.</summary>
    public string? Text(string name)
    {
        var node = Take(name);
        if (node is null) return null;
        if (node is YamlScalarNode { Value: { } value }) return value;
        Invalid(name, node, "a text");
        return null;
    }

    /// <summary>A whole number within bounds, or null when the field is absent or wrong.</summary>
    public int? Number(string name, int low, int high)
    {
        var node = Take(name);
        if (node is null) return null;
        if (node is YamlScalarNode { Value: { } text } && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= low && number <= high)
        {
            return number;
        }

        Invalid(name, node, string.Create(CultureInfo.InvariantCulture, $"a whole number from {low} to {high}"));
        return null;
    }

    /// <summary>A duration in seconds, decimals allowed, or null when the field is absent or wrong.</summary>
    public TimeSpan? Seconds(string name)
    {
        var node = Take(name);
        if (node is null) return null;
        if (node is YamlScalarNode { Value: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0 and <= 86400)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        Invalid(name, node, "seconds from 0 to 86400");
        return null;
    }

    /// <summary>True or false, or null when the field is absent or wrong.</summary>
    public bool? Flag(string name)
    {
        var node = Take(name);
        switch (node)
        {
            case null: return null;
            case YamlScalarNode { Value: "true" or "on" or "yes" }: return true;
            case YamlScalarNode { Value: "false" or "off" or "no" }: return false;
            default:
                Invalid(name, node, "true or false");
                return null;
        }
    }

    /// <summary>One of a set of words, or null when the field is absent or wrong.</summary>
    public string? Word(string name, params ReadOnlySpan<string> allowed)
    {
        var node = Take(name);
        if (node is null) return null;
        foreach (var word in allowed)
        {
            if (node is YamlScalarNode scalar && string.Equals(scalar.Value, word, StringComparison.Ordinal)) return word;
        }

        Invalid(name, node, "one of " + string.Join(", ", allowed));
        return null;
    }

    /// <summary>The fields of a nested mapping, or null when the field is absent or wrong.</summary>
    public FieldReader? Nested(string name)
    {
        var node = Take(name);
        if (node is null) return null;
        if (node is YamlMappingNode mapping) return new FieldReader(mapping, _path.Attribute(name), _problems);
        Invalid(name, node, "a map of fields");
        return null;
    }

    /// <summary>The mappings of a list; none when the field is absent or wrong.</summary>
    public IEnumerable<FieldReader> List(string name)
    {
        var node = Take(name);
        if (node is null) yield break;
        if (node is not YamlSequenceNode sequence)
        {
            Invalid(name, node, "a list");
            yield break;
        }

        for (var index = 0; index < sequence.Children.Count; index++)
        {
            var path = _path.Attribute(name).Index(index);
            if (sequence.Children[index] is YamlMappingNode mapping) yield return new FieldReader(mapping, path, _problems);
            else _problems.Add(SimulationDiagnostics.InvalidValue(path, "a map of fields", Where(sequence.Children[index])));
        }
    }

    /// <summary>The texts of a list; none when the field is absent or wrong.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var node = Take(name);
        if (node is null) return [];
        if (node is YamlSequenceNode sequence && sequence.Children.All(item => item is YamlScalarNode))
        {
            return [.. sequence.Children.Select(item => ((YamlScalarNode)item).Value ?? "")];
        }

        Invalid(name, node, "a list of texts");
        return [];
    }

    /// <summary>All entries of this mapping that are scalars, for maps whose keys are not fields.</summary>
    public IEnumerable<(string Key, YamlScalarNode Value)> Scalars()
    {
        foreach (var (key, value) in _mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            _read.Add(name);
            if (value is YamlScalarNode scalar) yield return (name, scalar);
            else Invalid(name, value, "a single value");
        }
    }

    /// <summary>All entries of this mapping that are mappings, for maps whose keys are not fields.</summary>
    public IEnumerable<(string Key, FieldReader Fields)> Mappings()
    {
        foreach (var (key, value) in _mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            _read.Add(name);
            if (value is YamlMappingNode mapping) yield return (name, new FieldReader(mapping, _path.Key(name), _problems));
            else Invalid(name, value, "a map of fields");
        }
    }

    /// <summary>Says that a field which must be there is not.</summary>
    public void Missing(string name) => _problems.Add(SimulationDiagnostics.InvalidValue(_path.Attribute(name), "present", Where(_mapping)));

    /// <summary>Adds a problem about a field.</summary>
    public void Problem(string name, string expected) =>
        _problems.Add(SimulationDiagnostics.InvalidValue(_path.Attribute(name), expected, Where(Find(name) ?? _mapping)));

    /// <summary>Adds a problem that the caller words.</summary>
    public void Reject(Func<AttributePath, Diagnostic> problem) => _problems.Add(problem(_path));

    /// <summary>Adds a problem about a field that the caller words, with where it stands and what stands there.</summary>
    public void Reject(string name, Func<AttributePath, string, Diagnostic> problem) =>
        _problems.Add(problem(_path.Attribute(name), Where(Find(name) ?? _mapping)));

    /// <summary>Makes a problem of every field that was not read.</summary>
    public void RefuseOthers()
    {
        foreach (var key in _mapping.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!_read.Contains(name)) _problems.Add(SimulationDiagnostics.UnknownField(_path.Attribute(name), Where(key)));
        }
    }

    private static string Where(YamlNode node)
    {
        var what = node switch
        {
            YamlScalarNode scalar => $"'{scalar.Value}'",
            YamlMappingNode { Children.Count: 0 } => "a map without fields",
            YamlMappingNode mapping => "a map with the fields " + string.Join(", ", mapping.Children.Keys.Take(MostNamed)) + (mapping.Children.Count > MostNamed ? " …" : ""),
            YamlSequenceNode list => list.Children.Count == 1 ? "a list of one entry" : string.Create(CultureInfo.InvariantCulture, $"a list of {list.Children.Count} entries"),
            _ => "something else",
        };
        return string.Create(CultureInfo.InvariantCulture, $"line {node.Start.Line}, column {node.Start.Column}: {what}");
    }

    private YamlNode? Find(string name) => _mapping.Children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;

    private YamlNode? Take(string name)
    {
        _read.Add(name);
        var node = Find(name);
        return node is YamlScalarNode { Value: null or "" or "null" or "~", Style: YamlDotNet.Core.ScalarStyle.Plain } ? null : node;
    }

    private void Invalid(string name, YamlNode node, string expected) =>
        _problems.Add(SimulationDiagnostics.InvalidValue(_path.Attribute(name), expected, Where(node)));
}
