using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioning.Model.Collections;
using Provisioning.Simulator.Racks;

namespace Provisioning.Simulator.Commands;

/// <summary>What a running rack writes into <c>rack.json</c> of its state folder: where everything is.</summary>
public sealed record RackState
{
    /// <summary>The file's name.</summary>
    public const string FileName = "rack.json";

    /// <summary>The rack's name.</summary>
    public required string Name { get; init; }

    /// <summary>The process that runs it.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The control API's address.</summary>
    public required Uri ControlEndpoint { get; init; }

    /// <summary>The control API's token; never in the text of this record.</summary>
    public required string ControlToken { get; init; }

    /// <summary>The file with the certificate that the BMCs' certificates are issued by, PEM.</summary>
    public required string AuthorityFile { get; init; }

    /// <summary>The servers.</summary>
    public required ValueArray<RackStateServer> Servers { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"rack {Name}, process {ProcessId}");

    internal static RackState Of(Rack rack, string authorityFile, int processId) => new()
    {
        Name = rack.Definition.Name,
        ProcessId = processId,
        ControlEndpoint = rack.ControlEndpoint,
        ControlToken = rack.ControlToken,
        AuthorityFile = authorityFile,
        Servers = rack.Servers.Select(server => new RackStateServer(
            server.Name,
            server.Endpoint,
            server.Definition.Serial,
            server.Definition.Uuid,
            server.Fingerprint,
            server.Definition.Machine.Match(_ => "none", _ => "simulated", _ => "qemu"),
            server.Credentials.UserName)).ToValueArray(),
    };

    /// <summary>Writes the file in one step, readable for its owner only.</summary>
    internal void Write(string folder)
    {
        var servers = new JsonArray([.. Servers.Select(server => new JsonObject
        {
            ["name"] = server.Name,
            ["address"] = server.Address,
            ["endpoint"] = server.Endpoint.ToString(),
            ["serial"] = server.Serial,
            ["uuid"] = server.Uuid.ToString(),
            ["fingerprint"] = server.Fingerprint,
            ["machine"] = server.Machine,
            ["username"] = server.UserName,
        })]);
        var root = new JsonObject
        {
            ["name"] = Name,
            ["processId"] = ProcessId,
            ["control"] = new JsonObject { ["endpoint"] = ControlEndpoint.ToString(), ["token"] = ControlToken },
            ["authority"] = AuthorityFile,
            ["servers"] = servers,
        };
        var file = Path.Combine(folder, FileName);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(file + ".new", options))
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            root.WriteTo(writer);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Reads the file; null when there is none, or it is none.</summary>
    internal static RackState? Read(string folder)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, FileName)))!;
            return new RackState
            {
                Name = Text(root["name"]),
                ProcessId = root["processId"]!.GetValue<int>(),
                ControlEndpoint = new Uri(Text(root["control"]!["endpoint"])),
                ControlToken = Text(root["control"]!["token"]),
                AuthorityFile = Text(root["authority"]),
                Servers = root["servers"]!.AsArray().Select(server => new RackStateServer(
                    Text(server!["name"]),
                    new Uri(Text(server["endpoint"])),
                    Text(server["serial"]),
                    Guid.Parse(Text(server["uuid"])),
                    Text(server["fingerprint"]),
                    Text(server["machine"]),
                    Text(server["username"]))).ToValueArray(),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
