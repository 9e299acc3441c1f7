using Provisioning.Model.Faults;

namespace Provisioning.Engine.Imaging;

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
