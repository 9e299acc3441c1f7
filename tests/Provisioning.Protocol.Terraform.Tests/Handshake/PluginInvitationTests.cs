using System.Security.Cryptography.X509Certificates;
using Provisioning.Protocol.Terraform.Handshake;

namespace Provisioning.Protocol.Terraform.Tests.Handshake;

public sealed class PluginInvitationTests
{
    private const string Cookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

    [Theory]
    [InlineData("5,6")]
    [InlineData("6,5")]
    [InlineData("6")]
    [InlineData(null)]
    public void Any_list_with_protocol_six_is_accepted(string? versions) =>
        Assert.NotNull(PluginInvitation.Read(Environment(("TF_PLUGIN_MAGIC_COOKIE", Cookie), ("PLUGIN_PROTOCOL_VERSIONS", versions)), out _));

    [Theory]
    [InlineData(null, "6", null, "never by hand")]
    [InlineData("wrong", "6", null, "never by hand")]
    [InlineData(Cookie, "4,5", null, "protocol 6")]
    [InlineData(Cookie, "6", "not a certificate", "no certificate")]
    public void Anything_else_is_refused_with_the_reason(string? cookie, string versions, string? certificate, string reason)
    {
        var read = PluginInvitation.Read(
            Environment(("TF_PLUGIN_MAGIC_COOKIE", cookie), ("PLUGIN_PROTOCOL_VERSIONS", versions), ("PLUGIN_CLIENT_CERT", certificate)), out var refusal);
        Assert.Null(read);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Handshake_line_has_the_certificate_without_padding()
    {
        var invitation = PluginInvitation.Read(Environment(("TF_PLUGIN_MAGIC_COOKIE", Cookie)), out _)!;
        using var endpoint = PluginEndpoint.Pick(null, (10_000, 25_000));
        using var certificate = ServerCertificate.Create(DateTimeOffset.UnixEpoch.AddYears(56));

        var fields = invitation.HandshakeLine(endpoint, certificate).Split('|');

        Assert.Equal(["1", "6", "unix", endpoint.Address, "grpc"], fields[..5]);
        Assert.EndsWith("\n", fields[5], StringComparison.Ordinal);
        Assert.DoesNotContain('=', fields[5]);
        var encoded = fields[5].TrimEnd('\n');
        using var decoded = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(encoded.PadRight((encoded.Length + 3) / 4 * 4, '=')));
        Assert.Equal(certificate.Thumbprint, decoded.Thumbprint);
        Assert.True(decoded.MatchesHostname("localhost"));
    }

    [Fact]
    public void Handshake_line_without_tls_keeps_its_last_bar_and_gets_a_seventh_field_only_when_asked()
    {
        using var endpoint = PluginEndpoint.Pick(null, (10_000, 25_000));
        var plain = PluginInvitation.Read(Environment(("TF_PLUGIN_MAGIC_COOKIE", Cookie)), out _)!;
        Assert.EndsWith("|grpc|\n", plain.HandshakeLine(endpoint, null), StringComparison.Ordinal);
        var multiplexed = PluginInvitation.Read(Environment(("TF_PLUGIN_MAGIC_COOKIE", Cookie), ("PLUGIN_MULTIPLEX_GRPC", "true")), out _)!;
        Assert.EndsWith("|grpc||false\n", multiplexed.HandshakeLine(endpoint, null), StringComparison.Ordinal);
    }

    [Fact]
    public void Socket_path_stays_short_and_leaves_nothing_behind()
    {
        var deep = Path.Combine(Path.GetTempPath(), new string('d', 120));
        var endpoint = PluginEndpoint.Pick(deep, (10_000, 25_000));
        Assert.InRange(endpoint.Address.Length, 1, 103);
        Assert.True(Directory.Exists(Path.GetDirectoryName(endpoint.Address)));
        endpoint.Dispose();
        Assert.False(Directory.Exists(Path.GetDirectoryName(endpoint.Address)));
    }

    private static Func<string, string?> Environment(params (string Name, string? Text)[] variables) =>
        name => variables.Where(variable => variable.Name == name).Select(variable => variable.Text).FirstOrDefault();
}
