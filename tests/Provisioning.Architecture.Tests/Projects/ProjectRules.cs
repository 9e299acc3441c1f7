namespace Provisioning.Architecture.Tests.Projects;

/// <summary>
/// The table of what each project of the product may refer to. Read from the project files, because the compiler forgets a reference
/// that nothing uses.
/// </summary>
internal static class ProjectRules
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        ["Model"] = [],
        ["AgentContract"] = [],
        ["Engine"] = ["Model"],
        ["Schema"] = ["Model"],
        ["Resources"] = ["Schema", "Engine", "Model"],
        ["Definitions"] = ["Schema", "Model"],
        ["Bmc"] = ["Engine", "Model"],
        ["Storage"] = ["Engine", "Model"],
        ["Imaging"] = ["AgentContract", "Engine", "Model"],
        ["Attestation"] = ["Model"],
        ["Agent"] = ["AgentContract", "Model"],
        ["Api"] = ["Schema", "Model"],
        ["Host"] = ["Api", "Resources", "Definitions", "Bmc", "Imaging", "Attestation", "Storage", "Engine", "Schema", "Model"],
        ["Protocol.Terraform"] = ["Api", "Schema", "Model"],
        ["Protocol.Pulumi"] = ["Api", "Schema", "Model"],
        ["Cli"] = ["Api", "Attestation", "Schema", "Model"],
        ["Simulator"] = ["Agent", "AgentContract", "Model"],
        ["Provider"] = ["Host", "Protocol.Terraform", "Protocol.Pulumi", "Cli", "Simulator", "Api", "Model"],
        ["PowerShell"] = ["Api", "Schema", "Model"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["Definitions"] = ["YamlDotNet"],
        ["Bmc"] = ["YamlDotNet"],
        ["Storage"] = ["Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.core", "SQLitePCLRaw.provider.sqlite3"],
        ["Imaging"] = ["ZstdSharp.Port"],
        ["Agent"] = ["ZstdSharp.Port"],
        ["Api"] = ["Google.Protobuf", "Grpc.Core.Api", "Grpc.Net.Client", "Grpc.Tools"],
        ["Host"] = ["Google.Protobuf", "Grpc.AspNetCore.Server"],
        ["Protocol.Terraform"] = ["Google.Protobuf", "Grpc.AspNetCore.Server", "Grpc.Core.Api", "Grpc.Tools"],
        ["Cli"] = ["System.CommandLine", "Spectre.Console"],
        ["Simulator"] = ["YamlDotNet"],
    };

    public static IEnumerable<string> ForbiddenReferences(IEnumerable<ProjectReferences> projects) =>
        from project in projects
        let name = Short(project.Name)
        from reference in project.Projects
        where !AllowedProjects.TryGetValue(name, out var allowed) || !allowed.Contains(Short(reference))
        select $"{project.Name} refers to {reference}";

    public static IEnumerable<string> ForbiddenPackages(IEnumerable<ProjectReferences> projects) =>
        from project in projects
        from package in project.Packages
        where !AllowedPackages.TryGetValue(Short(project.Name), out var allowed) || !allowed.Contains(package)
        select $"{project.Name} uses the package {package}";

    private static string Short(string project) =>
        project.StartsWith("Provisioning.", StringComparison.Ordinal) ? project["Provisioning.".Length..] : project;
}
