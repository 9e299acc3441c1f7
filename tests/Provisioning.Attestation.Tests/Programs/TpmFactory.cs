namespace Provisioning.Attestation.Tests.Programs;

/// <summary>A maker of software TPMs with its own certificate authority. One per test class; the folder goes with it.</summary>
public sealed class TpmFactory : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private int _made;

    public TpmFactory() => Folder = Directory.CreateTempSubdirectory("tpm").FullName;

    public string Folder { get; }

    /// <summary>The maker's certificates, root last.</summary>
    public ReadOnlyMemory<byte> Root => Pem("swtpm-localca-rootca-cert.pem");

    public ReadOnlyMemory<byte> Intermediate => Pem("issuercert.pem");

    /// <summary>Makes a TPM with endorsement certificates, and starts it.</summary>
    internal async Task<SoftwareTpm> MakeAsync()
    {
        _ = ForeignProgram.Find("swtpm");
        _ = ForeignProgram.Find("swtpm_setup");
        await _one.WaitAsync();
        try
        {
            if (_made++ == 0) WriteConfiguration();
            var state = Path.Combine(Folder, $"s{_made}");
            _ = Directory.CreateDirectory(state);
            _ = await ForeignProgram.RunAsync(
                Folder, "swtpm_setup", "--tpm2", "--tpmstate", state, "--config", Path.Combine(Folder, "setup.conf"), "--create-ek-cert",
                "--lock-nvram", "--pcr-banks", "sha256,sha384", "--overwrite", "--vmid", $"machine-{_made}");
            return await SoftwareTpm.StartAsync(state);
        }
        finally
        {
            _ = _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private ReadOnlyMemory<byte> Pem(string name)
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Folder, "CA", name));
        return certificate.RawData;
    }

    private void WriteConfiguration()
    {
        var authority = Path.Combine(Folder, "CA");
        _ = Directory.CreateDirectory(authority);
        File.WriteAllText(Path.Combine(Folder, "localca.conf"), $"""
            statedir={authority}
            signingkey={authority}/signkey.pem
            issuercert={authority}/issuercert.pem
            certserial={authority}/certserial

            """);
        File.WriteAllText(Path.Combine(Folder, "localca.options"), "--tpm-manufacturer id:00001014\n--tpm-model swtpm\n--tpm-version 2\n");
        File.WriteAllText(Path.Combine(Folder, "setup.conf"), $"""
            create_certs_tool=/usr/bin/swtpm_localca
            create_certs_tool_config={Folder}/localca.conf
            create_certs_tool_options={Folder}/localca.options
            active_pcr_banks=sha256,sha384

            """);
    }
}
