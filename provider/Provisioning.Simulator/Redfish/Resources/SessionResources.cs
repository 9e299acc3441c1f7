using System.Globalization;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Faults;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>SessionService: sessions with tokens (DSP0266, "Session management").</summary>
internal static class SessionResources
{
    public static void Add(RouteTable routes)
    {
        routes.Add(RedfishPaths.SessionService).Get(request => RedfishReply.Resource(Service(request.Bmc))).On("PATCH", Change);
        routes.Add(RedfishPaths.Sessions).Get(List).On("POST", Open);
        routes.Add(RedfishPaths.Sessions + "/{session}").Get(Show).On("DELETE", Close);
    }

    private static JsonObject Service(SimulatedBmc bmc)
    {
        var service = RedfishJson.Resource(RedfishPaths.SessionService, "SessionService.v1_1_8.SessionService", "SessionService", "Session service");
        service["Status"] = RedfishJson.Status();
        service["ServiceEnabled"] = true;
        service["SessionTimeout"] = (int)bmc.Sessions.IdleTime.TotalSeconds;
        service["Sessions"] = RedfishJson.Link(RedfishPaths.Sessions);
        return service;
    }

    private static RedfishReply Change(RedfishRequest request)
    {
        var patch = new PropertyPatch(request.Body);
        patch.Number("SessionTimeout", 30, 86400, seconds => request.Bmc.Sessions.IdleTime = TimeSpan.FromSeconds(seconds));
        return patch.Finish(Service(request.Bmc)) ?? RedfishReply.Resource(Service(request.Bmc));
    }

    private static RedfishReply List(RedfishRequest request) => RedfishReply.Resource(RedfishJson.Collection(
        RedfishPaths.Sessions, "SessionCollection", "Sessions", request.Bmc.Sessions.All.Select(session => Path(session))));

    private static RedfishReply Open(RedfishRequest request)
    {
        var bmc = request.Bmc;
        if (request.Body["UserName"] is not JsonValue nameNode || !nameNode.TryGetValue(out string? name))
        {
            return RedfishErrors.Reply(400, RedfishErrors.PropertyMissing("UserName"));
        }

        if (request.Body["Password"] is not JsonValue passwordNode || !passwordNode.TryGetValue(out string? password))
        {
            return RedfishErrors.Reply(400, RedfishErrors.PropertyMissing("Password"));
        }

        var account = bmc.Accounts.LogIn(name, password);
        if (account is null)
        {
            bmc.ManagerLog.Add("Warning", "A login failed.", "Rack.1.0.LoginFailed");
            return RedfishErrors.Unauthorized();
        }

        if (bmc.Faults.Take<BmcFault.SessionTableFull>("POST", request.Path) is not null) return RedfishErrors.SessionLimit();
        var session = bmc.Sessions.Open(account);
        if (session is null) return RedfishErrors.SessionLimit();
        return RedfishReply.Json(201, Body(session)).With("X-Auth-Token", session.Token).With("Location", Path(session));
    }

    private static RedfishReply Show(RedfishRequest request) =>
        request.Bmc.Sessions.Find(request["session"]) is { } session ? RedfishReply.Resource(Body(session)) : RedfishErrors.NotFound(request.Path);

    private static RedfishReply Close(RedfishRequest request)
    {
        if (request.Bmc.Sessions.Find(request["session"]) is not { } session) return RedfishErrors.NotFound(request.Path);
        request.Bmc.Sessions.Close(session);
        return RedfishReply.NoContent();
    }

    private static JsonObject Body(Session session)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Session {session.Id}");
        var body = RedfishJson.Resource(Path(session), "Session.v1_5_0.Session", session.Id, name);
        body["UserName"] = session.Account.UserName;
        body["CreatedTime"] = RedfishJson.Time(session.Created);
        return body;
    }

    private static string Path(Session session) => RedfishPaths.Sessions + "/" + session.Id;
}
