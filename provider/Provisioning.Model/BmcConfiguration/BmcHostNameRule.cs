namespace Provisioning.Model.BmcConfiguration;

/// <summary>What the BMC's host name must be.</summary>
public enum BmcHostNameRule
{
    /// <summary>Left as it is.</summary>
    Unmanaged = 1,

    /// <summary>The server's name.</summary>
    ServerName = 2,
}
