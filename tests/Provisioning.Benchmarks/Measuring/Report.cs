using System.Globalization;

namespace Provisioning.Benchmarks.Measuring;

/// <summary>Prints figures as the rows of a Markdown table, ready for docs/benchmarks.md.</summary>
internal static class Report
{
    public static void Head(params string[] columns)
    {
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
    }

    public static void Row(params string[] cells) => Console.WriteLine("| " + string.Join(" | ", cells) + " |");

    public static string Number(double value, int digits = 3) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
