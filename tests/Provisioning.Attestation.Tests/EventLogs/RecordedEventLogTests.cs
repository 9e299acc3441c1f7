using System.Text.Json;
using System.Text.RegularExpressions;
using Provisioning.Attestation.EventLogs;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Tests.EventLogs;

public sealed partial class RecordedEventLogTests
{
    public static TheoryData<string> MachineLogs =>
    [
        "arch-linux-workstation", "cos-85-amd-sev", "cos-93-amd-sev", "debian-10", "ubuntu-1804-amd-sev", "ubuntu-2104-no-dbx",
        "ubuntu-2104-no-secure-boot",
    ];

    [Theory]
    [MemberData(nameof(MachineLogs))]
    public void Log_of_a_real_machine_replays_to_the_registers_of_its_own_TPM(string name)
    {
        var log = Parse(RecordedData.Read("tpm-eventlogs", name + ".bin"));
        using var expected = JsonDocument.Parse(RecordedData.Read("tpm-eventlogs", name + ".pcrs.json"));
        var compared = 0;
        foreach (var bank in expected.RootElement.GetProperty("pcrs").EnumerateObject())
        {
            Assert.True(TpmHash.TryParseBank(bank.Name, out var algorithm));
            if (!log.Banks.Contains(algorithm)) continue;
            foreach (var register in bank.Value.EnumerateObject())
            {
                var pcr = int.Parse(register.Name, System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(register.Value.GetString(), Convert.ToHexStringLower(log.Replay(pcr, algorithm)));
                compared++;
            }
        }

        Assert.InRange(compared, 8, 100);
    }

    [Theory]
    [InlineData("event-bootorder")]
    [InlineData("event-moklisttrusted")]
    [InlineData("event-postcode")]
    [InlineData("event-uefi-sha1-log")]
    public void Log_replays_to_what_tpm2_eventlog_prints(string name)
    {
        var log = Parse(RecordedData.Read("tpm2-tools-eventlogs", name + ".bin"));
        var text = File.ReadAllLines(RecordedData.Find("tpm2-tools-eventlogs", name + ".expected.yaml"));
        var bank = TpmAlgorithm.Null;
        var compared = 0;
        foreach (var line in text.SkipWhile(line => line != "pcrs:").Skip(1))
        {
            if (BankLine().Match(line) is { Success: true } named && TpmHash.TryParseBank(named.Groups[1].Value, out bank)) continue;
            if (RegisterLine().Match(line) is not { Success: true } register) continue;
            var pcr = int.Parse(register.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(register.Groups[2].Value, Convert.ToHexStringLower(log.Replay(pcr, bank)));
            compared++;
        }

        Assert.InRange(compared, 8, 100);
    }

    [Theory]
    [InlineData("uefi-eventlog-rs/bootlog", 101)]
    [InlineData("rust-keylime/uefi_log.bin", 124)]
    [InlineData("go-attestation-dumps/crypto_agile_eventlog", 0)]
    [InlineData("go-attestation-dumps/option_rom_eventlog", 0)]
    [InlineData("go-attestation-dumps/short_no_action_eventlog", 0)]
    [InlineData("go-attestation-dumps/ubuntu_2104_shielded_vm_no_secure_boot_eventlog", 0)]
    [InlineData("more-eventlogs/confidential-gke-debug-251000_eventlog.bin", 0)]
    [InlineData("more-eventlogs/eventlogwithsp800155.bin", 0)]
    [InlineData("keylime/binary_bios_measurements", 0)]
    public void Log_can_be_read_to_its_end(string path, int eventsWithHeader)
    {
        var log = Parse(RecordedData.Read(path.Split('/')));
        Assert.NotEmpty(log.Events);
        if (eventsWithHeader > 0) Assert.Equal(eventsWithHeader - 1, log.Events.Count);
    }

    [Theory]
    [InlineData("binary_bios_measurements-bogus")]
    [InlineData("binary_bios_measurements-empty")]
    public void Log_that_is_none_is_refused(string name)
    {
        var outcome = EventLogParser.Parse(RecordedData.Read("keylime", name));
        var failure = Assert.IsType<Outcome<EventLog>.Failure>(outcome);
        Assert.Equal(AttestationDiagnostics.EventLogMalformed.Code, failure.Errors[0].Code);
    }

    [Fact]
    public void Strict_replay_misses_the_exit_events_that_a_log_lacks()
    {
        var log = Parse(RecordedData.Read("go-attestation-dumps", "ebs_event_missing_eventlog"));
        Assert.Equal("e5781a2f", Convert.ToHexStringLower(log.Replay(5, TpmAlgorithm.Sha1))[..8]);
    }

    [Theory]
    [InlineData("keylime/binary_bios_measurements", SecureBootState.Off)]
    [InlineData("go-attestation-dumps/ubuntu_2104_shielded_vm_no_secure_boot_eventlog", SecureBootState.Off)]
    [InlineData("tpm-eventlogs/ubuntu-2104-no-secure-boot.bin", SecureBootState.Off)]
    [InlineData("tpm-eventlogs/cos-85-amd-sev.bin", SecureBootState.On)]
    [InlineData("tpm-eventlogs/cos-93-amd-sev.bin", SecureBootState.On)]
    public void Secure_Boot_state_is_read_from_the_log(string path, SecureBootState expected) =>
        Assert.Equal(expected, EventLogRules.SecureBoot(Parse(RecordedData.Read(path.Split('/'))), TpmAlgorithm.Sha256));

    [Theory]
    [InlineData("tpm-eventlogs/cos-85-amd-sev.bin")]
    [InlineData("tpm-eventlogs/ubuntu-2104-no-dbx.bin")]
    [InlineData("uefi-eventlog-rs/bootlog")]
    [InlineData("rust-keylime/uefi_log.bin")]
    public void Rules_find_nothing_in_the_log_of_a_healthy_machine(string path)
    {
        var log = Parse(RecordedData.Read(path.Split('/')));
        Assert.Null(EventLogRules.DigestFault(log, TpmAlgorithm.Sha256));
        Assert.Null(EventLogRules.SeparatorFault(log, TpmAlgorithm.Sha256));
        Assert.Null(EventLogRules.ModeFault(log, TpmAlgorithm.Sha256));
    }

    internal static EventLog Parse(byte[] bytes) => EventLogParser.Parse(bytes).Match(
        success => success.Value,
        failure => throw new InvalidOperationException(failure.Errors[0].ToString() + " " + failure.Errors[0].Seen));

    [GeneratedRegex(@"^  (sha\d+):$")]
    private static partial Regex BankLine();

    [GeneratedRegex(@"^    (\d+) *: 0x([0-9a-f]+)$")]
    private static partial Regex RegisterLine();
}
