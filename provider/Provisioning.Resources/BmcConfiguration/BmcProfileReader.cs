using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.BmcConfiguration;

/// <summary>Reads a BMC profile out of values that the schema has checked.</summary>
internal static class BmcProfileReader
{
    public static BmcProfile Read(Value document) => new()
    {
        Name = document.Member("name").AsText() ?? "",
        NtpServers = document.Member("ntp_servers").AsItems().Select(item => item.AsText()).OfType<string>().ToValueArray(),
        HostName = document.Member("hostname").AsText() == "server_name" ? BmcHostNameRule.ServerName : BmcHostNameRule.Unmanaged,
    };
}
