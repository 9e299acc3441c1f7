using System.Collections;
using System.Runtime.InteropServices;
using Provisioning.Provider;

// The terminal sends its Ctrl-C to the whole group, a plugin included, which must outlive it: so this comes before anything else.
using var interrupt = new CancellationTokenSource();
using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    interrupt.Cancel();
});

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
return Part.Of(Environment.GetCommandLineArgs()[0], args, environment) == ProgramPart.TerraformPlugin
    ? await Parts.RunTerraformPluginAsync(environment, CancellationToken.None)
    : await Parts.RunCommandAsync(args, environment, interrupt.Token);
