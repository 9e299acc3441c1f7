using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Tests.Diagnostics;

public sealed class NearWordsTests
{
    [Theory]
    [InlineData("bois", "bios")]
    [InlineData("BIOS", "bios")]
    [InlineData("firmwre", "firmware")]
    [InlineData("firmwares", "firmware")]
    [InlineData("bmc_setings", "bmc_settings")]
    [InlineData("settings", "bmc_settings")]
    public void A_slip_of_the_pen_finds_the_word(string written, string meant) => Assert.Equal([meant], NearWords.Of(written, ["bios", "firmware", "bmc_settings"], 3));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("os")]
    [InlineData("network")]
    public void Another_word_finds_none(string written) => Assert.Empty(NearWords.Of(written, ["bios", "firmware", "bmc_settings"], 3));

    [Fact]
    public void Nearest_come_first_and_no_more_than_asked_for() =>
        Assert.Equal(["Cores", "Coress"], NearWords.Of("Cores", ["CoresPerSocket", "Coress", "Cores", "Coress"], 2));
}
