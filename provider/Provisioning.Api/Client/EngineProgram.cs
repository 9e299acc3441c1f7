using Provisioning.Model.Collections;

namespace Provisioning.Api.Client;

/// <summary>The program that an engine is started with.</summary>
/// <param name="Executable">The full path of the executable.</param>
/// <param name="FirstArguments">Arguments before <c>engine launch</c>: the assembly, where the executable is the runtime's host.</param>
public sealed record EngineProgram(string Executable, ValueArray<string> FirstArguments)
{
    /// <summary>The program of this very process: every door of the one executable starts itself.</summary>
    public static EngineProgram OfThisProcess()
    {
        var executable = Environment.ProcessPath ?? "baremetal";
        return Path.GetFileNameWithoutExtension(executable) == "dotnet"
            ? new EngineProgram(executable, [Path.GetFullPath(Environment.GetCommandLineArgs()[0])])
            : new EngineProgram(executable, []);
    }
}
