namespace Provisioning.Engine.Operations;

/// <summary>Hears of an operation's steps. Progress may be dropped, transitions never; a listener can stall nobody.</summary>
public interface IOperationSink
{
    /// <summary>The operation has an id now.</summary>
    void Started(string operationId);

    /// <summary>A step changed its state.</summary>
    void Transition(string server, string text);

    /// <summary>A step is at work.</summary>
    void Progress(string server, string text);
}
