using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Provisioning.Simulator.Bmcs;

/// <summary>The sessions of a BMC. Used under the BMC's gate.</summary>
internal sealed class SessionTable(TimeProvider time, int limit)
{
    private readonly Dictionary<string, Session> _byToken = new(StringComparer.Ordinal);
    private int _lastId;

    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Sessions made since the rack started.</summary>
    public int Created { get; private set; }

    public IEnumerable<Session> All
    {
        get
        {
            Expire();
            return _byToken.Values.OrderBy(session => session.Created).ThenBy(session => session.Id, StringComparer.Ordinal);
        }
    }

    /// <summary>Makes a session, or none when the table is full.</summary>
    public Session? Open(Account account)
    {
        Expire();
        if (_byToken.Count >= limit) return null;
        _lastId++;
        Created++;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var session = new Session(_lastId.ToString(CultureInfo.InvariantCulture), token, account, time.GetUtcNow());
        _byToken.Add(token, session);
        return session;
    }

    public Session? Use(string token)
    {
        Expire();
        if (!_byToken.TryGetValue(token, out var session)) return null;
        session.LastUsed = time.GetUtcNow();
        return session;
    }

    public Session? Find(string id) => All.FirstOrDefault(session => session.Id == id);

    public void Close(Session session) => _byToken.Remove(session.Token);

    /// <summary>Forgets all of them, as a reset of the BMC does.</summary>
    public void Clear() => _byToken.Clear();

    private void Expire()
    {
        var now = time.GetUtcNow();
        foreach (var session in _byToken.Values.Where(session => now - session.LastUsed > IdleTime).ToList()) _byToken.Remove(session.Token);
    }
}
