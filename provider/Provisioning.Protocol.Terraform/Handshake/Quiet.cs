namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>Waiting for an end.</summary>
internal static class Quiet
{
    public static async Task UntilEitherEndsAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var byHost = stopping.Register(() => ended.TrySetResult());
        using var byClient = cancellationToken.Register(() => ended.TrySetResult());
        await ended.Task;
    }
}
