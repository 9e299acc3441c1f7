using System.Security.Cryptography;

namespace Provisioning.Agent.Tests.Support;

/// <summary>A file as the test's engine serves it.</summary>
internal sealed class ServedImage(byte[] content)
{
    private int _requests;

    public byte[] Content => content;

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>How many bytes a connection carries before it breaks; null for all.</summary>
    public int? BreakAfter { get; set; }

    /// <summary>After how many bytes the server waits for <see cref="Resume"/>; null for never.</summary>
    public int? PauseAfter { get; set; }

    /// <summary>What it waits for.</summary>
    public TaskCompletionSource Resume { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether ranges are understood.</summary>
    public bool Ranges { get; set; } = true;

    /// <summary>Whether the length is said.</summary>
    public bool SaysLength { get; set; } = true;

    /// <summary>A status to refuse with.</summary>
    public int? Refusal { get; set; }

    /// <summary>Called with the number of each request, before it is answered.</summary>
    public Action<int>? OnRequest { get; set; }

    public int Requests => _requests;

    public int NextRequest() => Interlocked.Increment(ref _requests);
}
