using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>AccountService: accounts, roles and lock-out.</summary>
internal static class AccountResources
{
    private const string Accounts = RedfishPaths.AccountService + "/Accounts";
    private const string Roles = RedfishPaths.AccountService + "/Roles";
    private const int MinPasswordLength = 8;
    private const int MaxPasswordLength = 40;

    public static void Add(RouteTable routes)
    {
        routes.Add(RedfishPaths.AccountService).Get(request => RedfishReply.Resource(Service(request.Bmc))).On("PATCH", ChangeService);
        routes.Add(Accounts).Get(List).On("POST", Create);
        routes.Add(Accounts + "/{account}").Get(Show).On("PATCH", Change).On("DELETE", Delete);
        routes.Add(Roles).Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            Roles, "RoleCollection", "Roles", AccountTable.Roles.Select(role => Roles + "/" + role))));
        routes.Add(Roles + "/{role}").Get(Role);
    }

    private static JsonObject Service(SimulatedBmc bmc)
    {
        var service = RedfishJson.Resource(RedfishPaths.AccountService, "AccountService.v1_13_0.AccountService", "AccountService", "Account service");
        service["Status"] = RedfishJson.Status();
        service["ServiceEnabled"] = true;
        service["MinPasswordLength"] = MinPasswordLength;
        service["MaxPasswordLength"] = MaxPasswordLength;
        service["AccountLockoutThreshold"] = bmc.Accounts.LockoutThreshold;
        service["AccountLockoutDuration"] = (int)bmc.Accounts.LockoutTime.TotalSeconds;
        service["AccountLockoutCounterResetAfter"] = (int)bmc.Accounts.LockoutTime.TotalSeconds;
        service["Accounts"] = RedfishJson.Link(Accounts);
        service["Roles"] = RedfishJson.Link(Roles);
        return service;
    }

    private static RedfishReply ChangeService(RedfishRequest request)
    {
        var accounts = request.Bmc.Accounts;
        var patch = new PropertyPatch(request.Body);
        patch.Number("AccountLockoutThreshold", 0, 1000, number => accounts.LockoutThreshold = number);
        patch.Number("AccountLockoutDuration", 0, 86400, seconds => accounts.LockoutTime = TimeSpan.FromSeconds(seconds));
        return patch.Finish(Service(request.Bmc)) ?? RedfishReply.Resource(Service(request.Bmc));
    }

    private static RedfishReply List(RedfishRequest request) => RedfishReply.Resource(RedfishJson.Collection(
        Accounts, "ManagerAccountCollection", "Accounts", request.Bmc.Accounts.All.Select(account => Accounts + "/" + account.Id)));

    private static RedfishReply Create(RedfishRequest request)
    {
        var name = "";
        var password = "";
        var role = AccountTable.Roles[2];
        var patch = new PropertyPatch(request.Body);
        patch.Text("UserName", text => name = text, text => text.Length is > 0 and <= 31);
        patch.Text("Password", text => password = text, FitsPassword);
        patch.Choice("RoleId", AccountTable.Roles, text => role = text);
        patch.Flag("Enabled", _ => { });
        foreach (var required in new[] { "UserName", "Password", "RoleId" })
        {
            if (!request.Body.ContainsKey(required)) patch.Problem(RedfishErrors.PropertyMissing(required));
        }

        if (patch.Finish([]) is { } refused) return refused;
        if (request.Bmc.Accounts.Named(name) is not null)
        {
            return RedfishErrors.Failed(400, "ResourceAlreadyExists", "There is such an account already.", "ManagerAccount", "UserName", name);
        }

        var account = request.Bmc.Accounts.Add(name, password, role);
        return RedfishReply.Json(201, Body(request.Bmc, account)).With("Location", Accounts + "/" + account.Id);
    }

    private static RedfishReply Show(RedfishRequest request) =>
        request.Bmc.Accounts.Find(request["account"]) is { } account
            ? RedfishReply.Resource(Body(request.Bmc, account))
            : RedfishErrors.NotFound(request.Path);

    private static RedfishReply Change(RedfishRequest request)
    {
        if (request.Bmc.Accounts.Find(request["account"]) is not { } account) return RedfishErrors.NotFound(request.Path);
        var patch = new PropertyPatch(request.Body);
        patch.Text("UserName", text => account.UserName = text, text => text.Length is > 0 and <= 31);
        patch.Text("Password", text => account.Password = text, FitsPassword);
        patch.Choice("RoleId", AccountTable.Roles, text => account.Role = text);
        patch.Flag("Enabled", flag => account.Enabled = flag);
        patch.Flag("Locked", flag => account.LockedUntil = flag ? account.LockedUntil : null);
        return patch.Finish(Body(request.Bmc, account)) ?? RedfishReply.Resource(Body(request.Bmc, account));
    }

    private static RedfishReply Delete(RedfishRequest request)
    {
        if (request.Bmc.Accounts.Find(request["account"]) is not { } account) return RedfishErrors.NotFound(request.Path);
        if (request.Bmc.Accounts.All.Count(other => other.Role == AccountTable.Roles[0]) == 1 && account.Role == AccountTable.Roles[0])
        {
            return RedfishErrors.Failed(400, "ResourceCannotBeDeleted", "The last administrator cannot be deleted.");
        }

        request.Bmc.Accounts.Remove(account);
        return RedfishReply.NoContent();
    }

    private static RedfishReply Role(RedfishRequest request)
    {
        var role = AccountTable.Roles.FirstOrDefault(name => request.Is("role", name));
        if (role is null) return RedfishErrors.NotFound(request.Path);
        var body = RedfishJson.Resource(Roles + "/" + role, "Role.v1_3_1.Role", role, role);
        body["RoleId"] = role;
        body["IsPredefined"] = true;
        body["AssignedPrivileges"] = RedfishJson.Texts(role switch
        {
            "Administrator" => ["Login", "ConfigureManager", "ConfigureUsers", "ConfigureSelf", "ConfigureComponents"],
            "Operator" => ["Login", "ConfigureSelf", "ConfigureComponents"],
            _ => ["Login", "ConfigureSelf"],
        });
        return RedfishReply.Resource(body);
    }

    private static JsonObject Body(SimulatedBmc bmc, Account account)
    {
        var body = RedfishJson.Resource(Accounts + "/" + account.Id, "ManagerAccount.v1_11_0.ManagerAccount", account.Id, "Account " + account.Id);
        body["UserName"] = account.UserName;
        body["Password"] = null;
        body["RoleId"] = account.Role;
        body["Enabled"] = account.Enabled;
        body["Locked"] = bmc.Accounts.IsLocked(account);
        body["AccountTypes"] = RedfishJson.Texts(["Redfish"]);
        body["Links"] = new JsonObject { ["Role"] = RedfishJson.Link(Roles + "/" + account.Role) };
        return body;
    }

    private static bool FitsPassword(string text) => text.Length is >= MinPasswordLength and <= MaxPasswordLength;
}
