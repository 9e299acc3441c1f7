namespace Provisioning.Api.Operations;

/// <summary>How far an operation is.</summary>
public enum OperationState
{
    /// <summary>It works.</summary>
    Running = 1,

    /// <summary>It was told to stop, and stops by the class of its step.</summary>
    Cancelling = 2,

    /// <summary>It has ended; see <see cref="OperationSummary.Failed"/>.</summary>
    Finished = 3,
}
