using System.Globalization;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Engine.Bios;

/// <summary>Checks a profile's attributes against what one machine's BIOS has and allows. Pure.</summary>
public static class BiosProfileValidator
{
    private const int NamesShown = 3;

    /// <summary>
    /// All findings, in the order of the attributes, each with the path <c>bios_profile.attributes["NAME"]</c>. An attribute that the BIOS has and
    /// the registry does not describe is let through: registries are incomplete on real machines.
    /// </summary>
    public static ValueArray<Diagnostic> Validate(BiosProfile profile, BiosObservation observation)
    {
        if (profile.Attributes.IsEmpty) return ValueArray<Diagnostic>.Empty;
        var all = AttributePath.Of("bios_profile", "attributes");
        if (observation.Current.IsEmpty && observation.Entries.IsEmpty)
        {
            return [BiosDiagnostics.NothingTold.Occurs(
                $"BIOS profile {profile.Name} cannot be checked", "The BMC answered with an empty list of attributes.", all)];
        }

        var found = new List<Diagnostic>();
        foreach (var (name, value) in profile.Attributes)
        {
            if (Check(name, value, observation) is { } diagnostic) found.Add(diagnostic.At(all.Key(name)));
        }

        return found.ToValueArray();
    }

    private static Diagnostic? Check(string name, string value, BiosObservation observation)
    {
        if (!observation.Entries.TryGetValue(name, out var entry))
        {
            if (!observation.Current.TryGetValue(name, out var present)) return Unknown(name, observation);
            return MeansTheSame(present, value) ? Respelt(name, value, present) : null;
        }

        if (entry.Type == BiosAttributeType.Password)
        {
            return BiosDiagnostics.PasswordAttribute.Occurs($"{name} is a password", "The registry gives it the type Password.");
        }

        if (!observation.Current.IsEmpty && !observation.Current.ContainsKey(name)) return Unknown(name, observation);
        var same = observation.Current.TryGetValue(name, out var current) && string.Equals(current, value, StringComparison.Ordinal);
        if (entry.ReadOnly && !same)
        {
            return BiosDiagnostics.ReadOnly.Occurs($"{name} is read-only", $"It is {current ?? "not told"}, wanted {value}.");
        }

        return entry.Type switch
        {
            BiosAttributeType.Enumeration => CheckEnumeration(entry, value),
            BiosAttributeType.Whole => CheckWhole(entry, value),
            BiosAttributeType.Flag => CheckFlag(entry, value),
            _ => CheckText(entry, value),
        };
    }

    // The BMC gives a value back in its own spelling, and another one would differ for ever.
    private static bool MeansTheSame(string present, string wanted) => present != wanted
        && ((long.TryParse(present, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                && decimal.TryParse(wanted, NumberStyles.Number, CultureInfo.InvariantCulture, out var other) && number == other)
            || (present is "true" or "false" && string.Equals(present, wanted.Trim(), StringComparison.OrdinalIgnoreCase)));

    private static Diagnostic Respelt(string name, string wanted, string present) =>
        BiosDiagnostics.WrongType.Occurs($"{name} is spelled otherwise by the BMC", $"Wanted {wanted}; the BMC says {present}, write it so.");

    private static Diagnostic Unknown(string name, BiosObservation observation)
    {
        var near = NearWords.Of(name, observation.Current.Keys.Concat(observation.Entries.Keys), NamesShown);
        return BiosDiagnostics.UnknownAttribute.Occurs(
            $"The BIOS has no attribute {name}",
            near.IsEmpty
                ? string.Create(CultureInfo.InvariantCulture, $"It has {observation.Current.Count} attributes, none of a like name.")
                : $"Names like it: {string.Join(", ", near)}.");
    }

    private static Diagnostic? CheckEnumeration(BiosAttributeEntry entry, string value) =>
        entry.AllowedValues.IsEmpty || entry.AllowedValues.Contains(value, StringComparer.Ordinal)
            ? null
            : BiosDiagnostics.ValueNotAllowed.Occurs(
                $"{entry.Name} cannot be {value}", $"The registry allows {string.Join(", ", entry.AllowedValues)}.");

    private static Diagnostic? CheckWhole(BiosAttributeEntry entry, string value)
    {
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return BiosDiagnostics.WrongType.Occurs($"{entry.Name} is a whole number", $"Wanted {value}.");
        }

        // The BMC gives it back without sign and zeros, and would differ for ever.
        var plain = number.ToString(CultureInfo.InvariantCulture);
        if (plain != value) return BiosDiagnostics.WrongType.Occurs($"{entry.Name} is a whole number, written plainly", $"Wanted {value}; write it as {plain}.");
        if (number < entry.LowerBound || number > entry.UpperBound)
        {
            return BiosDiagnostics.OutOfBounds.Occurs(
                $"{entry.Name} cannot be {value}",
                string.Create(CultureInfo.InvariantCulture, $"The registry allows {Bound(entry.LowerBound)} to {Bound(entry.UpperBound)}."));
        }

        return entry is { ScalarIncrement: > 1 } && unchecked(number - (entry.LowerBound ?? 0)) % entry.ScalarIncrement != 0
            ? BiosDiagnostics.OutOfBounds.Occurs(
                $"{entry.Name} cannot be {value}",
                string.Create(CultureInfo.InvariantCulture, $"The registry allows steps of {entry.ScalarIncrement} from {entry.LowerBound ?? 0}."))
            : null;
    }

    private static Diagnostic? CheckFlag(BiosAttributeEntry entry, string value) =>
        value is "true" or "false" ? null : BiosDiagnostics.WrongType.Occurs($"{entry.Name} is true or false", $"Wanted {value}.");

    private static Diagnostic? CheckText(BiosAttributeEntry entry, string value) =>
        value.Length < entry.MinLength || value.Length > entry.MaxLength
            ? BiosDiagnostics.OutOfBounds.Occurs(
                $"{entry.Name} has a text of the wrong length",
                string.Create(CultureInfo.InvariantCulture, $"It has {value.Length} characters; the registry allows {entry.MinLength ?? 0} to {Bound(entry.MaxLength)}."))
            : null;

    private static string Bound(long? bound) => bound?.ToString(CultureInfo.InvariantCulture) ?? "any";
}
