using Provisioning.Model.Collections;
using Provisioning.Schema.Values;

namespace Provisioning.Api.FromWire;

/// <summary>Neutral values as the wire carries them.</summary>
public static class ValueFromWire
{
    /// <summary>A value; null where the field is absent.</summary>
    /// <exception cref="InvalidDataException">The value is of a kind that this program does not know, or is not well formed.</exception>
    public static Value FromWire(this Wire.Value? value) => value is null
        ? Value.Null
        : value.KindCase switch
        {
            Wire.Value.KindOneofCase.Nothing => Value.Null,
            Wire.Value.KindOneofCase.Unknown => Value.Unknown,
            Wire.Value.KindOneofCase.Text => new Value.Text(value.Text),
            Wire.Value.KindOneofCase.Number => Number(value.Number),
            Wire.Value.KindOneofCase.Flag => new Value.Flag(value.Flag),
            Wire.Value.KindOneofCase.List => new Value.List(value.List.Items.Select(FromWire).ToValueArray()),
            Wire.Value.KindOneofCase.Map => Map(value.Map),
            _ => throw new InvalidDataException("A value of a kind that this program does not know."),
        };

    private static Value.Number Number(string text) => ExactNumber.TryParse(text, out var number)
        ? new Value.Number(number)
        : throw new InvalidDataException("A number that is not decimal text.");

    private static Value.Map Map(Wire.ValueMembers members)
    {
        var map = new Dictionary<string, Value>(members.Members.Count, StringComparer.Ordinal);
        foreach (var member in members.Members)
        {
            if (!map.TryAdd(member.Name, member.Value.FromWire())) throw new InvalidDataException("A map with the same member twice.");
        }

        return new Value.Map(ValueMap<string, Value>.From(map));
    }
}
