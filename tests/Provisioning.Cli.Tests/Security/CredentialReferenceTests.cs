using Provisioning.Cli.Security;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Security;

namespace Provisioning.Cli.Tests.Security;

public sealed class CredentialReferenceTests
{
    private static readonly Dictionary<string, string> Environment = new() { ["PW"] = "p:=w" };

    [Fact]
    public void A_password_comes_from_the_environment_variable_that_is_named() =>
        Assert.Equal(new Credential("default", "admin", new Secret("p:=w")), Assert.Single(Resolved(["default=admin:env:PW"], null)));

    [Fact]
    public void A_password_comes_from_a_file_without_its_line_end_and_references_from_a_file_with_comments()
    {
        var folder = Directory.CreateTempSubdirectory("bm-cred-");
        try
        {
            var password = Path.Combine(folder.FullName, "pw:1");
            File.WriteAllText(password, "from-file\n");
            var references = Path.Combine(folder.FullName, "references");
            File.WriteAllText(references, $"# two logins\n\nfactory=root:file:{password}\nsite=admin:env:PW\n");
            Assert.Equal(["from-file", "p:=w"], Resolved([], references).Select(credential => credential.Password.Reveal()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("default=admin:env:NOT_SET", "BM8151")]
    [InlineData("default=admin:file:/nowhere/at/all", "BM8151")]
    [InlineData("default=admin:hunter2", "BM8150")]
    [InlineData("default=admin:plain:hunter2", "BM8150")]
    [InlineData("=admin:env:PW", "BM8150")]
    [InlineData("hunter2:x", "BM8150")]
    public void What_leads_nowhere_is_an_error_that_repeats_no_password(string reference, string code)
    {
        var diagnostic = Assert.Single(CredentialReference.Resolve([reference], null, Environment).Diagnostics);
        Assert.Equal(code, $"{diagnostic.Code}");
        if (reference.StartsWith("default", StringComparison.Ordinal))
        {
            Assert.DoesNotContain("hunter2", diagnostic.Summary + diagnostic.Detail, StringComparison.Ordinal);
        }
    }

    private static ValueArray<Credential> Resolved(string[] references, string? file) =>
        Assert.IsType<Outcome<ValueArray<Credential>>.Success>(CredentialReference.Resolve(references, file, Environment)).Value;
}
