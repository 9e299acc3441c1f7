using Provisioning.Attestation.Booting;
namespace Provisioning.Attestation.Tests.Booting;
public sealed class LabTmp
{
    [Fact]
    public void Lab()
    {
        var m = UkiMeasurer.Measure(File.ReadAllBytes("/tmp/attest-lab/out.efi")).Match(s => s.Value, f => throw new InvalidOperationException(f.Errors[0].Seen));
        Assert.Equal(OwnImageTests.UkiAuthenticode, m.AuthenticodeSha256);
        Assert.Equal(OwnImageTests.KernelAuthenticode, m.KernelAuthenticodeSha256);
        Assert.Equal(OwnImageTests.Pcr11, m.Pcr11);
    }
}
