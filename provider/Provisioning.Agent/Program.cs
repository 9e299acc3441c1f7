using Provisioning.Agent.Linux;

// The deploy image's /agent: no arguments, everything from the medium and the machine.
return await LinuxAgent.RunAsync(CancellationToken.None);
