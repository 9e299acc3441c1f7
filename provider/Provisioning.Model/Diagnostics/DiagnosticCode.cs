using System.Globalization;

namespace Provisioning.Model.Diagnostics;

/// <summary>
/// A permanent code, <c>BM</c> and four digits: BM0xxx configuration, BM1xxx reachability and BMC, BM2xxx firmware, BM3xxx BIOS,
/// BM4xxx imaging, BM5xxx validation, BM6xxx attestation, BM7xxx readiness, BM8xxx store and engine, BM9xxx internal fault.
/// </summary>
/// <param name="Number">0 to 9999; never given to another meaning once published.</param>
public readonly record struct DiagnosticCode(int Number) : IComparable<DiagnosticCode>
{
    /// <inheritdoc/>
    public int CompareTo(DiagnosticCode other) => Number.CompareTo(other.Number);

    /// <summary>The code as people write it, <c>BM1001</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"BM{Number:D4}");

    /// <summary>Reads a code as <see cref="ToString"/> writes it.</summary>
    public static bool TryParse(string? text, out DiagnosticCode code)
    {
        code = default;
        if (text is not { Length: 6 } || !text.StartsWith("BM", StringComparison.Ordinal)) return false;
        if (!int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        code = new DiagnosticCode(number);
        return true;
    }

    /// <summary>Whether one code stands before another.</summary>
    public static bool operator <(DiagnosticCode left, DiagnosticCode right) => left.CompareTo(right) < 0;

    /// <summary>Whether one code stands before another, or is it.</summary>
    public static bool operator <=(DiagnosticCode left, DiagnosticCode right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one code stands after another.</summary>
    public static bool operator >(DiagnosticCode left, DiagnosticCode right) => left.CompareTo(right) > 0;

    /// <summary>Whether one code stands after another, or is it.</summary>
    public static bool operator >=(DiagnosticCode left, DiagnosticCode right) => left.CompareTo(right) >= 0;
}
