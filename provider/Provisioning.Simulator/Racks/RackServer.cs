using System.Net;
using System.Security.Cryptography.X509Certificates;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Faults;

namespace Provisioning.Simulator.Racks;

/// <summary>One server of a running rack: where it is, what it was asked, and what can be done to it behind its clients' backs. Thread-safe.</summary>
public sealed class RackServer
{
    private readonly SimulatedBmc _bmc;
    private readonly RackAuthority _authority;
    private readonly IPAddress _address;
    private X509Certificate2 _certificate;

    internal RackServer(SimulatedBmc bmc, RackAuthority authority, IPAddress address)
    {
        _bmc = bmc;
        _authority = authority;
        _address = address;
        _certificate = authority.Issue(bmc.Name, address);
    }

    /// <summary>Its name.</summary>
    public string Name => _bmc.Name;

    /// <summary>What the rack file says of it.</summary>
    public ServerDefinition Definition => _bmc.Definition;

    /// <summary>The address of its BMC, <c>https://127.0.0.1:PORT/</c>.</summary>
    public Uri Endpoint { get; internal set; } = new("https://127.0.0.1/");

    /// <summary>The credentials of its administrator.</summary>
    public RackCredentials Credentials => _bmc.Definition.Credentials;

    /// <summary>The SHA-256 fingerprint of its certificate, upper-case hexadecimal digits.</summary>
    public string Fingerprint => _certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);

    /// <summary>The power state: On, Off, PoweringOff.</summary>
    public string PowerState => Locked(() => _bmc.Power.State);

    /// <summary>A BootProgress LastState of the ComputerSystem schema.</summary>
    public string BootProgress => Locked(() => _bmc.Power.Progress);

    /// <summary>How often the machine was started since it was racked.</summary>
    public int BootCount => Locked(() => _bmc.Power.BootCount);

    /// <summary>How often the BMC itself was reset.</summary>
    public int BmcResets => Locked(() => _bmc.Manager.ResetCount);

    /// <summary>Logins that failed.</summary>
    public int FailedLogins => Locked(() => _bmc.Accounts.FailedLogins);

    /// <summary>Sessions that are open.</summary>
    public int OpenSessions => Locked(() => _bmc.Sessions.All.Count());

    /// <summary>Sessions that were ever opened.</summary>
    public int SessionsOpened => Locked(() => _bmc.Sessions.Created);

    /// <summary>The image in the first optical drive, if any.</summary>
    public string? InsertedImage => Locked(() => _bmc.Drives.FirstOrDefault(drive => drive.Slot.IsOptical && drive.Inserted)?.Image?.Address.ToString());

    /// <summary>BIOS attributes in force, as texts.</summary>
    public IReadOnlyDictionary<string, string> Bios => Locked(() => new SortedDictionary<string, string>(_bmc.Bios.Current.ToDictionary(), StringComparer.Ordinal));

    /// <summary>BIOS attributes that wait for a reset, as texts.</summary>
    public IReadOnlyDictionary<string, string> PendingBios => Locked(() => new SortedDictionary<string, string>(_bmc.Bios.Pending.ToDictionary(), StringComparer.Ordinal));

    /// <summary>Requests since the rack started, or since <see cref="ForgetRequests"/>.</summary>
    public long RequestCount => _bmc.Requests.Total;

    /// <summary>The last 2000 of them.</summary>
    public IReadOnlyList<RequestRecord> Requests => _bmc.Requests.Snapshot();

    /// <summary>Faults that still wait.</summary>
    public int WaitingFaults => _bmc.Faults.Count;

    internal SimulatedBmc Bmc => _bmc;

    internal X509Certificate2 Certificate => _certificate;

    /// <summary>Forgets the requests so far.</summary>
    public void ForgetRequests() => _bmc.Requests.Clear();

    /// <summary>Lets a fault wait for its requests.</summary>
    public void AddFault(FaultRule rule) => _bmc.Faults.Add(rule);

    /// <summary>Takes all faults away.</summary>
    public void ClearFaults() => _bmc.Faults.Clear();

    /// <summary>Gives the BMC another certificate.</summary>
    public void ReplaceCertificate() => _certificate = _authority.Issue(Name, _address, renew: true);

    /// <summary>Gives the machine another serial number, as if another one stood at this address.</summary>
    public void ReplaceSerial(string serial) => Locked(() => _bmc.Serial = serial);

    /// <summary>Sets a BIOS attribute in force at once, as somebody at the machine's console does. False when the registry has no such value.</summary>
    public bool SetBios(string attribute, string value) => Locked(() => _bmc.Bios.SetNow(attribute, value));

    /// <summary>Sets the version of a firmware component. False when there is no such component.</summary>
    public bool SetFirmware(string component, string version) => Locked(() =>
    {
        if (!_bmc.Firmware.ContainsKey(component)) return false;
        _bmc.Firmware[component] = version;
        return true;
    });

    /// <summary>Makes the BMC unreachable, or reachable again.</summary>
    public void SetReachable(bool reachable) => Locked(() => _bmc.Manager.Unplugged = !reachable);

    /// <summary>Makes a warning in the system event log.</summary>
    public void AddLogEntry(string severity, string message) => Locked(() =>
    {
        _bmc.SystemLog.Add(severity, message);
        return true;
    });

    /// <summary>Switches the machine on.</summary>
    public void PowerOn() => _bmc.Power.TurnOn();

    /// <summary>Takes the machine's power away.</summary>
    public void PowerOff() => _bmc.Power.TurnOff();

    /// <summary>Waits until the power transition that is under way is over.</summary>
    public Task SettledAsync(CancellationToken cancellationToken) => _bmc.Power.SettledAsync(cancellationToken);

    private T Locked<T>(Func<T> read)
    {
        lock (_bmc.Gate) return read();
    }
}
