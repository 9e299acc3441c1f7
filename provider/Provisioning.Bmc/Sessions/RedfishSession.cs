using System.Net;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Transport;
using Provisioning.Model.Collections;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;

namespace Provisioning.Bmc.Sessions;

/// <summary>
/// A login at one BMC: by session token, or with each request where the BMC has no sessions to give. It is closed by <see cref="CloseAsync"/>.
/// </summary>
internal sealed class RedfishSession(RedfishTransport transport, LoginBook book, ValueArray<Credential> credentials, TimeProvider time)
{
    /// <summary>Where sessions are made by the standard (DSP0266, "Session login").</summary>
    public const string StandardSessions = "/redfish/v1/SessionService/Sessions";

    private const int MostOrphans = 16;
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(5);

    private string? _sessionUri;
    private Credential? _used;

    /// <summary>What requests carry; null: not logged in.</summary>
    public AuthenticationHeader? Header { get; private set; }

    /// <summary>The name of the credential that worked.</summary>
    public string CredentialName => _used?.Name ?? "";

    /// <summary>The account that is logged in.</summary>
    public string Username => _used?.Username ?? "";

    /// <summary>Where sessions are made.</summary>
    public string SessionsPath { get; set; } = StandardSessions;

    /// <summary>A resource that only a login may read, to try a login without session.</summary>
    public string ProbePath { get; set; } = "/redfish/v1/Systems";

    /// <summary>Whether no session is asked for.</summary>
    public bool BasicOnly { get; set; }

    /// <summary>Counts logins, so that of several requests that find the session gone only the first makes a new one.</summary>
    public int Generation { get; private set; }

    /// <summary>Logs in: each credential once, in order.</summary>
    public async ValueTask<PortResult<Done>> LogInAsync(CancellationToken cancellationToken)
    {
        using var turn = await book.TakeTurnAsync(transport.Address, cancellationToken);
        return await LogInWithTurnAsync(credentials, cancellationToken);
    }

    /// <summary>Logs in again after a session was found gone; the credential that worked before, once.</summary>
    public async ValueTask<PortResult<Done>> RenewAsync(int generation, CancellationToken cancellationToken)
    {
        using var turn = await book.TakeTurnAsync(transport.Address, cancellationToken);
        if (Generation != generation) return Done.Instance;
        var lost = _sessionUri;
        _sessionUri = null;
        if (lost is not null) await book.Ledger.SessionClosedAsync(transport.Address, lost, cancellationToken);
        return await LogInWithTurnAsync(_used is { } used ? [used] : credentials, cancellationToken);
    }

