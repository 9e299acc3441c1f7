using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Provisioning.Bmc.Tests.Testing;

/// <summary>A TLS server that answers each request with the very bytes that the test gives, right or wrong.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Func<string, byte[]> _answer;
    private readonly Task _loop;

    /// <param name="answer">From the first line of a request to what is sent.</param>
    /// <param name="tls">Whether it speaks TLS at all.</param>
    public RawServer(Func<string, byte[]> answer, bool tls = true)
    {
        (_answer, _certificate) = (answer, tls ? SelfSigned() : null);
        _listener.Start();
        _loop = ServeAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>An answer with a body and its length.</summary>
    public static byte[] Reply(string status, string body, string headers = "") =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using Stream stream = client.GetStream();
                if (_certificate is null)
                {
                    await stream.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray(), _stop.Token);
                    return;
                }

                await using var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_certificate);
                var buffer = new byte[16 * 1024];
                while (await tls.ReadAsync(buffer, _stop.Token) is > 0 and var read)
                {
                    var line = Encoding.ASCII.GetString(buffer, 0, read).Split('\r')[0];
                    await tls.WriteAsync(_answer(line), _stop.Token);
                    await tls.FlushAsync(_stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, which is what some tests are about.
            }
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=raw", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
