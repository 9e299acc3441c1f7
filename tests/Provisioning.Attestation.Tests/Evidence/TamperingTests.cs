using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using Provisioning.Attestation.Evidence;
using Provisioning.Attestation.Tests.Booting;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Tests.Evidence;

/// <summary>Each way to cheat, and the check that notices it.</summary>
public sealed class TamperingTests
{
    private static readonly byte[] Log = RecordedData.Own(OwnImageTests.BootLog);

    [Fact]
    public void Untouched_evidence_passes()
    {
        var report = Judge(new AttestedMachine());
        Assert.Empty(report.Verdict.Match(mismatch => mismatch.Reasons, _ => []));
        Assert.True(report.MayReceiveSecrets);
        Assert.Equal(SecureBootState.SetupMode, report.Facts!.SecureBoot);
        Assert.Equal([OwnImageTests.UkiAuthenticode, OwnImageTests.KernelAuthenticode], report.Facts.BootedApplications);
    }

    [Fact]
    public void Old_quote_is_noticed_by_its_nonce() =>
        Expect(Judge(new AttestedMachine { QuotedNonce = new byte[32] }), AttestationCheckName.Nonce, AttestationDiagnostics.NonceMismatch);

    [Fact]
    public void Absent_nonce_never_passes() => Expect(
        AttestationVerifier.Verify(new AttestedMachine { QuotedNonce = [] }.ToEvidence(), AttestedMachine.Expectation with { Nonce = default }),
        AttestationCheckName.Nonce,
        AttestationDiagnostics.NonceMismatch);

    [Theory]
    [InlineData(0xFF544348, 0x8018)]
    [InlineData(0xFF544347, 0x8017)]
    public void Structure_that_is_no_quote_is_noticed(uint magic, ushort type) => Expect(
        Judge(new AttestedMachine { Magic = magic, Type = type }), AttestationCheckName.QuoteStructure, AttestationDiagnostics.NotAQuote);

    [Theory]
    [InlineData(0x00040472)]
    [InlineData(0x00050470)]
    [InlineData(0x00050462)]
    [InlineData(0x00050452)]
    [InlineData(0x00070472)]
    [InlineData(0x00010472)]
    public void Key_that_signs_anything_or_leaves_the_TPM_is_noticed(uint attributes) => Expect(
        Judge(new AttestedMachine { KeyAttributes = attributes }), AttestationCheckName.AttestationKey, AttestationDiagnostics.AttestationKeyUnfit);

    [Fact]
    public void Key_that_was_not_activated_is_noticed() => Expect(
        AttestationVerifier.Verify(new AttestedMachine().ToEvidence(), AttestedMachine.Expectation with { KeyActivated = false }),
        AttestationCheckName.KeyBinding,
        AttestationDiagnostics.KeyNotBound);

    [Fact]
    public void Endorsement_key_that_signs_is_noticed() => Expect(
        Judge(new AttestedMachine { EndorsementAttributes = 0x000500B2 }), AttestationCheckName.KeyBinding, AttestationDiagnostics.EndorsementKeyUnfit);

    [Fact]
    public void Register_that_is_left_out_is_noticed() => Expect(
        Judge(new AttestedMachine { Pcrs = [0, 1, 2, 3, 4, 5, 6, 7, 12] }), AttestationCheckName.PcrSelection, AttestationDiagnostics.SelectionIncomplete);

    [Fact]
    public void Machine_that_was_not_restarted_is_noticed() => Expect(
        Judge(new AttestedMachine { ResetCount = 6 }), AttestationCheckName.ResetCounter, AttestationDiagnostics.NotRestarted);

    [Fact]
    public void Measurement_that_the_log_hides_is_noticed()
    {
        var real = AttestedMachine.Append(Log, (4, 0x80000003, SHA256.HashData("bootkit"u8), []));
        var report = Judge(new AttestedMachine { RealLog = real });
        Expect(report, AttestationCheckName.EventLogReplay, AttestationDiagnostics.EventLogDisagrees);
        Expect(report, AttestationCheckName.BootedImage, AttestationDiagnostics.BootedAnotherImage);
        Assert.Empty(report.Facts!.Pcrs);
    }

    [Theory]
    [InlineData(0x80000003u, "")]
    [InlineData(0x0000000Du, "grub")]
    [InlineData(0x80000004u, "")]
    [InlineData(0x80000007u, "Calling EFI Application from Boot Option")]
    [InlineData(0x00000003u, "")]
    public void Foreign_application_is_noticed_whatever_the_log_calls_it(uint type, string data)
    {
        var log = AttestedMachine.Append(Log, (4, type, SHA256.HashData("bootkit"u8), Encoding.ASCII.GetBytes(data)));
        var real = AttestedMachine.Append(Log, (4, 0x80000003, SHA256.HashData("bootkit"u8), []));
        var report = Judge(new AttestedMachine { Log = log, RealLog = real });
        Expect(report, AttestationCheckName.BootedImage, AttestationDiagnostics.BootedAnotherImage);
        Assert.False(report.MayReceiveSecrets);
    }

