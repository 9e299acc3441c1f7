namespace Provisioning.Host.Serving;

/// <summary>Where an operation says what it does. Never blocks: no listener can stall a step.</summary>
public interface IOperationSink
{
    /// <summary>The operation's id, for journal rows.</summary>
    string OperationId { get; }

    /// <summary>A step went from one state to another; every listener gets it, also one that comes later.</summary>
    /// <param name="server">The machine's name; empty where it is about none.</param>
    /// <param name="text">What a person reads; never a secret.</param>
    void Transition(string server, string text);

    /// <summary>A step goes on; a listener that is slow may miss it.</summary>
    /// <param name="server">The machine's name; empty where it is about none.</param>
    /// <param name="text">What a person reads; never a secret.</param>
    void Progress(string server, string text);
}
