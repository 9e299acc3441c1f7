using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Provisioning.Agent.Identities;
using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Identities;
using Provisioning.AgentContract.Serialization;

namespace Provisioning.Simulator.Machines.Simulated;

/// <summary>The operating system on a simulated machine's disk: it reports in with what it finds on its identity partition, and nothing else.</summary>
internal sealed class InstalledSystem(SimulatedHardware hardware, TimeProvider time, IAgentLog log)
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(15);

    /// <summary>Whether firmware would start something from the disk: it has a partition table or a boot sector.</summary>
    public static bool IsBootable(IDisk disk)
    {
        var head = new byte[1024];
        using var access = disk.Open(writable: false);
        access.Read(0, head);
        return (head[510] == 0x55 && head[511] == 0xAA) || head.AsSpan(512, 8).SequenceEqual("EFI PART"u8);
    }

    /// <summary>Reports in, again and again until somebody takes the report.</summary>
    public async Task RunAsync(IDisk disk, CancellationToken cancellationToken)
    {
        if (InstalledIdentity.ReadPhoneHome(disk) is not { } seed)
        {
            log.Write("the installed system has no phone-home seed");
            return;
        }

        var body = AgentJson.Write(Report(seed), AgentJsonContext.Default.PhoneHome);
        using var client = Client(seed.CaPem);
        while (true)
        {
            foreach (var address in seed.Urls)
            {
                if (await PostAsync(client, address, body, cancellationToken)) return;
            }

            await Task.Delay(BetweenAttempts, time, cancellationToken);
        }
    }

    private PhoneHome Report(PhoneHomeSeed seed)
    {
        var facts = hardware.Read();
        return new PhoneHome(
            seed.InstanceId,
            seed.Hostname,
            facts.Uuid,
            facts.Serial,
            facts.CpuCount,
            facts.MemoryMiB,
            [.. ((IDisks)hardware).List().Select(disk => new PhoneHomeDisk(disk.Description.Name, disk.Description.SizeBytes, disk.Description.Serial))],
            [.. ((INics)hardware).List().Select(nic => new PhoneHomeNic(nic.Mac))]);
    }

    private async Task<bool> PostAsync(HttpClient client, string address, byte[] body, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(RequestTime);
        try
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await client.PostAsync(new Uri(address), content, deadline.Token);
            log.Write($"phone home: status {(int)response.StatusCode}");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException exception)
        {
            log.Write("phone home: " + exception.Message);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            log.Write("phone home: no answer in time");
            return false;
        }
    }

    private static HttpClient Client(string authorityPem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid,
        };
        policy.CustomTrustStore.ImportFromPem(authorityPem);
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = policy;
        handler.ConnectCallback = SimulatedNetwork.ConnectAsync;
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
