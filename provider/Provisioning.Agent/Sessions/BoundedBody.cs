namespace Provisioning.Agent.Sessions;

/// <summary>Reads a body that may be endless.</summary>
internal static class BoundedBody
{
    /// <summary>All bytes, when there are not more than the limit.</summary>
    /// <exception cref="IOException">There are more.</exception>
    public static async Task<byte[]> ReadAsync(Stream content, int limit, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (whole.Length + read > limit) throw new IOException($"The answer is longer than {limit} bytes.");
            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }
}
