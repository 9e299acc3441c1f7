using System.Security.Cryptography;
using System.Text;
using Provisioning.Agent.Tpm;
using Provisioning.AgentContract.Tasks;
using Provisioning.Attestation.Evidence;
using Provisioning.Attestation.Tests.Booting;
using Provisioning.Attestation.Tests.EventLogs;
using Provisioning.Attestation.Tests.Programs;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Tests.Evidence;

/// <summary>The agent's TPM client and the verifier against a real software TPM (swtpm), whose registers hold the recorded boot.</summary>
public sealed class SoftwareTpmTests(TpmFactory factory) : IClassFixture<TpmFactory>
{
    private static readonly byte[] Nonce = SHA256.HashData("a nonce of ours"u8);

    public static TheoryData<string> Kinds => ["rsa2048", "ecc_p256", "ecc_p384"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Machine_that_booted_our_image_passes_every_check(string kind)
    {
        await using var tpm = await factory.MakeAsync();
        var log = RecordedData.Own(OwnImageTests.BootLog);
        await tpm.ExtendAsync(RecordedEventLogTests.Parse(log));
        await using var device = await tpm.ConnectAsync(log);
        await using var attestor = new TpmAttestor(device, TimeProvider.System, [Template(kind)]);

        var attested = Attested(await attestor.AttestAsync(Order(), Token));
        var secret = RandomNumberGenerator.GetBytes(32);
        var challenge = CredentialMaker.Make(attested.EkPublic, attested.AkPublic, secret).Match(
            success => success.Value, failure => throw new InvalidOperationException(failure.Errors[0].Seen));
        var activated = await attestor.ActivateAsync(
            new AgentTask.Activate("2", 2, [.. challenge.CredentialBlob], [.. challenge.EncryptedSecret], attested.AkName), Token);
        var answer = Assert.IsType<AgentTaskResult.Activated>(activated);
        Assert.True(CredentialChallenge.IsAnswered(secret, answer.Secret));

        var report = AttestationVerifier.Verify(Evidence(attested), Expectation(factory));

        Assert.Equal(kind != "ecc_p256", attested.EkCertificate is not null);
        Assert.All(
            report.Checks.Where(check => check.Name != AttestationCheckName.EndorsementCertificate || attested.EkCertificate is not null),
            check => Assert.Equal(new AttestationCheckResult.Passed(), check.Result));
        Assert.Equal(16, report.Checks.Count);
        Assert.True(report.MayReceiveSecrets);
        Assert.IsType<AttestationVerdict.Recorded>(report.Verdict);
        Assert.Equal(OwnImageTests.Pcr11, report.Facts!.Pcrs[11]);
        Assert.All(attested.Pcrs, pcr => Assert.Equal(pcr.Digest, report.Facts.Pcrs[pcr.Index]));
    }

    [Fact]
    public async Task Keys_are_the_same_each_time_and_nothing_is_left_in_the_TPM()
    {
        await using var tpm = await factory.MakeAsync();
        var names = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            await using var device = await tpm.ConnectAsync();
            await using var attestor = new TpmAttestor(device, TimeProvider.System);
            names.Add(Convert.ToHexString(Attested(await attestor.AttestAsync(Order(), Token)).AkName));
        }

        Assert.Single(names.Distinct());
        Assert.Equal("", (await tpm.RunToolAsync("tpm2_getcap", "handles-transient")).Trim());
        Assert.Equal("", (await tpm.RunToolAsync("tpm2_getcap", "handles-loaded-session")).Trim());
    }

    [Fact]
    public async Task Foreign_checkquote_accepts_our_quote_and_refuses_another_nonce()
    {
        await using var tpm = await factory.MakeAsync();
        AgentTaskResult.Attested attested;
        await using (var device = await tpm.ConnectAsync())
        await using (var attestor = new TpmAttestor(device, TimeProvider.System))
        {
            attested = Attested(await attestor.AttestAsync(Order(), Token));
        }

        await File.WriteAllBytesAsync(Path.Combine(tpm.Folder, "ak.pub"), new TpmBuffer().Sized(attested.AkPublic).ToArray(), Token);
        await File.WriteAllBytesAsync(Path.Combine(tpm.Folder, "q.msg"), attested.Quoted, Token);
        await File.WriteAllBytesAsync(Path.Combine(tpm.Folder, "q.sig"), attested.QuoteSignature, Token);
        string[] arguments = ["-u", "ak.pub", "-m", "q.msg", "-s", "q.sig", "-g", "sha256", "-q"];
        _ = await ForeignProgram.RunAsync(tpm.Folder, "tpm2_checkquote", [.. arguments, Convert.ToHexStringLower(Nonce)]);
        var other = await ForeignProgram.TryRunAsync(
            tpm.Folder, new Dictionary<string, string>(), "tpm2_checkquote", [.. arguments, new string('0', 64)]);
        Assert.NotEqual(0, other.Status);
    }

