using System.Globalization;
using System.Numerics;

namespace Provisioning.Schema.Values;

/// <summary>
/// A decimal number without rounding: <c>unscaled × 10^-scale</c>, kept in lowest terms so that equal numbers are equal records.
/// Terraform carries numbers of any size, and a detour through binary64 breaks plans (9007199254740993 comes back as …992).
/// </summary>
public readonly record struct ExactNumber
{
    private const int LargestExponent = 10_000;

    private ExactNumber(BigInteger unscaled, int scale) => (Unscaled, Scale) = (unscaled, scale);

    /// <summary>The digits with sign.</summary>
    public BigInteger Unscaled { get; }

    /// <summary>How many of the digits stand behind the decimal point; 0 for whole numbers.</summary>
    public int Scale { get; }

    /// <summary>Whether this is a whole number.</summary>
    public bool IsWhole => Scale == 0;

    /// <summary>A whole number.</summary>
    public static ExactNumber Of(BigInteger number) => new(number, 0);

    /// <summary>Reads decimal text, with a sign, a fraction and an exponent if need be: <c>-1.5e3</c>.</summary>
    public static bool TryParse(string? text, out ExactNumber number)
    {
        number = default;
        if (string.IsNullOrEmpty(text)) return false;
        var mantissa = text.AsSpan();
        var exponent = 0;
        var e = mantissa.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!int.TryParse(mantissa[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return false;
            mantissa = mantissa[..e];
        }

        var point = mantissa.IndexOf('.');
        var scale = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled)) return false;
        if (Math.Abs((long)exponent) > LargestExponent) return false;
        number = Reduce(unscaled, scale - exponent);
        return true;
    }

    /// <summary>A binary64 number, exactly as its shortest decimal text says.</summary>
    public static bool TryFrom(double number, out ExactNumber exact)
    {
        exact = default;
        return double.IsFinite(number) && TryParse(number.ToString("R", CultureInfo.InvariantCulture), out exact);
    }

    /// <summary>The number as a 64-bit integer, if it is one.</summary>
    public bool TryGetInt64(out long number)
    {
        number = 0;
        if (!IsWhole || Unscaled < long.MinValue || Unscaled > long.MaxValue) return false;
        number = (long)Unscaled;
        return true;
    }

    /// <summary>The shortest decimal text, without exponent.</summary>
    public override string ToString()
    {
        if (Scale == 0) return Unscaled.ToString(CultureInfo.InvariantCulture);
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        return (Unscaled.Sign < 0 ? "-" : "") + digits[..^Scale] + "." + digits[^Scale..];
    }

    private static ExactNumber Reduce(BigInteger unscaled, int scale)
    {
        if (unscaled.IsZero) return new ExactNumber(BigInteger.Zero, 0);
        if (scale < 0) return new ExactNumber(unscaled * BigInteger.Pow(10, -scale), 0);
        while (scale > 0)
        {
            var quotient = BigInteger.DivRem(unscaled, 10, out var remainder);
            if (!remainder.IsZero) break;
            unscaled = quotient;
            scale--;
        }

        return new ExactNumber(unscaled, scale);
    }
}
