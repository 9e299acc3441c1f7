using Provisioning.Engine.Operations;

namespace Provisioning.Host.Serving;

/// <summary>
/// Where an operation says what it does. Never blocks: no listener can stall a step. A transition reaches every listener, also one that
/// comes later; a slow listener may miss progress. When the engine names the operation by <see cref="IOperationSink.Started"/>, doors can
/// watch and cancel it under that name, too.
/// </summary>
public interface IOperationChannel : IOperationSink
{
    /// <summary>The id under which doors know the operation.</summary>
    string OperationId { get; }
}