    [Theory]
    [InlineData("ecc", "ecdsa")]
    [InlineData("rsa", "rsassa")]
    [InlineData("rsa", "rsapss")]
    public async Task Our_verifier_accepts_a_foreign_quote(string algorithm, string scheme)
    {
        await using var tpm = await factory.MakeAsync();
        var log = RecordedData.Own(OwnImageTests.BootLog);
        await tpm.ExtendAsync(RecordedEventLogTests.Parse(log));
        _ = await tpm.RunToolAsync("tpm2_createek", "-c", "ek.ctx", "-G", "rsa", "-u", "ek.pub");
        _ = await tpm.RunToolAsync("tpm2_flushcontext", "-t");
        _ = await tpm.RunToolAsync("tpm2_createak", "-C", "ek.ctx", "-c", "ak.ctx", "-G", algorithm, "-g", "sha256", "-s", scheme, "-u", "ak.pub");
        _ = await tpm.RunToolAsync("tpm2_flushcontext", "-t");
        _ = await tpm.RunToolAsync(
            "tpm2_quote", "-c", "ak.ctx", "-l", "sha256:0,1,2,3,4,5,6,7,11,12", "-q", Convert.ToHexStringLower(Nonce), "-m", "q.msg", "-s", "q.sig", "-g", "sha256", "--scheme", scheme);
        var report = AttestationVerifier.Verify(
            new AttestationEvidence
            {
                EndorsementKey = await ReadAsync("ek.pub"),
                AttestationKey = await ReadAsync("ak.pub"),
                Quote = await ReadAsync("q.msg"),
                Signature = await ReadAsync("q.sig"),
                EventLog = log,
            },
            Expectation(factory));
        Assert.Empty(report.Verdict.Match(mismatch => mismatch.Reasons, _ => []));
        Assert.True(report.MayReceiveSecrets);

        Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(Path.Combine(tpm.Folder, name), Token);
    }

    [Fact]
    public async Task Our_client_opens_a_credential_that_a_foreign_tool_made()
    {
        await using var tpm = await factory.MakeAsync();
        await using var device = await tpm.ConnectAsync();
        await using var attestor = new TpmAttestor(device, TimeProvider.System, [EndorsementTemplate.Rsa2048]);
        var attested = Attested(await attestor.AttestAsync(Order(), Token));
        var secret = Encoding.ASCII.GetBytes("twelve bytes");
        await File.WriteAllBytesAsync(Path.Combine(tpm.Folder, "ek.pub"), new TpmBuffer().Sized(attested.EkPublic).ToArray(), Token);
        await File.WriteAllBytesAsync(Path.Combine(tpm.Folder, "secret"), secret, Token);
        _ = await ForeignProgram.RunAsync(
            tpm.Folder, "tpm2_makecredential", "-T", "none", "-u", "ek.pub", "-s", "secret", "-n", Convert.ToHexStringLower(attested.AkName), "-o", "cred");

        // The tool's file: magic, version, TPM2B_ID_OBJECT, TPM2B_ENCRYPTED_SECRET.
        var file = await File.ReadAllBytesAsync(Path.Combine(tpm.Folder, "cred"), Token);
        var split = 8 + 2 + ((file[8] << 8) | file[9]);
        var activated = await attestor.ActivateAsync(new AgentTask.Activate("2", 2, file[8..split], file[split..], attested.AkName), Token);
        Assert.Equal(secret, Assert.IsType<AgentTaskResult.Activated>(activated).Secret);
    }

    [Fact]
    public async Task Foreign_tool_opens_a_credential_that_we_made()
    {
        await using var tpm = await factory.MakeAsync();
        _ = await tpm.RunToolAsync("tpm2_createek", "-c", "ek.ctx", "-G", "rsa", "-u", "ek.pub");
        _ = await tpm.RunToolAsync("tpm2_flushcontext", "-t");
        _ = await tpm.RunToolAsync("tpm2_createak", "-C", "ek.ctx", "-c", "ak.ctx", "-G", "ecc", "-g", "sha256", "-s", "ecdsa", "-u", "ak.pub");
        _ = await tpm.RunToolAsync("tpm2_flushcontext", "-t");
        var secret = RandomNumberGenerator.GetBytes(32);
        var endorsementKey = await File.ReadAllBytesAsync(Path.Combine(tpm.Folder, "ek.pub"), Token);
        var attestationKey = await File.ReadAllBytesAsync(Path.Combine(tpm.Folder, "ak.pub"), Token);
        var challenge = CredentialMaker.Make(endorsementKey, attestationKey, secret).Match(success => success.Value, failure => throw new InvalidOperationException(failure.Errors[0].Seen));
        await File.WriteAllBytesAsync(
            Path.Combine(tpm.Folder, "cred"), [0xBA, 0xDC, 0xC0, 0xDE, 0, 0, 0, 1, .. challenge.CredentialBlob, .. challenge.EncryptedSecret], Token);
        _ = await tpm.RunToolAsync("tpm2_startauthsession", "--policy-session", "-S", "s.ctx");
        _ = await tpm.RunToolAsync("tpm2_policysecret", "-S", "s.ctx", "-c", "e");
        _ = await tpm.RunToolAsync("tpm2_activatecredential", "-c", "ak.ctx", "-C", "ek.ctx", "-i", "cred", "-o", "opened", "-P", "session:s.ctx");
        Assert.Equal(secret, await File.ReadAllBytesAsync(Path.Combine(tpm.Folder, "opened"), Token));
    }

