using System.Net;
using System.Net.Http.Headers;

namespace Provisioning.Simulator.Machines.Media;

/// <summary>An image on a web server, read in pieces as a BMC does it.</summary>
internal sealed class RemoteImage : IDisposable
{
    /// <summary>Bytes that are fetched before an insertion is accepted: the volume descriptors of an ISO lie in them.</summary>
    public const int HeadBytes = 64 << 10;

    private readonly HttpClient _client;
    private readonly AuthenticationHeaderValue? _authorization;

    public RemoteImage(Uri address, AuthenticationHeaderValue? authorization, bool verifyCertificate)
    {
        Address = address;
        _authorization = authorization;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = true, MaxAutomaticRedirections = 5, ConnectTimeout = TimeSpan.FromSeconds(10) };
        // A BMC has no site's CA: as on real ones, the certificate is looked at only when the client asks for it.
        if (!verifyCertificate) handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public Uri Address { get; }

    /// <summary>The length in bytes, known after <see cref="OpenAsync"/>.</summary>
    public long Length { get; private set; }

    /// <summary>Fetches the first bytes.</summary>
    /// <exception cref="HttpRequestException">They cannot be fetched.</exception>
    public async Task<byte[]> OpenAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            using var response = await SendAsync(0, HeadBytes, deadline.Token);
            Length = response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength ?? 0;
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            var buffer = new byte[HeadBytes];
            var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, deadline.Token);
            return buffer[..read];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "no answer in time");
        }
        catch (IOException exception)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, exception.Message, exception);
        }
    }

    /// <summary>Fetches a range; fewer bytes only at the end of the image.</summary>
    /// <exception cref="HttpRequestException">It cannot be fetched.</exception>
    public async Task<byte[]> ReadAsync(long offset, int count, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(offset, count, cancellationToken);
        if (response.StatusCode != HttpStatusCode.PartialContent && offset > 0)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "the server does not serve ranges");
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[count];
        var read = await stream.ReadAtLeastAsync(buffer, count, throwOnEndOfStream: false, cancellationToken);
        return buffer[..read];
    }

    /// <summary>Fetches all of it into a file.</summary>
    /// <exception cref="HttpRequestException">It cannot be fetched.</exception>
    public async Task DownloadAsync(string file, CancellationToken cancellationToken)
    {
        using var request = Request();
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var target = File.Create(file);
        await response.Content.CopyToAsync(target, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(long offset, int count, CancellationToken cancellationToken)
    {
        using var request = Request();
        request.Headers.Range = new RangeHeaderValue(offset, offset + count - 1);
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode) return response;
        var status = response.StatusCode;
        response.Dispose();
        throw new HttpRequestException(HttpRequestError.InvalidResponse, $"HTTP status {(int)status}", null, status);
    }

    private HttpRequestMessage Request() => new(HttpMethod.Get, Address) { Headers = { Authorization = _authorization } };
}
