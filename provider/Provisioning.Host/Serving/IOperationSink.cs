
namespace Provisioning.Host.Serving;

/// <summary>
/// Where an operation says what it does. Never blocks: no listener can stall a step. A transition reaches every listener, also one that
/// comes later; a slow listener may miss progress. When the engine gives the operation a name of its own (<c>Started</c>), doors can watch
/// and cancel it under that name, too.
/// </summary>
public interface IOperationSink : Engine.Operations.IOperationSink
{
    /// <summary>The id under which doors know the operation.</summary>
    string OperationId { get; }
}