    [Fact]
    public async Task Credential_for_another_TPM_is_refused_and_leaves_no_session()
    {
        await using var tpm = await factory.MakeAsync();
        await using var other = await factory.MakeAsync();
        AgentTaskResult.Attested elsewhere;
        await using (var otherDevice = await other.ConnectAsync())
        await using (var otherAttestor = new TpmAttestor(otherDevice, TimeProvider.System))
        {
            elsewhere = Attested(await otherAttestor.AttestAsync(Order(), Token));
        }

        await using (var device = await tpm.ConnectAsync())
        await using (var attestor = new TpmAttestor(device, TimeProvider.System))
        {
            var attested = Attested(await attestor.AttestAsync(Order(), Token));
            var challenge = CredentialMaker.Make(elsewhere.EkPublic, attested.AkPublic, new byte[32]).Match(
                success => success.Value, failure => throw new InvalidOperationException(failure.Errors[0].Seen));
            var result = await attestor.ActivateAsync(
                new AgentTask.Activate("2", 2, [.. challenge.CredentialBlob], [.. challenge.EncryptedSecret], attested.AkName), Token);
            Assert.Equal(TpmDiagnostics.CommandFailed.Code.ToString(), Assert.IsType<AgentTaskResult.Failed>(result).Fault.Code);
            var meant = await attestor.ActivateAsync(new AgentTask.Activate("3", 3, [0, 0], [0, 0], elsewhere.AkName), Token);
            Assert.Equal(TpmDiagnostics.KeyChanged.Code.ToString(), Assert.IsType<AgentTaskResult.Failed>(meant).Fault.Code);
        }

        Assert.Equal("", (await tpm.RunToolAsync("tpm2_getcap", "handles-loaded-session")).Trim());
    }

    [Fact]
    public async Task Untouched_bank_never_passes_though_its_zeros_agree()
    {
        await using var tpm = await factory.MakeAsync();
        var log = RecordedData.Own(OwnImageTests.BootLog);
        await tpm.ExtendAsync(RecordedEventLogTests.Parse(log));
        await using var device = await tpm.ConnectAsync(log);
        await using var attestor = new TpmAttestor(device, TimeProvider.System, [EndorsementTemplate.EccP256]);
        var attested = Attested(await attestor.AttestAsync(Order() with { Bank = "sha384" }, Token));
        Assert.All(attested.Pcrs, pcr => Assert.Equal(new string('0', 96), pcr.Digest));
        var report = AttestationVerifier.Verify(Evidence(attested), Expectation(factory) with { Bank = "sha384" });
        var failed = Assert.IsType<AttestationCheckResult.Failed>(report.Of(AttestationCheckName.EventLogReplay));
        Assert.Equal(AttestationDiagnostics.BankWithoutEvents.Code, failed.Diagnostic.Code);
        Assert.False(report.MayReceiveSecrets);
    }

    internal static AttestationEvidence Evidence(AgentTaskResult.Attested attested) => new()
    {
        EndorsementKey = attested.EkPublic,
        EndorsementCertificate = attested.EkCertificate,
        AttestationKey = attested.AkPublic,
        Quote = attested.Quoted,
        Signature = attested.QuoteSignature,
        EventLog = attested.EventLog,
        ReportedPcrs = ValueMap<int, string>.From(attested.Pcrs.Select(pcr => KeyValuePair.Create(pcr.Index, pcr.Digest))),
    };

    internal static AttestationExpectation Expectation(TpmFactory factory) => new()
    {
        Nonce = Nonce,
        KeyActivated = true,
        TrustedRoots = [factory.Root],
        Intermediates = [factory.Intermediate],
        PreviousResetCount = 0,
        Image = new UkiMeasurement
        {
            AuthenticodeSha256 = OwnImageTests.UkiAuthenticode,
            KernelAuthenticodeSha256 = OwnImageTests.KernelAuthenticode,
            Pcr11 = OwnImageTests.Pcr11,
            StubVersion = "252.39-1~deb12u2",
        },
        MachineDataPcr12 = OwnImageTests.Pcr12,
    };

    internal static AgentTask.Attest Order() => new("1", 1, Nonce, [.. AttestationExpectation.DefaultPcrs], "sha256");

    internal static AgentTaskResult.Attested Attested(AgentTaskResult result) => Assert.IsType<AgentTaskResult.Attested>(
        result, exactMatch: true);

    private static EndorsementTemplate Template(string kind) => kind switch
    {
        "rsa2048" => EndorsementTemplate.Rsa2048,
        "ecc_p256" => EndorsementTemplate.EccP256,
        _ => EndorsementTemplate.EccP384,
    };
}
