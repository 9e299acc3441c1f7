using System.Text;
using Provisioning.Attestation.Booting;
using Provisioning.Attestation.EventLogs;
using Provisioning.Attestation.Tests.EventLogs;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;

namespace Provisioning.Attestation.Tests.Booting;

/// <summary>Held against a boot that we recorded: Debian's OVMF and swtpm, a unified image of Debian's stub and kernel, one credential.</summary>
public sealed class OwnImageTests
{
    internal const string BootLog = "ovmf-systemd-stub-252.eventlog.hex";
    internal const string Pcr4 = "8f9c239d02ad2acd89e8af3d35c3be4a4de89179ecef2b923b0df2a5754a1055";
    internal const string Pcr11 = "64949d7c948805fa63b4558896e16832f3b73adc6f549e320270eed6b718250a";
    internal const string Pcr12 = "1a8b6f06b1be77df20537b29667b1ffe2317c865ce8d93ea2e95cd2faf1892b9";
    internal const string UkiAuthenticode = "a168f4d805f84853467787e8c0186f9092cc2acce0e26fb9e493ee34ce65aeb7";
    internal const string KernelAuthenticode = "5f21ff2c0d5d899842b28a8b19901ba72cf7a7ab93c02a77fadc6ff72be85b31";

    [Theory]
    [InlineData(4, Pcr4)]
    [InlineData(11, Pcr11)]
    [InlineData(12, Pcr12)]
    public void Recorded_boot_replays_to_what_the_kernel_read_from_the_TPM(int pcr, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(RecordedEventLogTests.Parse(RecordedData.Own(BootLog)).Replay(pcr, TpmAlgorithm.Sha256)));

    [Fact]
    public void Recorded_boot_started_the_image_and_then_the_kernel_inside_it()
    {
        var log = RecordedEventLogTests.Parse(RecordedData.Own(BootLog));
        Assert.Equal(
            [UkiAuthenticode, KernelAuthenticode],
            EventLogRules.Booted(log, TpmAlgorithm.Sha256).Select(entry => entry.Digest(TpmAlgorithm.Sha256)));
        Assert.Null(EventLogRules.DigestFault(log, TpmAlgorithm.Sha256));
        Assert.Null(EventLogRules.SeparatorFault(log, TpmAlgorithm.Sha256));
        Assert.Equal(SecureBootState.SetupMode, EventLogRules.SecureBoot(log, TpmAlgorithm.Sha256));
    }

    [Fact]
    public void Per_machine_data_gives_the_recorded_register_and_no_data_gives_zeros()
    {
        Assert.Equal(Pcr12, MachineDataMeasurer.Pcr12(new MachineDataFile("agent.cred", Encoding.ASCII.GetBytes("""{"ticket":"abc"}"""))));
        Assert.Equal(new string('0', 64), MachineDataMeasurer.Pcr12());
    }
}
