using System.Diagnostics;
using System.Globalization;
using Provisioning.Model.Collections;

namespace Provisioning.Simulator.Personalities;

/// <summary>
/// One attribute of a BIOS attribute registry (AttributeRegistry schema, DSP0268). Values are kept as texts; the case says how they
/// look in JSON and which are allowed.
/// </summary>
internal abstract record BiosAttribute
{
    private BiosAttribute(string name, string displayName, string @default, bool readOnly) =>
        (Name, DisplayName, Default, ReadOnly) = (name, displayName, @default, readOnly);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What people read.</summary>
    public string DisplayName { get; }

    /// <summary>Its default, as text.</summary>
    public string Default { get; }

    /// <summary>Whether it cannot be set.</summary>
    public bool ReadOnly { get; }

    /// <summary>Which values it can have, as the end of "it must be …".</summary>
    public string Allowed => Match(
        choice => "one of " + string.Join(", ", choice.Values),
        whole => string.Create(CultureInfo.InvariantCulture, $"a whole number from {whole.Low} to {whole.High}{(whole.Step == 1 ? "" : $" in steps of {whole.Step}")}"),
        words => string.Create(CultureInfo.InvariantCulture, $"a text of at most {words.MaxLength} characters"),
        _ => "true or false");

    /// <summary>Whether it can have a value.</summary>
    public bool Allows(string value) => Match(
        choice => choice.Values.Contains(value),
        whole => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= whole.Low && number <= whole.High && (number - whole.Low) % whole.Step == 0,
        words => value.Length <= words.MaxLength,
        _ => value is "true" or "false");

    public T Match<T>(Func<Choice, T> choice, Func<Whole, T> whole, Func<Words, T> words, Func<Flag, T> flag) => this switch
    {
        Choice c => choice(c),
        Whole w => whole(w),
        Words w => words(w),
        Flag f => flag(f),
        _ => throw new UnreachableException(),
    };

    /// <summary>Enumeration.</summary>
    public sealed record Choice(string Name, string DisplayName, string Default, bool ReadOnly, ValueArray<string> Values)
        : BiosAttribute(Name, DisplayName, Default, ReadOnly);

    /// <summary>Integer with bounds, both included.</summary>
    public sealed record Whole(string Name, string DisplayName, string Default, bool ReadOnly, int Low, int High, int Step)
        : BiosAttribute(Name, DisplayName, Default, ReadOnly);

    /// <summary>String with a greatest length.</summary>
    public sealed record Words(string Name, string DisplayName, string Default, bool ReadOnly, int MaxLength)
        : BiosAttribute(Name, DisplayName, Default, ReadOnly);

    /// <summary>Boolean.</summary>
    public sealed record Flag(string Name, string DisplayName, string Default, bool ReadOnly)
        : BiosAttribute(Name, DisplayName, Default, ReadOnly);
}
