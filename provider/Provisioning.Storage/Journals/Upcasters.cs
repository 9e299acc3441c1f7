using System.Text.Json;
using System.Text.Json.Nodes;

namespace Provisioning.Storage.Journals;

/// <summary>
/// Brings rows of older versions up to date, one version at a time. The table is empty while every kind is at its first version; the frozen
/// fixtures of the tests are read through it for ever.
/// </summary>
internal static class Upcasters
{
    private static readonly Dictionary<(string Kind, int From), Func<JsonObject, JsonObject>> Table = [];

    /// <summary>What makes version <paramref name="from"/> + 1 of a kind's JSON.</summary>
    /// <exception cref="JsonException">No such version was ever written.</exception>
    public static Func<JsonObject, JsonObject> Of(string kind, int from) =>
        Table.TryGetValue((kind, from), out var upcaster) ? upcaster : throw new JsonException($"{kind} was never written in version {from}.");
}
