using Provisioning.Model.Collections;

namespace Provisioning.Model.Diagnostics;

/// <summary>Which known words somebody may have meant who wrote one that is not known.</summary>
public static class NearWords
{
    /// <summary>The shortest word that is looked for inside a longer one; below that almost everything holds almost anything.</summary>
    private const int LeastContained = 4;

    /// <summary>
    /// The nearest known words, nearest first: those with few letters wrong, missing, too many or exchanged, and those that hold the word or
    /// are held by it, because some makers append a suffix and some prefix the menu's name. Letter case counts for nothing.
    /// </summary>
    public static ValueArray<string> Of(string written, IEnumerable<string> known, int most)
    {
        var folded = written.ToUpperInvariant();
        return known.Distinct(StringComparer.Ordinal)
            .Select(word => (Word: word, Distance: Distance(folded, word.ToUpperInvariant())))
            .Where(near => near.Distance <= Tolerated(folded.Length) || Holds(near.Word, written))
            .OrderBy(near => near.Distance)
            .ThenBy(near => near.Word, StringComparer.Ordinal)
            .Take(most)
            .Select(near => near.Word)
            .ToValueArray();
    }

    private static int Tolerated(int length) => Math.Max(1, length / 4);

    private static bool Holds(string known, string written) =>
        (written.Length >= LeastContained && known.Contains(written, StringComparison.OrdinalIgnoreCase))
        || (known.Length >= LeastContained && written.Contains(known, StringComparison.OrdinalIgnoreCase));

    // Optimal string alignment: insertions, deletions, replacements, and exchanges of neighbours, each counted once.
    private static int Distance(string one, string other)
    {
        var before = new int[other.Length + 1];
        var last = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[other.Length];
    }
}
