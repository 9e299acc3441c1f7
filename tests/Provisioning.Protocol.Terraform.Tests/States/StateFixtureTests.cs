using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Provisioning.Protocol.Terraform.Rpc;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Tests.States;

/// <summary>States as each released version of a schema wrote them. A file is never changed: people have such states for as long as there is a product.</summary>
public sealed class StateFixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "States", "Fixtures");

    public static TheoryData<string, int> Versions => [.. from description in ResourceSchemas.All
                                                          from version in Enumerable.Range(0, description.Version + 1)
                                                          select (description.TypeName, version)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_state_of_every_version_is_read_and_keeps_what_it_says(string type, int version)
    {
        var file = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{type}.{version}.json"));
        Assert.True(File.Exists(file), $"There is no fixture {Path.GetFileName(file)}: a schema's version is not raised, nor a type added, without one.");
        Assert.True(ResourceSchemas.TryFind(type, out var description));
        var json = File.ReadAllBytes(file);

        var response = UpgradeResourceStateRpc.Answer(new UpgradeStateRequest
        {
            TypeName = type,
            Version = version,
            RawState = new RawState { Json = ByteString.CopyFrom(json) },
        });

        Assert.Empty(response.Diagnostics);
        var state = ValueDecoder.Decode(response.UpgradedState.Msgpack.Span, description.Shape);
        using var document = JsonDocument.Parse(json);
        AssertKept(document.RootElement, state, description.Shape, type);
    }

    // An attribute that a fixture of the present version lacks is one that was added since, which needs no new version; one that it has and the
    // schema lacks was taken away, which does.
    [Fact]
    public void Nothing_is_taken_away_without_a_new_version()
    {
        foreach (var description in ResourceSchemas.All)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(
                Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{description.TypeName}.{description.Version}.json"))));
            foreach (var member in document.RootElement.EnumerateObject())
                Assert.True(description.Shape.TryFind(member.Name, out _), $"{description.TypeName}.{member.Name}");
        }
    }

    private static void AssertKept(JsonElement written, Value read, ObjectShape shape, string path)
    {
        foreach (var member in written.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            if (!shape.TryFind(member.Name, out var attribute)) continue;
            if (attribute.WriteOnly) continue;
            var value = read.Member(member.Name);
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Null:
                    Assert.True(value.IsNull, at);
                    break;
                case JsonValueKind.String:
                    Assert.Equal(member.Value.GetString(), value.AsText());
                    break;
                case JsonValueKind.Number:
                    Assert.Equal(member.Value.GetInt64(), value.AsInt64());
                    break;
                case JsonValueKind.True or JsonValueKind.False:
                    Assert.Equal(member.Value.GetBoolean(), value.AsFlag());
                    break;
                case JsonValueKind.Array:
                    Assert.Equal(member.Value.GetArrayLength(), value.AsItems().Count());
                    break;
                case JsonValueKind.Object when attribute.Type is AttributeType.NestedType { Nesting: Nesting.Single } nested:
                    AssertKept(member.Value, value, nested.Shape, at);
                    break;
                default:
                    Assert.Equal(member.Value.EnumerateObject().Select(entry => entry.Name).Order(), value.AsMembers().Select(entry => entry.Key).Order());
                    break;
            }
        }
    }
}
