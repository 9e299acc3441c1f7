using Provisioning.Imaging.Tests.Tools;
using Provisioning.Imaging.Trust;

namespace Provisioning.Imaging.Tests.Trust;

public sealed class SiteKeysTests
{
    [Fact]
    public async Task Openssl_verifies_a_server_certificate_for_its_names_by_the_sites_authority()
    {
        using var folder = new TemporaryFolder();
        using var keys = Programs.Value(SiteKeys.LoadOrCreate(folder.File("keys"), "hall-1", TimeProvider.System));
        using var certificate = keys.IssueServerCertificate(["10.0.0.5", "media.site"]);
        var (authority, server) = (folder.File("ca.pem"), folder.File("server.pem"));
        await File.WriteAllTextAsync(authority, keys.AuthorityPem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(server, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);

        foreach (var name in (string[][])[["-verify_ip", "10.0.0.5"], ["-verify_hostname", "media.site"]])
        {
            var said = await Programs.RunAsync("openssl", "openssl", ["verify", "-x509_strict", "-purpose", "sslserver", .. name, "-CAfile", authority, server]);
            Assert.Contains(": OK", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Keys_are_the_same_when_they_are_loaded_again_and_only_their_owner_may_read_them()
    {
        using var folder = new TemporaryFolder();
        using var first = Programs.Value(SiteKeys.LoadOrCreate(folder.File("keys"), "a", TimeProvider.System));
        using var second = Programs.Value(SiteKeys.LoadOrCreate(folder.File("keys"), "a", TimeProvider.System));
        Assert.Equal(first.AuthorityPem, second.AuthorityPem);
        Assert.Equal(first.ReceiptKey.ExportSubjectPublicKeyInfo(), second.ReceiptKey.ExportSubjectPublicKeyInfo());
        foreach (var file in Directory.GetFiles(folder.File("keys")))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder.File("keys")).UnixFileMode);
    }

    [Theory]
    [InlineData("site-ca.key")]
    [InlineData("receipts.key")]
    [InlineData("site-ca.pem")]
    public void A_broken_file_is_refused_and_left_as_it_is(string name)
    {
        using var folder = new TemporaryFolder();
        Programs.Value(SiteKeys.LoadOrCreate(folder.Path, "a", TimeProvider.System)).Dispose();
        File.WriteAllText(folder.File(name), "not a key");
        var error = Assert.Single(SiteKeys.LoadOrCreate(folder.Path, "a", TimeProvider.System).Diagnostics);
        Assert.Equal(4040, error.Code.Number);
        Assert.Equal("not a key", File.ReadAllText(folder.File(name)));
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        using var folder = new TemporaryFolder();
        Programs.Value(SiteKeys.LoadOrCreate(folder.Path, "a", TimeProvider.System)).Dispose();
        if (OperatingSystem.IsWindows()) Assert.Skip("There are no modes on Windows.");
        else File.SetUnixFileMode(folder.File("receipts.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Equal(4041, Assert.Single(SiteKeys.LoadOrCreate(folder.Path, "a", TimeProvider.System).Diagnostics).Code.Number);
    }
}
