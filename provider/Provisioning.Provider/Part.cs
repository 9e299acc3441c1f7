namespace Provisioning.Provider;

/// <summary>Which part this process plays: a first word says so, and beats the name under which the program was started.</summary>
internal static class Part
{
    private const string PluginName = "terraform-provider-baremetal";

    /// <summary>What Terraform puts into the environment of its plugins. With <c>dotnet</c> as host the name is that of the assembly.</summary>
    private const string Cookie = "TF_PLUGIN_MAGIC_COOKIE";

    /// <summary>Decides.</summary>
    public static ProgramPart Of(string programName, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        if (arguments.Count > 0) return ProgramPart.Command;
        var isPlugin = Path.GetFileName(programName).StartsWith(PluginName, StringComparison.Ordinal) || environment.ContainsKey(Cookie);
        return isPlugin ? ProgramPart.TerraformPlugin : ProgramPart.Command;
    }
}
