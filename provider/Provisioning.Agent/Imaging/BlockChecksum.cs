using System.Numerics;
using System.Runtime.InteropServices;

namespace Provisioning.Agent.Imaging;

/// <summary>
/// A checksum of 64 bits to tell whether a disk gives back what it was given. Not against an adversary: that is the digest's work. Four
/// lanes, so that a processor works on four words at once; each step is a bijection of the word and of the lane, so a change within one
/// word is always seen, and any other is missed once in 2^64.
/// </summary>
internal static class BlockChecksum
{
    private const ulong Odd1 = 0x9E3779B97F4A7C15;
    private const ulong Odd2 = 0xD6E8FEB86659FD93;
    private const int Turn = 29;
    private const int Lanes = 4;

    /// <summary>The checksum of the bytes; their number counts too.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        ulong a = Odd1, b = Odd2, c = ~Odd1, d = ~Odd2;
        var index = 0;
        for (; index <= words.Length - Lanes; index += Lanes)
        {
            a = Step(a, words[index]);
            b = Step(b, words[index + 1]);
            c = Step(c, words[index + 2]);
            d = Step(d, words[index + 3]);
        }

        for (; index < words.Length; index++) a = Step(a, words[index]);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) b = Step(b, rest);
        var sum = (ulong)bytes.Length;
        foreach (var lane in (ReadOnlySpan<ulong>)[a, b, c, d]) sum = Mix(Step(sum, lane));
        return sum;
    }

    private static ulong Step(ulong lane, ulong word) => BitOperations.RotateLeft(lane ^ word, Turn) * Odd1;

    // A product carries upwards only; what is above has to come down again.
    private static ulong Mix(ulong value) => (value ^ (value >> 32)) * Odd2;
}
