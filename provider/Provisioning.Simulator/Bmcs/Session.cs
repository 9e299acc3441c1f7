namespace Provisioning.Simulator.Bmcs;

/// <summary>An open session.</summary>
internal sealed class Session(string id, string token, Account account, DateTimeOffset created)
{
    public string Id { get; } = id;

    public string Token { get; } = token;

    public Account Account { get; } = account;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset LastUsed { get; set; } = created;
}
