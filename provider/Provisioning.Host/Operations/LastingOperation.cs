using Provisioning.Schema.Requests;

namespace Provisioning.Host.Operations;

/// <summary>An apply, which outlives its door.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Digest">What was asked for; a door that asks for the same is joined to it.</param>
internal sealed record LastingOperation(Operation Operation, string Digest)
{
    private readonly TaskCompletionSource<ApplyReply> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its result; never faults.</summary>
    public Task<ApplyReply> Result => _result.Task;

    /// <summary>Whether a door has taken the result.</summary>
    public bool Delivered { get; set; }

    /// <summary>Whether it ended well and nobody has heard of it.</summary>
    public bool AwaitsDelivery => !Delivered && Result.IsCompletedSuccessfully && !Result.Result.Diagnostics.Any(one => one.IsError);

    /// <summary>Gives the result.</summary>
    public void Complete(ApplyReply reply) => _result.TrySetResult(reply);
}
