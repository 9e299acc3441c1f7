using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>What a client of go-plugin hands to a plugin in its environment.</summary>
internal sealed record PluginInvitation
{
    private const string CookieName = "TF_PLUGIN_MAGIC_COOKIE";
    private const string Cookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
    private const int ProtocolVersion = 6;

    private PluginInvitation()
    {
    }

    /// <summary>The client's certificate; null: the client wants no TLS.</summary>
    public X509Certificate2? Client { get; private init; }

    /// <summary>Where a unix socket may be made; null: the temporary folder.</summary>
    public string? SocketFolder { get; private init; }

    /// <summary>The TCP ports from which one may be taken, where there are no unix sockets.</summary>
    public (int Least, int Most) Ports { get; private init; }

    /// <summary>Whether the client adds a field about multiplexing to the handshake line.</summary>
    public bool Multiplexing { get; private init; }

    /// <summary>Reads the environment; says why this cannot be a plugin's start otherwise.</summary>
    public static PluginInvitation? Read(Func<string, string?> environment, out string refusal)
    {
        refusal = "";
        if (environment(CookieName) != Cookie)
        {
            refusal = "This is a plugin of Terraform. It is started by `terraform` (or `tofu`), never by hand.";
            return null;
        }

        // The list comes in no order. A client that sends none speaks whatever it is answered.
        var versions = environment("PLUGIN_PROTOCOL_VERSIONS");
        if (!string.IsNullOrEmpty(versions) && !versions.Split(',').Contains(ProtocolVersion.ToString(CultureInfo.InvariantCulture)))
        {
            refusal = $"This plugin speaks protocol {ProtocolVersion}; the client offers {versions}. Terraform 1.0 or newer is needed.";
            return null;
        }

        var pem = environment("PLUGIN_CLIENT_CERT");
        var client = string.IsNullOrEmpty(pem) ? null : ServerCertificate.ReadClient(pem);
        if (!string.IsNullOrEmpty(pem) && client is null)
        {
            refusal = "PLUGIN_CLIENT_CERT holds no certificate.";
            return null;
        }

        return new PluginInvitation
        {
            Client = client,
            SocketFolder = environment("PLUGIN_UNIX_SOCKET_DIR") is { Length: > 0 } folder ? folder : null,
            Ports = (Port(environment("PLUGIN_MIN_PORT"), 10_000), Port(environment("PLUGIN_MAX_PORT"), 25_000)),
            Multiplexing = environment("PLUGIN_MULTIPLEX_GRPC") is { Length: > 0 },
        };
    }

    /// <summary>The one line by which the client finds the plugin.</summary>
    public string HandshakeLine(PluginEndpoint endpoint, X509Certificate2? server) => string.Create(
        CultureInfo.InvariantCulture,
        $"1|{ProtocolVersion}|{endpoint.Network}|{endpoint.Address}|grpc|{(server is null ? "" : ServerCertificate.ForHandshake(server))}{(Multiplexing ? "|false" : "")}\n");

    private static int Port(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port : otherwise;
}
