using Provisioning.Model.Agents;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Imaging;
using Provisioning.Model.Inventories;

namespace Provisioning.Engine.Imaging;

/// <summary>Names one attempt at one machine: what media, tickets and sessions belong to.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Number">The attempt, counted from 1.</param>
public sealed record AttemptKey(string Claim, int Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Claim}/{Number}";
}

/// <summary>Boot media for machines. Everything here is idempotent by attempt and survives an engine restart.</summary>
public interface IMediaPort
{
    /// <summary>Makes the medium that boots the agent on one machine; starts the media server if need be.</summary>
    ValueTask<PortResult<MediaPublication>> PublishAsync(MediaRequest request, CancellationToken cancellationToken);

    /// <summary>How far a medium was used: evidence for or against "the BMC fetched it".</summary>
    ValueTask<MediaUse> UseOfAsync(AttemptKey attempt, CancellationToken cancellationToken);

    /// <summary>Ends media, tickets and sessions of an attempt.</summary>
    ValueTask WithdrawAsync(AttemptKey attempt, CancellationToken cancellationToken);

    /// <summary>The UKI that all machines boot, for comparison with what a TPM measured.</summary>
    ValueTask<PortResult<ReadOnlyMemory<byte>>> ReadUkiAsync(CancellationToken cancellationToken);
}

/// <summary>Asks for a medium.</summary>
/// <param name="Attempt">For which attempt.</param>
/// <param name="ServerName">The machine's name.</param>
/// <param name="Epoch">The engine's generation.</param>
/// <param name="ValidFor">How long it may be used.</param>
public sealed record MediaRequest(AttemptKey Attempt, string ServerName, long Epoch, TimeSpan ValidFor);

/// <summary>A medium.</summary>
/// <param name="Image">The URL for the BMC; ends in <c>.iso</c>.</param>
/// <param name="AgentVersion">The version of the agent on it.</param>
/// <param name="Credential">The bytes of the per-machine credential on it (measured into PCR 12).</param>
public sealed record MediaPublication(Uri Image, string AgentVersion, ValueArray<byte> Credential);

/// <summary>How far a medium was used.</summary>
/// <param name="BytesServed">Bytes served so far.</param>
/// <param name="FirstFetch">When the first byte was served; null: never.</param>
public sealed record MediaUse(long BytesServed, DateTimeOffset? FirstFetch);

/// <summary>OS images.</summary>
public interface IImageStorePort
{
    /// <summary>
    /// Makes sure that the image is in the site's cache, verified against its digest, and serves it to the agent of this attempt.
    /// </summary>
    ValueTask<PortResult<ImagePublication>> PublishAsync(AttemptKey attempt, OsImage image, CancellationToken cancellationToken);
}

/// <summary>An image that the agent can fetch.</summary>
/// <param name="Source">Where.</param>
/// <param name="SizeBytes">The size of the file as stored.</param>
/// <param name="Compression"><c>none</c>, <c>gz</c> or <c>zst</c>, told by the first bytes.</param>
public sealed record ImagePublication(Uri Source, long SizeBytes, string Compression);

/// <summary>The agents that run on machines.</summary>
public interface IAgentPort
{
    /// <summary>What is known of the agent of an attempt.</summary>
    ValueTask<AgentView> ViewAsync(AttemptKey attempt, CancellationToken cancellationToken);

    /// <summary>Gives the agent an order; the same id again changes nothing.</summary>
    ValueTask SubmitAsync(AttemptKey attempt, AgentOrder order, CancellationToken cancellationToken);

    /// <summary>Waits until the view differs from <paramref name="seen"/>, or the time is over; then the view.</summary>
    ValueTask<AgentView> WaitAsync(AttemptKey attempt, long seen, TimeSpan atMost, CancellationToken cancellationToken);
}

/// <summary>What is known of an agent.</summary>
/// <param name="Version">Rises with every change.</param>
/// <param name="SessionId">The session; null: it has not reported.</param>
/// <param name="Contested">Whether a second claimant used the ticket.</param>
/// <param name="LastSeen">When it last asked for something.</param>
/// <param name="Inventory">What it said of the machine.</param>
/// <param name="Answers">Answers by order id.</param>
/// <param name="Progress">The latest progress of a running order, for people; null: none.</param>
public sealed record AgentView(
    long Version,
    string? SessionId,
    bool Contested,
    DateTimeOffset? LastSeen,
    InBandInventory? Inventory,
    ValueMap<string, AgentAnswer> Answers,
    string? Progress);

/// <summary>Installed systems that report.</summary>
public interface IPhoneHomePort
{
    /// <summary>Makes the ticket of an attempt; the same one again for the same attempt.</summary>
    ValueTask<PortResult<PhoneHomeTicket>> OpenAsync(AttemptKey attempt, CancellationToken cancellationToken);

    /// <summary>What the installed system of an attempt reported, or null; waits at most the given time for it.</summary>
    ValueTask<PhoneHomeReport?> WaitAsync(AttemptKey attempt, TimeSpan atMost, CancellationToken cancellationToken);
}

/// <summary>What an installed system reported.</summary>
/// <param name="At">When.</param>
/// <param name="InstanceId">The instance id that it was given.</param>
/// <param name="Hostname">Its host name.</param>
/// <param name="Inventory">What it sees of the machine.</param>
public sealed record PhoneHomeReport(DateTimeOffset At, string InstanceId, string Hostname, InBandInventory Inventory);
