using System.Security.Cryptography;
using Provisioning.Agent.Imaging;

namespace Provisioning.Agent.Tests.Imaging;

public sealed class BlockChecksumTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(4096)]
    [InlineData(4099)]
    public void Checksum_changes_with_any_bit(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        var before = BlockChecksum.Of(bytes);

        for (var bit = 0; bit < length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(before, BlockChecksum.Of(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(before, BlockChecksum.Of(bytes));
    }

    [Fact]
    public void Checksum_sees_words_that_changed_places_and_zeroes_that_were_added()
    {
        var bytes = RandomNumberGenerator.GetBytes(4096);
        var seen = new HashSet<ulong> { BlockChecksum.Of(bytes), BlockChecksum.Of([.. bytes, 0]), BlockChecksum.Of(bytes.AsSpan(0, 4095)) };

        Assert.True(seen.Add(BlockChecksum.Of([.. bytes[8..16], .. bytes[..8], .. bytes[16..]])));
        Assert.True(seen.Add(BlockChecksum.Of([.. bytes[32..64], .. bytes[..32], .. bytes[64..]])));
        Assert.True(seen.Add(BlockChecksum.Of([.. bytes[2048..], .. bytes[..2048]])));
        Assert.Equal(6, seen.Count);
    }
}
