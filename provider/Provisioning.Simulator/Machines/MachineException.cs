namespace Provisioning.Simulator.Machines;

/// <summary>A machine could not do what its BMC wanted; the message says what was seen.</summary>
internal sealed class MachineException : Exception
{
    public MachineException(string message)
        : base(message)
    {
    }

    public MachineException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
