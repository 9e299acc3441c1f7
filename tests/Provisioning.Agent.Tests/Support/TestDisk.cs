using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Disks;

namespace Provisioning.Agent.Tests.Support;

/// <summary>A disk in memory that counts what is written and can be told to fail.</summary>
internal sealed class TestDisk : IDisk
{
    private readonly Lock _gate = new();

    public TestDisk(long sizeBytes = 64L << 20, string serial = "DISK1", DiskType type = DiskType.Nvme, int logicalBlockBytes = 512)
    {
        Bytes = new byte[sizeBytes];
        Description = new DiskDescription
        {
            Name = $"disk-{serial}",
            Serial = serial,
            SizeBytes = sizeBytes,
            Type = type,
            LogicalBlockBytes = logicalBlockBytes,
            Model = "Test Model 9",
        };
    }

    public byte[] Bytes { get; }

    public DiskDescription Description { get; }

    /// <summary>Bytes written so far.</summary>
    public long Written { get; private set; }

    /// <summary>Whether it can make ranges zero without being sent zeroes.</summary>
    public bool ZeroesByItself { get; init; }

    /// <summary>Whether it only says so.</summary>
    public bool IgnoresZeroing { get; set; }

    /// <summary>Called before each write with its offset and length; may throw.</summary>
    public Action<long, int>? BeforeWrite { get; set; }

    /// <summary>What the medium makes of a write: the bytes that are kept.</summary>
    public Func<long, byte[], byte[]>? Keep { get; set; }

    public IDiskAccess Open(bool writable) => new Access(this, writable);

    private sealed class Access(TestDisk disk, bool writable) : IDiskAccess
    {
        public long SizeBytes => disk.Bytes.Length;

        public void Read(long offset, Span<byte> buffer)
        {
            lock (disk._gate) disk.Bytes.AsSpan(checked((int)offset), buffer.Length).CopyTo(buffer);
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (!writable) throw new IOException("opened for reading");
            disk.BeforeWrite?.Invoke(offset, bytes.Length);
            var kept = disk.Keep is { } keep ? keep(offset, bytes.ToArray()) : bytes;
            lock (disk._gate)
            {
                kept.CopyTo(disk.Bytes.AsSpan(checked((int)offset)));
                disk.Written += bytes.Length;
            }
        }

        public bool TryWriteZeroes(long offset, long length)
        {
            if (!disk.ZeroesByItself || disk.IgnoresZeroing) return disk.ZeroesByItself;
            lock (disk._gate) disk.Bytes.AsSpan(checked((int)offset), checked((int)length)).Clear();
            return true;
        }

        public void Flush()
        {
        }

        public void DropCaches()
        {
        }

        public void Dispose()
        {
        }
    }
}