    [Fact]
    public void Firmware_application_before_ours_passes_only_when_the_site_knows_it()
    {
        var tool = SHA256.HashData("maker's tool"u8);
        var header = Log.AsSpan(0, 32 + BitConverter.ToInt32(Log, 28)).ToArray();
        byte[] log = [.. AttestedMachine.Append(header, (4, 0x80000003, tool, [])), .. Log[header.Length..]];
        var evidence = new AttestedMachine { Log = log }.ToEvidence();
        Expect(AttestationVerifier.Verify(evidence, AttestedMachine.Expectation), AttestationCheckName.BootedImage, AttestationDiagnostics.BootedAnotherImage);
        var known = AttestedMachine.Expectation with { FirmwareApplications = [Convert.ToHexStringLower(tool)] };
        Assert.True(AttestationVerifier.Verify(evidence, known).IsPassed(AttestationCheckName.BootedImage));
    }

    [Fact]
    public void Other_image_other_sections_and_other_machine_data_are_each_noticed()
    {
        var evidence = new AttestedMachine().ToEvidence();
        var image = AttestedMachine.Expectation.Image!;
        Expect(
            AttestationVerifier.Verify(evidence, AttestedMachine.Expectation with { Image = image with { AuthenticodeSha256 = new string('0', 64) } }),
            AttestationCheckName.BootedImage,
            AttestationDiagnostics.BootedAnotherImage);
        Expect(
            AttestationVerifier.Verify(evidence, AttestedMachine.Expectation with { Image = image with { Pcr11 = new string('0', 64) } }),
            AttestationCheckName.ImageSections,
            AttestationDiagnostics.ImageSectionsDiffer);
        Expect(
            AttestationVerifier.Verify(evidence, AttestedMachine.Expectation with { MachineDataPcr12 = new string('0', 64) }),
            AttestationCheckName.MachineData,
            AttestationDiagnostics.MachineDataDiffers);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(14)]
    public void Register_that_is_reported_otherwise_than_quoted_is_noticed(int pcr)
    {
        var evidence = new AttestedMachine().ToEvidence();
        var told = evidence with { ReportedPcrs = ValueMap<int, string>.Empty.Set(pcr, new string('0', 64)) };
        Expect(Verify(told), AttestationCheckName.EventLogReplay, AttestationDiagnostics.EventLogDisagrees);
        var true4 = evidence with { ReportedPcrs = ValueMap<int, string>.Empty.Set(4, OwnImageTests.Pcr4) };
        Assert.True(Verify(true4).MayReceiveSecrets);
    }

    [Fact]
    public void Second_separator_is_noticed()
    {
        byte[] zero = [0, 0, 0, 0];
        Expect(
            Judge(new AttestedMachine { Log = AttestedMachine.Append(Log, (7, 4, SHA256.HashData(zero), zero)) }),
            AttestationCheckName.SeparatorRules,
            AttestationDiagnostics.SeparatorsWrong);
    }

    [Fact]
    public void Secure_Boot_variable_after_the_separator_is_noticed()
    {
        var variable = Variable("SecureBoot", [1]);
        Expect(
            Judge(new AttestedMachine { Log = AttestedMachine.Append(Log, (7, 0x80000001, SHA256.HashData(variable), variable)) }),
            AttestationCheckName.SeparatorRules,
            AttestationDiagnostics.SeparatorsWrong);
    }

    [Fact]
    public void Debug_and_audit_mode_are_noticed()
    {
        var debug = Encoding.ASCII.GetBytes("UEFI Debug Mode");
        var audit = Variable("AuditMode", [1]);
        Expect(
            Judge(new AttestedMachine { Log = AttestedMachine.Append(Log, (7, 0x80000007, SHA256.HashData(debug), debug)) }),
            AttestationCheckName.FirmwareMode,
            AttestationDiagnostics.FirmwareUnsafeMode);
        Expect(
            Judge(new AttestedMachine { Log = AttestedMachine.Append(Log, (7, 0x80000001, SHA256.HashData(audit), audit)) }),
            AttestationCheckName.FirmwareMode,
            AttestationDiagnostics.FirmwareUnsafeMode);
    }

    [Fact]
    public void Variable_that_was_rewritten_in_the_log_is_noticed()
    {
        var shown = Variable("SecureBoot", [1]);
        var log = AttestedMachine.Append(Log, (7, 0x80000001, SHA256.HashData(Variable("SecureBoot", [0])), shown));
        var report = Judge(new AttestedMachine { Log = log });
        Expect(report, AttestationCheckName.EventDigests, AttestationDiagnostics.EventDataChanged);
        Assert.Equal(SecureBootState.Unknown, report.Facts!.SecureBoot);
    }

