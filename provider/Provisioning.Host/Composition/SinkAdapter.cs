using Provisioning.Engine.Operations;

namespace Provisioning.Host.Composition;

/// <summary>What the engine says of an operation, handed to the process's operation of the same call.</summary>
internal sealed class SinkAdapter(Serving.IOperationSink sink) : IOperationSink
{
    public void Started(string operationId) => sink.Transition("", $"operation {operationId}");

    public void Transition(string server, string text) => sink.Transition(server, text);

    public void Progress(string server, string text) => sink.Progress(server, text);
}
