using Provisioning.Model.Firmware;
using Provisioning.Model.Servers;

namespace Provisioning.Model.Tests.Servers;

public sealed class ShortDocumentIdTests
{
    private const string Id = "rack@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Theory]
    [InlineData(Id, "rack@sha256:9f86d081884c")]
    [InlineData("rack@sha256:9f86", "rack@sha256:9f86")]
    [InlineData("rack", "rack")]
    [InlineData("", "")]
    public void Twelve_digits_are_shown(string id, string shown) => Assert.Equal(shown, ShortDocumentId.Of(id));

    [Fact]
    public void Summary_of_a_baseline_for_another_model_has_no_whole_digest() =>
        Assert.Equal("n1: baseline rack@sha256:9f86d081884c is for RW-2", FirmwareDiagnostics.IsForAnother("n1", Id, "RW-2", "RW-1").Summary);
}
