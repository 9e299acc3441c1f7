using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Host.TestEngine;

/// <summary>What is asked of an <see cref="EchoFacade"/>.</summary>
public static class EchoRequests
{
    /// <summary>Creates an object that is done once a file exists; at once where the file's name is empty.</summary>
    public static ApplyRequest Apply(string name, string gate)
    {
        var config = Value.Of([KeyValuePair.Create("name", Value.Of(name)), KeyValuePair.Create("gate", Value.Of(gate))]);
        return new ApplyRequest
        {
            TypeName = "baremetal_server",
            Prior = Value.Null,
            Planned = config.With("id", Value.Unknown),
            Config = config,
            PlannedPrivate = new byte[] { 1, 2, 3 },
        };
    }
}
