using System.Net.Http.Headers;
using System.Text;
using Provisioning.Model.Security;

namespace Provisioning.Bmc.Transport;

/// <summary>How a request says who we are. No record: it must not print what it holds.</summary>
internal sealed class AuthenticationHeader
{
    private readonly Secret? _token;
    private readonly Credential? _credential;

    private AuthenticationHeader(Secret? token, Credential? credential) => (_token, _credential) = (token, credential);

    /// <summary>By a session's token.</summary>
    public static AuthenticationHeader Session(Secret token) => new(token, null);

    /// <summary>By name and password with each request.</summary>
    public static AuthenticationHeader Basic(Credential credential) => new(null, credential);

    /// <summary>Whether the password itself goes with each request.</summary>
    public bool HoldsPassword => _credential is not null;

    /// <summary>Puts it on a request.</summary>
    public void Apply(HttpRequestHeaders headers)
    {
        if (_token is { } token) headers.TryAddWithoutValidation("X-Auth-Token", token.Reveal());
        if (_credential is not { } credential) return;
        var pair = Encoding.UTF8.GetBytes($"{credential.Username}:{credential.Password.Reveal()}");
        headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
    }
}
