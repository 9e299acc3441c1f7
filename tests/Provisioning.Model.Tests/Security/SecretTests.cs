using System.Text.Json;
using Provisioning.Model.Security;

namespace Provisioning.Model.Tests.Security;

public sealed class SecretTests
{
    private readonly Secret _secret = new("swordfish");

    [Fact]
    public void A_secret_has_no_text() => Assert.DoesNotContain("swordfish", $"{_secret} {new Credential("n", "u", _secret)}", StringComparison.Ordinal);

    [Fact]
    public void A_secret_has_no_json() => Assert.DoesNotContain("swordfish", JsonSerializer.Serialize(new Credential("n", "u", _secret)), StringComparison.Ordinal);

    [Fact]
    public void Secrets_compare_by_content()
    {
        Assert.Equal(_secret, new Secret("swordfish"));
        Assert.NotEqual(_secret, new Secret("sturgeon"));
        Assert.Equal("swordfish", _secret.Reveal());
    }
}
