using System.Text.Json;
using System.Text.Unicode;

namespace Provisioning.Bmc.Transport;

/// <summary>Reads a body up to a limit, and JSON out of it.</summary>
internal static class BodyReader
{
    private const int ChunkBytes = 16 * 1024;

    /// <summary>The bytes; null: more than the limit.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var length = content.Headers.ContentLength;
        if (length > limit) return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[Math.Min((int)(length + 1 ?? ChunkBytes), limit + 1)];
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
            {
                if (filled > limit) return null;
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
            }

            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0) return buffer.AsMemory(0, filled);
            filled += read;
            if (filled > limit) return null;
        }
    }

    /// <summary>The JSON of a body; undefined where it is empty. False: it is not JSON; then why.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, out JsonElement root, out string why)
    {
        (root, why) = (default, "");
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        if (body.Span.StartsWith(mark)) body = body[mark.Length..];
        if (body.Span.Trim(" \t\r\n\0"u8).IsEmpty) return true;
        if (!Utf8.IsValid(body.Span))
        {
            why = "It is not UTF-8.";
            return false;
        }

        try
        {
            root = JsonDocument.Parse(body).RootElement;
            return true;
        }
        catch (JsonException exception)
        {
            why = $"It is not JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.";
            return false;
        }
    }
}
