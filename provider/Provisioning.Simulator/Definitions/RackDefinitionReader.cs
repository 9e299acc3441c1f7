using System.Globalization;
using System.Net;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Simulation;
using Provisioning.Simulator.Documents;

namespace Provisioning.Simulator.Definitions;

/// <summary>Reads a rack file, and reports every problem in it, not only the first.</summary>
internal static class RackDefinitionReader
{
    public static Outcome<RackDefinition> Read(string text, string file)
    {
        if (!YamlDocument.TryRead(text, out var root, out var problem)) return SimulationDiagnostics.Unreadable(file, problem);

        var problems = new List<Diagnostic>();
        var fields = new FieldReader(root, AttributePath.Root, problems);
        var name = fields.Text("name") ?? "rack";
        var listen = IPAddress.Loopback;
        if (fields.Text("listen") is { } address && !IPAddress.TryParse(address, out listen!)) fields.Problem("listen", "an IP address");
        var basePort = fields.Number("basePort", 0, 65535) ?? 0;
        var servers = new List<ServerDefinition>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in fields.List("servers"))
        {
            foreach (var server in Expand(name, entry))
            {
                if (!names.Add(server.Name)) problems.Add(SimulationDiagnostics.DuplicateServer(entry.Path.Attribute("name"), server.Name));
                servers.Add(server);
            }
        }

        if (servers.Count == 0 && problems.Count == 0) fields.Problem("servers", "a list of at least one server");
        fields.RefuseOthers();
        return problems.Count > 0
            ? Outcome<RackDefinition>.Fail(problems)
            : new RackDefinition { Name = name, Listen = listen, BasePort = basePort, Servers = servers.ToValueArray() };
    }

    private static List<ServerDefinition> Expand(string rack, FieldReader entry)
    {
        var pattern = entry.Text("name");
        if (pattern is null)
        {
            entry.Missing("name");
            pattern = "server";
        }

        if (!pattern.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '{' or '}')) entry.Problem("name", "letters, digits, - and _");
        var count = entry.Number("count", 1, 10_000) ?? 1;
        var template = ServerDefinitionReader.Read(entry, rack, pattern);
        entry.RefuseOthers();
        if (count == 1 && !pattern.Contains("{n}", StringComparison.Ordinal)) return [template];

        // What identifies a server cannot be the same in each of them, so it follows from each one's own name.
        return
        [
            .. Enumerable.Range(1, count).Select(number =>
            {
                var name = pattern.Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
                var own = RackDefinition.Defaults(rack, name);
                return template with
                {
                    Name = name,
                    Serial = own.Serial,
                    Uuid = own.Uuid,
                    MacAddresses = own.MacAddresses,
                    Disks = template.Disks.Select((disk, index) => disk with { Serial = own.Disks[0].Serial + Suffix(index) }).ToValueArray(),
                };
            }),
        ];
    }

    private static string Suffix(int index) => index == 0 ? "" : "-" + (index + 1).ToString(CultureInfo.InvariantCulture);
}
