using System.Collections.Immutable;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.FromWire;

/// <summary>Fills arguments that are not given from the environment variables that the description names.</summary>
internal sealed class EnvironmentFallback(Func<string, string?> environment)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary>Which argument, by its path, came from which variable.</summary>
    public ImmutableDictionary<string, string> Variables => _variables.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The object with what the environment adds; an unknown argument stays unknown.</summary>
    public Value Fill(ObjectShape shape, Value config) => Fill(shape, config, AttributePath.Root);

    private Value Fill(ObjectShape shape, Value config, AttributePath path)
    {
        if (config.IsUnknown) return config;
        foreach (var attribute in shape.Attributes)
        {
            var given = config.Member(attribute.Name);
            var at = path.Attribute(attribute.Name);
            var filled = attribute switch
            {
                { Type: AttributeType.NestedType { Nesting: Nesting.Single } nested } => Fill(nested.Shape, given, at),
                { Environment: { } variable } when given.IsNull => FromVariable(variable, attribute.Type, at),
                _ => given,
            };
            if (filled != given) config = config.With(attribute.Name, filled);
        }

        return config;
    }

    private Value FromVariable(string variable, AttributeType type, AttributePath at)
    {
        if (environment(variable) is not { Length: > 0 } text) return Value.Null;
        _variables[at.ToString()] = variable;
        return type is AttributeType.NumberType && ExactNumber.TryParse(text, out var number) ? new Value.Number(number) : Value.Of(text);
    }
}
