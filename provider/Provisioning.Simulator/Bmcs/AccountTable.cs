using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Simulator.Bmcs;

/// <summary>The accounts of a BMC, with lock-out. Used under the BMC's gate.</summary>
internal sealed class AccountTable
{
    public static readonly string[] Roles = ["Administrator", "Operator", "ReadOnly"];

    private readonly TimeProvider _time;
    private readonly List<Account> _accounts = [];
    private int _lastId = 1;

    public AccountTable(TimeProvider time, Definitions.ServerDefinition definition)
    {
        _time = time;
        LockoutThreshold = definition.LockoutThreshold;
        LockoutTime = definition.LockoutTime;
        _accounts.Add(new Account
        {
            Id = "1",
            UserName = definition.Credentials.UserName,
            Password = definition.Credentials.Password,
            Role = Roles[0],
        });
        if (definition.Reader is { } reader) Add(reader.UserName, reader.Password, Roles[2]);
    }

    public int LockoutThreshold { get; set; }

    public TimeSpan LockoutTime { get; set; }

    /// <summary>Logins that failed since the rack started, over all names.</summary>
    public int FailedLogins { get; private set; }

    public IReadOnlyList<Account> All => _accounts;

    public Account? Find(string id) => _accounts.FirstOrDefault(account => account.Id == id);

    public Account? Named(string userName) => _accounts.FirstOrDefault(account => account.UserName == userName);

    public Account Add(string userName, string password, string role)
    {
        _lastId++;
        var account = new Account { Id = _lastId.ToString(CultureInfo.InvariantCulture), UserName = userName, Password = password, Role = role };
        _accounts.Add(account);
        return account;
    }

    public void Remove(Account account) => _accounts.Remove(account);

    public bool IsLocked(Account account) => account.LockedUntil is { } until && _time.GetUtcNow() < until;

    /// <summary>The account whose name and password these are; null, and counted, when there is none or it is locked.</summary>
    public Account? LogIn(string userName, string password)
    {
        var account = Named(userName);
        if (account is null || !account.Enabled || IsLocked(account))
        {
            FailedLogins++;
            return null;
        }

        if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(account.Password), Encoding.UTF8.GetBytes(password)))
        {
            account.FailedLogins = 0;
            account.LockedUntil = null;
            return account;
        }

        FailedLogins++;
        account.FailedLogins++;
        if (LockoutThreshold > 0 && account.FailedLogins >= LockoutThreshold)
        {
            account.LockedUntil = _time.GetUtcNow() + LockoutTime;
            account.FailedLogins = 0;
        }

        return null;
    }
}
