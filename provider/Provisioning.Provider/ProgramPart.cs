namespace Provisioning.Provider;

/// <summary>The parts that the one executable plays.</summary>
internal enum ProgramPart
{
    /// <summary>The command, and with its word <c>engine</c> the engine.</summary>
    Command = 1,

    /// <summary>Terraform's plugin.</summary>
    TerraformPlugin = 2,
}
