using System.Globalization;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Properties;

/// <summary>One generated server: what is asked for, and how that is written.</summary>
/// <param name="Server">The machine.</param>
internal sealed record GeneratedServer(RackServer Server)
{
    /// <summary>Settings of the BIOS; none: no profile.</summary>
    public required SortedDictionary<string, string> Bios { get; init; }

    /// <summary>Time servers of the BMC; none: no profile.</summary>
    public required IReadOnlyList<string> Ntp { get; init; }

    /// <summary>Where it stands; null: not said.</summary>
    public int? Slot { get; init; }

    public bool KeptOn { get; init; }

    public bool Installed { get; init; }

    public bool Validated { get; init; }

    /// <summary>The stages that the step from an earlier configuration to this one needs; null: nothing at all is changed.</summary>
    public IReadOnlyList<string>? Stages { get; init; }

    /// <summary>A configuration of any of the kinds that there are.</summary>
    public static GeneratedServer Generate(RackServer server, Random random, int number)
    {
        var bios = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Switches(server).OrderBy(_ => random.Next()).Take(random.Next(4)).ToList()) bios[name] = random.Next(2) == 0 ? "Enabled" : "Disabled";
        return new GeneratedServer(server)
        {
            Bios = bios,
            Ntp = [.. Enumerable.Range(1, random.Next(3)).Select(index => string.Create(CultureInfo.InvariantCulture, $"10.0.{number}.{index}"))],
            Slot = random.Next(2) == 0 ? random.Next(1, 40) : null,
            KeptOn = random.Next(3) == 0,
            Installed = number % 12 == 0,
            Validated = random.Next(3) == 0,
        };
    }

    /// <summary>This configuration with one thing changed, or with nothing.</summary>
    public GeneratedServer Change(Random random) => random.Next(4) switch
    {
        0 => WithOtherBios(random),
        1 => this with { Ntp = [.. Ntp.Select(server => server + "0"), "10.9.9.9"], Stages = ["bmc_configuration"] },
        2 => this with { Slot = (Slot ?? 0) + 1, Stages = [] },
        _ => this with { Stages = null },
    };

    /// <summary>The Terraform file's part.</summary>
    public string Write(string image)
    {
        var key = Server.Name;
        var documents = "";
        var body = "";
        if (Bios.Count > 0)
        {
            documents += Configurations.BiosProfile(key, [.. Bios.Select(entry => (entry.Key, entry.Value))]);
            body += $"  bios_profile = baremetal_bios_profile.{key}.ref\n";
        }

        if (Ntp.Count > 0)
        {
            documents += $$"""

                resource "baremetal_bmc_profile" "{{key}}" {
                  name        = "{{key}}"
                  ntp_servers = [{{string.Join(", ", Ntp.Select(server => $"\"{server}\""))}}]
                }

                """;
            body += $"  bmc_profile = baremetal_bmc_profile.{key}.ref\n";
        }

        if (Slot is { } slot) body += string.Create(CultureInfo.InvariantCulture, $"  location = {{ rack = \"r1\", slot = {slot} }}\n");
        if (KeptOn) body += "  power = \"on\"\n";
        if (Installed) body += $"  os = {{ image = baremetal_os_image.{image}.ref }}\n";
        if (Validated) body += "  validation_profile = baremetal_validation_profile.node.ref\n";
        return documents + Configurations.Server(key, Server, body);
    }

    private static IEnumerable<string> Switches(RackServer server) =>
        server.Bios.Where(entry => entry.Value is "Enabled" or "Disabled").Select(entry => entry.Key);

    // The other value of a setting that is managed, or one of a setting that was not.
    private GeneratedServer WithOtherBios(Random random)
    {
        var names = Bios.Count > 0 ? [.. Bios.Keys] : Switches(Server).ToList();
        var name = names[random.Next(names.Count)];
        var now = Bios.TryGetValue(name, out var managed) ? managed : Server.Bios[name];
        return this with
        {
            Bios = new SortedDictionary<string, string>(Bios, StringComparer.Ordinal) { [name] = now == "Enabled" ? "Disabled" : "Enabled" },
            Stages = ["bios"],
        };
    }
}
