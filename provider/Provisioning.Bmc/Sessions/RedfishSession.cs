using System.Net;
using Provisioning.Bmc.Discovery;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Transport;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Collections;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;

namespace Provisioning.Bmc.Sessions;

/// <summary>
/// A login at one BMC: by session token, or with each request where the BMC has no sessions to give. It is closed by <see cref="CloseAsync"/>.
/// </summary>
/// <param name="transport">The way to the BMC.</param>
/// <param name="book">What is remembered of logins.</param>
/// <param name="authority">By what the BMC is known in the book.</param>
/// <param name="credentials">Logins to try, in this order.</param>
/// <param name="time">The clock of deadlines.</param>
internal sealed class RedfishSession(RedfishTransport transport, LoginBook book, string authority, ValueArray<Credential> credentials, TimeProvider time)
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
        using var turn = await book.TakeTurnAsync(authority, cancellationToken);
        return await LogInWithTurnAsync(credentials, cancellationToken);
    }

    /// <summary>Logs in again after a request was refused for want of a login; the credential that worked before, once.</summary>
    public async ValueTask<PortResult<Done>> RenewAsync(int generation, CancellationToken cancellationToken)
    {
        using var turn = await book.TakeTurnAsync(authority, cancellationToken);
        if (Generation != generation) return Done.Instance;
        book.Doubt(authority);
        if (_sessionUri is { } lost)
        {
            _sessionUri = null;
            await book.Ledger.SessionAbandonedAsync(authority, lost, CancellationToken.None);
        }
        else if (_used is { } sent && Header is { HoldsPassword: true })
        {
            await book.Ledger.RecordRefusedAsync(authority, sent, CancellationToken.None);
        }

        // What was refused is sent no more, whatever comes of the new login.
        Header = null;
        return await LogInWithTurnAsync(_used is { } used ? [used] : credentials, cancellationToken);
    }

    /// <summary>Notes that the BMC is about to restart: it is logged in to only after its service root has answered.</summary>
    public void ExpectRestart() => book.Doubt(authority);

    /// <summary>Deletes the session; a session that cannot be deleted stays in the ledger for the next connection.</summary>
    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        if (_sessionUri is not { } uri) return;
        _sessionUri = null;
        try
        {
            await book.Ledger.SessionAbandonedAsync(authority, uri, CancellationToken.None);
        }
        finally
        {
            await DeleteAsync([uri], cancellationToken);
        }
    }

    private async ValueTask<PortResult<Done>> LogInWithTurnAsync(ValueArray<Credential> candidates, CancellationToken cancellationToken)
    {
        if (candidates.IsEmpty)
        {
            return new Fault(
                FaultKind.AuthenticationFailed, BmcDiagnostics.CredentialMissing.Occurs($"{transport.Address}: no login", "No credential was given."));
        }

        var mustLook = book.IsDoubted(authority);
        var (refused, withheld, status) = (new List<string>(), new List<(string Name, LoginStanding Standing)>(), 401);
        foreach (var credential in candidates)
        {
            var standing = await book.Ledger.StandingAsync(authority, credential, cancellationToken);
            if (!standing.MayTry)
            {
                withheld.Add((credential.Name, standing));
                continue;
            }

            if (mustLook)
            {
                // While a BMC boots it may refuse right passwords; its service root needs none, and says when there is somebody to log in to.
                var looked = await ServiceRoot.ReadAsync(transport, cancellationToken);
                if (!looked.TryGet(out _, out var silent)) return silent;
            }

            mustLook = false;
            book.Doubt(authority);
            var attempt = await AttemptAsync(credential, cancellationToken);
            if (!attempt.TryGet(out var accepted, out var fault)) return fault;
            if (accepted == HttpStatusCode.OK)
            {
                (_used, Generation) = (credential, Generation + 1);
                book.Settle(authority);
                await book.Ledger.RecordAcceptedAsync(authority, credential, CancellationToken.None);
                await DeleteOrphansAsync(cancellationToken);
                return Done.Instance;
            }

            status = (int)accepted;
            refused.Add(credential.Name);
        }

        return refused.Count > 0
            ? new Fault(FaultKind.AuthenticationFailed, BmcDiagnostics.Refused(transport.Address, refused, status))
            : new Fault(FaultKind.LoginWithheld, BmcDiagnostics.Withheld(
                transport.Address, withheld.Select(one => one.Name), withheld.Min(one => one.Standing.ForgottenAt), withheld.TrueForAll(one => one.Standing.IsAccountSpent)));
    }

    /// <summary>OK: logged in; another status: refused with it, and counted.</summary>
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

        if (messages.Name("PasswordChangeRequired")) return await ChangeRequiredAsync(credential, request, reply, CancellationToken.None);
        if (IsRefusal(reply, messages)) return await RefusedAsync(credential, reply, CancellationToken.None);

        // A BMC that is not ready is left alone.
        var why = FaultMapper.Of(transport.Address, request, reply);
        if (why.Kind == FaultKind.Busy) return why;
        if (why.Kind == FaultKind.SessionsExhausted)
        {
            // Nothing is said against the password. A login with each request that was refused before is not tried again, so that the password
            // has a try left when there is room.
            var standing = await book.Ledger.StandingAsync(authority, credential, CancellationToken.None);
            return standing.Refusals > 0 ? why : await AttemptBasicAsync(credential, why, cancellationToken);
        }

        if (!reply.Absent)
        {
            // It may have been a failed login in words that we do not know, so it is counted as one before the password is sent again.
            var refused = await RefusedAsync(credential, reply, CancellationToken.None);
            var standing = await book.Ledger.StandingAsync(authority, credential, CancellationToken.None);
            if (!standing.MayTry) return refused;
        }

        return await AttemptBasicAsync(credential, why, cancellationToken);
    }

    private async ValueTask<PortResult<HttpStatusCode>> OpenedAsync(
        Credential credential, RedfishRequest request, RedfishReply reply, Secret token, IReadOnlyList<ExtendedMessage> messages, CancellationToken cancellationToken)
    {
        Header = AuthenticationHeader.Session(token);
        _sessionUri = transport.OwnPath(reply.Location) ?? reply.Body.SelfLink();
        if (_sessionUri is { } uri) await book.Ledger.SessionOpenedAsync(authority, uri, cancellationToken);
        if (!messages.Name("PasswordChangeRequired")) return HttpStatusCode.OK;
        await CloseAsync(cancellationToken);
        return await ChangeRequiredAsync(credential, request, reply, cancellationToken);
    }

    private async ValueTask<PortResult<HttpStatusCode>> ChangeRequiredAsync(
        Credential credential, RedfishRequest request, RedfishReply reply, CancellationToken cancellationToken)
    {
        // The password is right, so its count is cleared; the account can do nothing all the same.
        await book.Ledger.RecordAcceptedAsync(authority, credential, cancellationToken);
        return FaultMapper.Of(transport.Address, request, reply);
    }

    private async ValueTask<PortResult<HttpStatusCode>> RefusedAsync(Credential credential, RedfishReply reply, CancellationToken cancellationToken)
    {
        await book.Ledger.RecordRefusedAsync(authority, credential, cancellationToken);
        return reply.Succeeded ? HttpStatusCode.Unauthorized : reply.Status;
    }

    private async ValueTask<PortResult<HttpStatusCode>> AttemptBasicAsync(Credential credential, Fault? why, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var header = AuthenticationHeader.Basic(credential);
        var request = new RedfishRequest(HttpMethod.Get, ProbePath);
        var sent = await transport.SendAsync(request, header, CancellationToken.None);
        if (!sent.TryGet(out var reply, out var fault)) return fault;
        if (reply.Succeeded)
        {
            (Header, _sessionUri) = (header, null);
            return HttpStatusCode.OK;
        }

        var messages = ExtendedMessages.Of(reply.Body);
        if (messages.Name("PasswordChangeRequired")) return await ChangeRequiredAsync(credential, request, reply, CancellationToken.None);
        var own = FaultMapper.Of(transport.Address, request, reply);
        if (reply.Absent || own.Kind == FaultKind.Busy) return why ?? own;
        var refused = await RefusedAsync(credential, reply, CancellationToken.None);

        // With all sessions taken this may mean only that there is no login without one.
        if (why is { Kind: FaultKind.SessionsExhausted }) return why;
        return messages.Name("InsufficientPrivilege") ? own : refused;
    }

    private static bool IsRefusal(RedfishReply reply, IReadOnlyList<ExtendedMessage> messages) =>
        reply.Status == HttpStatusCode.Unauthorized
        || (reply.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.OK
            && messages.Name("UnauthorizedLoginAttempt", "ResourceAtUriUnauthorized", "ResourceAtUriInUnknownFormatUnauthorized", "NoValidSession", "AccountLocked", "RAC0451"))
        || (reply.Status == HttpStatusCode.Forbidden && messages.Count == 0);

    private async ValueTask DeleteOrphansAsync(CancellationToken cancellationToken)
    {
        var orphans = await book.Ledger.OrphanedSessionsAsync(authority, cancellationToken);
        await DeleteAsync(orphans.Where(orphan => !ResourcePath.Same(orphan, _sessionUri)).Take(MostOrphans), cancellationToken);
    }

    // What cannot be deleted stays in the ledger, to be tried by the next connection.
    private async ValueTask DeleteAsync(IEnumerable<string> uris, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(CloseDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        foreach (var uri in uris)
        {
            try
            {
                var sent = await transport.SendAsync(new RedfishRequest(HttpMethod.Delete, uri), Header, either.Token);
                if (!sent.TryGet(out var reply, out _)) return;
                if (reply.Succeeded || reply.Absent || reply.Status == HttpStatusCode.Unauthorized)
                    await book.Ledger.SessionClosedAsync(authority, uri, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static byte[] LoginBody(Credential credential) => JsonBody.Write(writer =>
    {
        writer.WriteString("UserName", credential.Username);
        writer.WriteString("Password", credential.Password.Reveal());
    });
}
