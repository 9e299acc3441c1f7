using System.CommandLine;
using Provisioning.Api.Local;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Imaging;

/// <summary><c>baremetal agent build</c>.</summary>
internal static class AgentVerbs
{
    private const string AgentProgram = "baremetal-agent";

    /// <summary>Makes it.</summary>
    public static Command Create(EngineVerb engine) => new("agent", "The image that machines boot for their installation.") { Build(engine) };

    private static Command Build(EngineVerb engine)
    {
        var agent = new Option<string?>("--agent") { Description = $"The agent's executable; otherwise {AgentProgram} beside this program.", HelpName = "FILE" };
        var folder = new Option<string?>("--output") { Description = "The folder that the image is written to; otherwise agent below the state folder.", HelpName = "FOLDER" };
        var cache = new Option<string?>("--cache") { Description = "Where fetched kernels are kept.", HelpName = "FOLDER" };
        var kernelFolder = new Option<string?>("--kernel-folder") { Description = "A folder with a kernel and its modules, for sites without a package mirror.", HelpName = "FOLDER" };
        var kernelPackage = new Option<string?>("--kernel-package") { Description = "The Debian package whose kernel is taken.", HelpName = "PACKAGE" };
        var modules = new Option<string[]>("--module") { Description = "One more module to carry. May be given several times.", DefaultValueFactory = _ => [] };
        var commandLine = new Option<string?>("--command-line") { Description = "The kernel's command line." };
        var key = new Option<string?>("--signing-key") { Description = "A key in PEM to sign the image for Secure Boot with.", HelpName = "FILE" };
        var certificate = new Option<string?>("--signing-certificate") { Description = "The certificate of that key.", HelpName = "FILE" };
        var verb = new Command("build", "Build the deploy image: kernel, ramdisk with the agent, one image for all machines.")
        {
            agent, folder, cache, kernelFolder, kernelPackage, modules, commandLine, key, certificate,
        };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var output = engine.Common.Output(parsed, engine.Surroundings);
            var state = EnginePlace.StateFolder(engine.Surroundings.Environment) ?? ".";
            var order = new AgentImageOrder(
                parsed.GetValue(agent) ?? Path.Combine(AppContext.BaseDirectory, AgentProgram),
                parsed.GetValue(folder) ?? Path.Combine(state, "agent"),
                parsed.GetValue(cache) ?? Path.Combine(state, "kernels"),
                parsed.GetValue(kernelFolder),
                parsed.GetValue(kernelPackage),
                (parsed.GetValue(modules) ?? []).ToValueArray(),
                parsed.GetValue(commandLine),
                parsed.GetValue(key),
                parsed.GetValue(certificate));
            var outcome = await engine.Surroundings.AgentImage.BuildAsync(order, new LinePrinter(output.Progress), cancellationToken);
            if (outcome is Outcome<string>.Success success)
            {
                output.Line(success.Value);
                output.Json(json => json.WriteString("built", success.Value));
            }

            return output.Report(outcome.Diagnostics);
        });
        return verb;
    }

    private sealed class LinePrinter(Action<string> print) : IProgress<string>
    {
        public void Report(string value) => print(value);
    }
}