    /// <summary>Deletes the session; a session that cannot be deleted stays in the ledger for the next connection.</summary>
    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        if (_sessionUri is not { } uri) return;
        _sessionUri = null;
        using var deadline = new CancellationTokenSource(CloseDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await DeleteAsync(uri, either.Token);
        }
        catch (OperationCanceledException)
        {
            // The session stays in the ledger.
        }
    }

    private async ValueTask<PortResult<Done>> LogInWithTurnAsync(ValueArray<Credential> candidates, CancellationToken cancellationToken)
    {
        if (candidates.IsEmpty)
        {
            return new Fault(
                FaultKind.AuthenticationFailed, BmcDiagnostics.CredentialMissing.Occurs($"{transport.Address}: no login", "No credential was given."));
        }

        var (refused, withheld, status) = (new List<string>(), new List<string>(), 401);
        foreach (var credential in candidates)
        {
            if (!await book.MayTryAsync(transport.Address, credential, cancellationToken))
            {
                withheld.Add(credential.Name);
                continue;
            }

            var attempt = await AttemptAsync(credential, cancellationToken);
            if (!attempt.TryGet(out var accepted, out var fault)) return fault;
            if (accepted == HttpStatusCode.OK)
            {
                (_used, Generation) = (credential, Generation + 1);
                await book.Ledger.RecordAcceptedAsync(transport.Address, credential, CancellationToken.None);
                await DeleteOrphansAsync(cancellationToken);
                return Done.Instance;
            }

            status = (int)accepted;
            refused.Add(credential.Name);
            await book.Ledger.RecordRefusedAsync(transport.Address, credential, CancellationToken.None);
        }

        return refused.Count > 0
            ? new Fault(FaultKind.AuthenticationFailed, BmcDiagnostics.Refused(transport.Address, refused, status))
            : new Fault(FaultKind.LoginWithheld, BmcDiagnostics.Withheld(transport.Address, withheld));
    }

    /// <summary>OK: logged in; another status: refused with it.</summary>
    private async ValueTask<PortResult<HttpStatusCode>> AttemptAsync(Credential credential, CancellationToken cancellationToken)
    {
        if (BasicOnly) return await AttemptBasicAsync(credential, null, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var request = new RedfishRequest(HttpMethod.Post, SessionsPath) { Body = LoginBody(credential) };

        // Once sent, its answer is awaited whatever the caller does: a refusal must be counted, a session must be noted. The transport has deadlines.
        var sent = await transport.SendAsync(request, null, CancellationToken.None);
        if (!sent.TryGet(out var reply, out var fault)) return fault;
        var messages = ExtendedMessages.Of(reply.Body);
        if (reply is { Succeeded: true, Token: { } token })
        {
            return await OpenedAsync(credential, request, reply, token, messages, CancellationToken.None);
        }

        if (IsRefusal(reply, messages)) return reply.Status == HttpStatusCode.OK ? HttpStatusCode.Unauthorized : reply.Status;
        if (messages.Name("PasswordChangeRequired")) return await ChangeRequiredAsync(credential, request, reply, CancellationToken.None);

        // No service for sessions, or no room in it: the login goes with each request. A BMC that is not ready is left alone.
        var why = FaultMapper.Of(transport.Address, request, reply);
        return why.Kind == FaultKind.Busy ? why : await AttemptBasicAsync(credential, why, cancellationToken);
    }

    private async ValueTask<PortResult<HttpStatusCode>> OpenedAsync(
        Credential credential, RedfishRequest request, RedfishReply reply, Secret token, IReadOnlyList<ExtendedMessage> messages, CancellationToken cancellationToken)
    {
        Header = AuthenticationHeader.Session(token);
        _sessionUri = transport.OwnPath(reply.Location) ?? reply.Body.SelfLink();
        if (_sessionUri is { } uri) await book.Ledger.SessionOpenedAsync(transport.Address, uri, cancellationToken);
        if (!messages.Name("PasswordChangeRequired")) return HttpStatusCode.OK;
        await CloseAsync(cancellationToken);
        return await ChangeRequiredAsync(credential, request, reply, cancellationToken);
    }

    private async ValueTask<PortResult<HttpStatusCode>> ChangeRequiredAsync(
        Credential credential, RedfishRequest request, RedfishReply reply, CancellationToken cancellationToken)
    {
        // The password is right, so its count is cleared; the account can do nothing all the same.
        await book.Ledger.RecordAcceptedAsync(transport.Address, credential, cancellationToken);
        return FaultMapper.Of(transport.Address, request, reply);
    }

    private async ValueTask<PortResult<HttpStatusCode>> AttemptBasicAsync(Credential credential, Fault? why, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var header = AuthenticationHeader.Basic(credential);
        var request = new RedfishRequest(HttpMethod.Get, ProbePath);
        var sent = await transport.SendAsync(request, header, CancellationToken.None);
        if (!sent.TryGet(out var reply, out var fault)) return fault;

        // Passwords are checked before room is looked for, so with all sessions taken this 401 means only that there is no login without session.
        if (reply.Status == HttpStatusCode.Unauthorized) return why is { Kind: FaultKind.SessionsExhausted } ? why : reply.Status;
        if (!reply.Succeeded) return why ?? FaultMapper.Of(transport.Address, request, reply);
        (Header, _sessionUri) = (header, null);
        return HttpStatusCode.OK;
    }

    private static bool IsRefusal(RedfishReply reply, IReadOnlyList<ExtendedMessage> messages) =>
        !messages.Name("PasswordChangeRequired")
        && (reply.Status == HttpStatusCode.Unauthorized
            || (reply.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.OK
                && messages.Name("UnauthorizedLoginAttempt", "ResourceAtUriUnauthorized", "ResourceAtUriInUnknownFormatUnauthorized", "NoValidSession", "AccountLocked", "RAC0451"))
            || (reply.Status == HttpStatusCode.Forbidden && messages.Count == 0));

    private async ValueTask DeleteOrphansAsync(CancellationToken cancellationToken)
    {
        var orphans = await book.Ledger.OrphanedSessionsAsync(transport.Address, cancellationToken);
        foreach (var orphan in orphans.Take(MostOrphans))
        {
            if (!ResourcePath.Same(orphan, _sessionUri)) await DeleteAsync(orphan, cancellationToken);
        }
    }

    private async ValueTask DeleteAsync(string uri, CancellationToken cancellationToken)
    {
        var sent = await transport.SendAsync(new RedfishRequest(HttpMethod.Delete, uri), Header, cancellationToken);
        if (!sent.TryGet(out var reply, out _)) return;
        if (reply.Succeeded || reply.Absent || reply.Status == HttpStatusCode.Unauthorized)
        {
            await book.Ledger.SessionClosedAsync(transport.Address, uri, CancellationToken.None);
        }
    }

    private static byte[] LoginBody(Credential credential) => JsonBody.Write(writer =>
    {
        writer.WriteString("UserName", credential.Username);
        writer.WriteString("Password", credential.Password.Reveal());
    });
}
