namespace Provisioning.Engine.Discovery;

/// <summary>A task of a BMC.</summary>
/// <param name="Uri">Its path.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Running, done or failed.</param>
/// <param name="Message">Its last message; never a secret.</param>
public sealed record BmcTask(string Uri, string Name, BmcTaskState State, string Message);
