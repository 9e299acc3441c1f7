using Provisioning.Schema.Values;

namespace Provisioning.Api.ToWire;

/// <summary>Neutral values as the wire carries them: numbers as decimal text, so that none is rounded.</summary>
public static class ValueToWire
{
    /// <summary>A value.</summary>
    public static Wire.Value ToWire(this Value value) => value.Match(
        () => new Wire.Value { Nothing = true },
        () => new Wire.Value { Unknown = true },
        text => new Wire.Value { Text = text },
        number => new Wire.Value { Number = number.ToString() },
        flag => new Wire.Value { Flag = flag },
        items =>
        {
            var list = new Wire.ValueList();
            foreach (var item in items) list.Items.Add(item.ToWire());
            return new Wire.Value { List = list };
        },
        members =>
        {
            var map = new Wire.ValueMembers();
            foreach (var (name, member) in members) map.Members.Add(new Wire.ValueMember { Name = name, Value = member.ToWire() });
            return new Wire.Value { Map = map };
        });
}
