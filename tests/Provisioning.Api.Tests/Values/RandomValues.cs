using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Values;

namespace Provisioning.Api.Tests.Values;

/// <summary>Values of every kind, nested, with the texts and numbers that codecs get wrong; the same for the same seed.</summary>
internal sealed class RandomValues(int seed)
{
    private const int DeepestNesting = 4;

    private static readonly string[] Texts =
        ["", " ", "a", "Ünïcödé ☃ 𝄞", "line\nbreak\r\ttab", "\0", "null", "true", "0", new('x', 5000), "\u202Ertl", "{\"json\": [1]}"];

    private static readonly string[] Numbers =
    [
        "0", "-1", "9007199254740993", "-9223372036854775809", "0.1", "-0.000000000000000000001", "123456789012345678901234567890.123456789",
        "1e300", "2.50", "18446744073709551616",
    ];

    private readonly Random _random = new(seed);

    public Value Next(int depth = 0) => _random.Next(depth < DeepestNesting ? 7 : 5) switch
    {
        0 => Value.Null,
        1 => Value.Unknown,
        2 => new Value.Text(Text()),
        3 => new Value.Number(Number()),
        4 => new Value.Flag(_random.Next(2) == 0),
        5 => new Value.List(Some(() => Next(depth + 1)).ToValueArray()),
        _ => Value.Of(Some(() => KeyValuePair.Create(Text() + _random.Next(1_000_000), Next(depth + 1))).DistinctBy(member => member.Key)),
    };

    public AttributePath Path() => Some(() => _random.Next(3)).Aggregate(AttributePath.Root, (path, kind) => kind switch
    {
        0 => path.Attribute(Text()),
        1 => path.Key(Text()),
        _ => path.Index(_random.Next()),
    });

    public string Text() => Texts[_random.Next(Texts.Length)];

    public string? TextOrNull() => _random.Next(3) == 0 ? null : Text();

    public bool? FlagOrNull() => _random.Next(3) switch { 0 => null, 1 => true, _ => false };

    public DateTimeOffset Instant() => DateTimeOffset.UnixEpoch.AddTicks(_random.NextInt64(0, TimeSpan.FromDays(40_000).Ticks));

    public DateTimeOffset? InstantOrNull() => _random.Next(3) == 0 ? null : Instant();

    public int Integer() => _random.Next();

    public byte[] Bytes()
    {
        var bytes = new byte[_random.Next(40)];
        _random.NextBytes(bytes);
        return bytes;
    }

    public Diagnostic Diagnostic() => new()
    {
        Code = new DiagnosticCode(_random.Next(10_000)),
        Severity = _random.Next(2) == 0 ? Severity.Error : Severity.Warning,
        Summary = Text(),
        Seen = Text(),
        Why = Text(),
        Action = Text(),
        Path = _random.Next(2) == 0 ? null : Path(),
    };

    public List<T> Some<T>(Func<T> one) => [.. Enumerable.Range(0, _random.Next(5)).Select(_ => one())];

    private ExactNumber Number()
    {
        var text = _random.Next(2) == 0
            ? Numbers[_random.Next(Numbers.Length)]
            : _random.NextInt64().ToString(CultureInfo.InvariantCulture) + "." + _random.Next().ToString(CultureInfo.InvariantCulture);
        Assert.True(ExactNumber.TryParse(text, out var number));
        return number;
    }
}
