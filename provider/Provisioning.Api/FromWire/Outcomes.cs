using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.FromWire;

/// <summary>Puts outcomes together again from a value and diagnostics that travelled side by side.</summary>
internal static class Outcomes
{
    /// <summary>A success where there is a value and no error, otherwise a failure.</summary>
    /// <exception cref="InvalidDataException">There is neither a value nor an error.</exception>
    public static Outcome<T> Of<T>(T? value, IEnumerable<Wire.Diagnostic> diagnostics)
        where T : class
    {
        var all = diagnostics.FromWire();
        if (value is not null && !all.Any(diagnostic => diagnostic.IsError)) return new Outcome<T>.Success(value, all);
        return all.IsEmpty ? throw new InvalidDataException("An answer without content.") : new Outcome<T>.Failure(all);
    }

    /// <summary>A success where there is no error, otherwise a failure; for lists, where empty is a value.</summary>
    public static Outcome<T> OfList<T>(T value, IEnumerable<Wire.Diagnostic> diagnostics)
        where T : struct
    {
        var all = diagnostics.FromWire();
        return all.Any(diagnostic => diagnostic.IsError) ? new Outcome<T>.Failure(all) : new Outcome<T>.Success(value, all);
    }
}
