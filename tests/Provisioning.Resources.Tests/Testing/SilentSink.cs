using Provisioning.Engine.Operations;

namespace Provisioning.Resources.Tests.Testing;

internal sealed class SilentSink : IOperationSink
{
    public void Started(string operationId)
    {
    }

    public void Transition(string server, string text)
    {
    }

    public void Progress(string server, string text)
    {
    }
}
