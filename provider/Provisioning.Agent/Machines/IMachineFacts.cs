namespace Provisioning.Agent.Machines;

/// <summary>Says who the machine is and what it has.</summary>
public interface IMachineFacts
{
    /// <summary>Reads the facts. What cannot be read is empty or 0; this does not fail.</summary>
    MachineFacts Read();
}
