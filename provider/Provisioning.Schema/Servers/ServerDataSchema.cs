using Provisioning.Schema.Descriptions;

namespace Provisioning.Schema.Servers;

/// <summary>The data source that tells how a server of the store is.</summary>
public static class ServerDataSchema
{
    /// <summary>The data source's type.</summary>
    public const string TypeName = "baremetal_server";

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        Summary = "A server as the store knows it: where it stands, and what is wrong.",
        Documentation = """
            No BMC is asked; the values are those of the last look. For servers that another configuration or another door manages. What changes by itself
            (power, conditions, a hold) is here and not in the resource, whose plans it would disturb.
            """,
        Shape = ObjectShape.Of(
            AttributeDescription.Required("name", AttributeType.Text, "The server's name.", TextPatterns.HostName),
            Text("id", "The claim."),
            Text("uuid", "The system UUID in lower case."),
            Text("serial", "The serial number."),
            Text("manufacturer", "The manufacturer as the BMC names it."),
            Text("model", "The model as the BMC names it."),
            Text("bmc_address", "Where its BMC is."),
            Text("lifecycle_state", "How far the machine has come."),
            Text("power", "Host power as last seen: `on`, `off`…"),
            Text("step", "The step under way, or that a stopped attempt goes on with; null: none."),
            Text("fault", "What is wrong: code and summary; null: nothing."),
            Text("hold", "Why an operator holds it; null: nobody does."),
            AttributeDescription.Computed(
                "conditions", AttributeType.TextMap, "Each condition: `yes`, `no` or `unknown`.", "where the name is known", "the machine is looked at")),
        Example = """
            data "baremetal_server" "n01" {
              name = "gpu-n01"
            }

            check "n01_is_ready" {
              assert {
                condition     = data.baremetal_server.n01.lifecycle_state == "ready"
                error_message = "gpu-n01 is ${data.baremetal_server.n01.lifecycle_state}"
              }
            }
            """,
    };

    private static AttributeDescription Text(string name, string documentation) =>
        AttributeDescription.Computed(name, AttributeType.Text, documentation, "where the name is known", "the machine is looked at");
}
