using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Provisioning.Engine.Imaging;
using Provisioning.Imaging.DeployImages;
using Provisioning.Imaging.Ledger;
using Provisioning.Imaging.Serving;
using Provisioning.Imaging.Tests.Tools;
using Provisioning.Imaging.Trust;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Sites;

namespace Provisioning.Imaging.Tests.Serving;

/// <summary>A site with a small stand-in for the deploy image, a server on loopback, and a client that trusts the site's CA alone.</summary>
internal sealed class Site : IAsyncDisposable
{
    public static readonly AttemptKey Attempt = new("0123456789abcdef0123456789abcdef", 1);

    private readonly TemporaryFolder _folder = new();
    private readonly MediaSettings _settings;

    private readonly TimeProvider _time;

    public Site(MediaSettings? settings = null, IMediaLedger? ledger = null, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _settings = settings ?? MediaSettings.Default;
        Ledger = ledger ?? new MemoryMediaLedger();
        Keys = Programs.Value(SiteKeys.LoadOrCreate(_folder.File("keys"), "test", TimeProvider.System));
        WriteDeployImage();
        Media = Start();
        Client = NewClient();
    }

    public Action<Provisioning.Model.Diagnostics.Diagnostic> Note { get; init; } = _ => { };

    public IMediaLedger Ledger { get; }

    public SiteKeys Keys { get; }

    public SiteMedia Media { get; private set; }

    public HttpClient Client { get; private set; }

    public byte[] DeployImage { get; } = RandomNumberGenerator.GetBytes(300_000);

    public string File(string name) => _folder.File(name);

    public Uri Address(string path) => new($"https://127.0.0.1:{Media.Port}{path}");

    /// <summary>Publishes a medium, or skips the test where the tools that make it are missing.</summary>
    public async Task<MediaPublication> PublishAsync(AttemptKey? attempt = null, TimeSpan? validFor = null)
    {
        var result = await Media.Media.PublishAsync(
            new MediaRequest(attempt ?? Attempt, "n01", 7, validFor ?? TimeSpan.FromHours(1)), TestContext.Current.CancellationToken);
        if (result is PortResult<MediaPublication>.Failed { Fault: var fault } && fault.Diagnostic.Code.Number == 4001) Assert.Skip(fault.Diagnostic.Summary);
        return Value(result);
    }

    /// <summary>Ends the server and starts another one over the same ledger and folder, as a restarted engine does.</summary>
    public async Task RestartAsync()
    {
        await Media.DisposeAsync();
        Client.Dispose();
        Media = Start();
        Client = NewClient();
        Programs.Value(await Media.ResumeAsync(TestContext.Current.CancellationToken));
    }

    public static T Value<T>(PortResult<T> result) => result.Match(
        value => value, fault => throw new Xunit.Sdk.XunitException($"{fault}\n{fault.Diagnostic.Detail}"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Media.DisposeAsync();
        Keys.Dispose();
        _folder.Dispose();
    }

    private SiteMedia Start() => new(
        new SiteMediaOptions { Folder = _folder.File("media"), Settings = () => _settings, DeployImageFolder = () => _folder.File("deploy"), Note = text => Note(text) },
        Keys,
        Ledger,
        Programs.Runner,
        _time);

    private HttpClient NewClient()
    {
        using var authority = X509Certificate2.CreateFromPem(Keys.AuthorityPem);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(authority.RawData));
        return new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } });
    }

    private void WriteDeployImage()
    {
        Directory.CreateDirectory(_folder.File("deploy"));
        System.IO.File.WriteAllBytes(_folder.File("deploy/agent.efi"), DeployImage);
        System.IO.File.WriteAllBytes(
            _folder.File("deploy/agent.json"),
            DeployImageJson.Write(new DeployImage
            {
                Format = 1,
                File = DeployImageFolder.ImageFile,
                Size = DeployImage.Length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(DeployImage)),
                AgentVersion = "1.2.3",
                AgentSha256 = "",
                Kernel = "",
                KernelOrigin = "",
                CommandLine = "",
                ModuleCount = 0,
                RamdiskSize = 0,
                Signed = false,
                Pcr4Applications = ValueArray<string>.Empty,
                Pcr11 = "",
            }));
    }
}