    [Fact]
    public void Log_with_junk_at_its_end_is_noticed_and_padding_is_not()
    {
        Expect(Judge(new AttestedMachine { Log = [.. Log, 1, 2, 3] }), AttestationCheckName.EventLogForm, AttestationDiagnostics.EventLogMalformed);
        Assert.True(Judge(new AttestedMachine { Log = [.. Log, .. new byte[512]] }).MayReceiveSecrets);
    }

    [Property(MaxTest = 400)]
    public bool Changed_bit_in_the_quote_is_noticed(ushort position, byte bit)
    {
        var evidence = new AttestedMachine().ToEvidence();
        return !Verify(evidence with { Quote = Flip(evidence.Quote, position, bit) }).MayReceiveSecrets;
    }

    [Property(MaxTest = 400)]
    public bool Changed_bit_in_the_signature_is_noticed(ushort position, byte bit)
    {
        var evidence = new AttestedMachine().ToEvidence();
        return !Verify(evidence with { Signature = Flip(evidence.Signature, position, bit) }).IsPassed(AttestationCheckName.Signature);
    }

    [Property(MaxTest = 400)]
    public bool Changed_bit_in_the_attestation_key_is_noticed(ushort position, byte bit)
    {
        // The engine's challenge names the key, so a changed one would not be activated; what is left are the bits that the signature does not see.
        var evidence = new AttestedMachine().ToEvidence();
        var changed = evidence with { AttestationKey = Flip(evidence.AttestationKey, position, bit) };
        return Verify(changed).Facts?.AttestationKeyName != Verify(evidence).Facts!.AttestationKeyName;
    }

    [Property(MaxTest = 1000)]
    public bool Changed_bit_in_a_digest_of_the_log_is_noticed_and_no_bit_anywhere_makes_an_exception(ushort position, byte bit)
    {
        var evidence = new AttestedMachine().ToEvidence();
        var changed = Flip(evidence.EventLog, position, bit);
        var report = Verify(evidence with { EventLog = changed });

        // Texts that nothing rests on may change; the replay, and with it every judgement, does not.
        return !report.IsPassed(AttestationCheckName.EventLogReplay) || report.Facts!.PcrDigest == Verify(evidence).Facts!.PcrDigest;
    }

    [Property(MaxTest = 500)]
    public bool Any_bytes_at_all_are_judged_without_an_exception(byte[] a, byte[] b, byte[] c, byte[] d, byte[] e, byte[] f)
    {
        var report = Verify(new AttestationEvidence
        {
            EndorsementKey = a,
            AttestationKey = b,
            Quote = c,
            Signature = d,
            EventLog = e,
            EndorsementCertificate = f,
        });
        return report.Checks.Count == 16 && !report.MayReceiveSecrets;
    }

    [Property(MaxTest = 500)]
    public bool Evidence_that_is_cut_anywhere_is_judged_without_an_exception(byte part, ushort length)
    {
        var evidence = new AttestedMachine().ToEvidence();
        var cut = (part % 5) switch
        {
            0 => evidence with { EndorsementKey = Cut(evidence.EndorsementKey, length) },
            1 => evidence with { AttestationKey = Cut(evidence.AttestationKey, length) },
            2 => evidence with { Quote = Cut(evidence.Quote, length) },
            3 => evidence with { Signature = Cut(evidence.Signature, length) },
            _ => evidence with { EventLog = Cut(evidence.EventLog, length) },
        };
        return !Verify(cut).MayReceiveSecrets;
    }

    private static AttestationReport Judge(AttestedMachine machine) => Verify(machine.ToEvidence());

    private static AttestationReport Verify(AttestationEvidence evidence) => AttestationVerifier.Verify(evidence, AttestedMachine.Expectation);

    private static void Expect(AttestationReport report, AttestationCheckName name, DiagnosticDescriptor descriptor)
    {
        Assert.Equal(descriptor.Code, Assert.IsType<AttestationCheckResult.Failed>(report.Of(name)).Diagnostic.Code);
        Assert.False(report.MayReceiveSecrets);
        Assert.IsType<AttestationVerdict.Mismatch>(report.Verdict);
    }

    private static byte[] Variable(string name, byte[] value) =>
        [.. new byte[16], .. BitConverter.GetBytes((ulong)name.Length), .. BitConverter.GetBytes((ulong)value.Length), .. Encoding.Unicode.GetBytes(name), .. value];

    private static byte[] Flip(ReadOnlyMemory<byte> bytes, int position, byte bit)
    {
        var changed = bytes.ToArray();
        changed[position % changed.Length] ^= (byte)(1 << (bit % 8));
        return changed;
    }

    private static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> bytes, int length) => bytes[..(length % bytes.Length)];
}
