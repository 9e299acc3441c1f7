using System.Text.Json;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Capabilities;

/// <summary>
/// Reads collections with as few requests as the BMC allows: one where <c>$expand</c> works, else one per member, several at once. A member
/// that cannot be read is left out.
/// </summary>
internal sealed class CollectionReader(RedfishClient client, BmcLayout layout)
{
    private const int MostPages = 10;

    /// <summary>The members of a collection; none where there is no such collection.</summary>
    /// <param name="uri">The collection.</param>
    /// <param name="most">Members at most.</param>
    /// <param name="levels">How deep to expand, where the BMC offers it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<PortResult<List<Member>>> ReadAsync(string uri, int most, int levels, CancellationToken cancellationToken)
    {
        var listed = await ListAsync(uri, most, levels, cancellationToken);
        return listed.TryGet(out var items, out var fault) ? await CompleteAsync(items, cancellationToken) : fault;
    }

    /// <summary>The members as they are listed: whole where <c>$expand</c> works, else links.</summary>
    public ValueTask<PortResult<List<JsonElement>>> ReadListAsync(string uri, int most, CancellationToken cancellationToken) =>
        ListAsync(uri, most, 1, cancellationToken);

    /// <summary>The bodies of linked resources: those that came expanded, the others read.</summary>
    public async ValueTask<PortResult<List<Member>>> CompleteAsync(IEnumerable<JsonElement> items, CancellationToken cancellationToken)
    {
        var distinct = items.Select(item => new Member(item.SelfLink() ?? "", item))
            .Where(member => member.Uri.Length > 0).DistinctBy(member => member.Uri.TrimEnd('/'), StringComparer.OrdinalIgnoreCase).ToList();
        var reads = distinct.Select(member => IsWhole(member.Body) ? Task.FromResult<PortResult<Member?>>(new PortResult<Member?>.Ok(member)) : ReadMemberAsync(member.Uri, cancellationToken));
        var results = await Task.WhenAll(reads.ToList());
        var members = new List<Member>();
        foreach (var result in results)
        {
            if (!result.TryGet(out var member, out var fault)) return fault;
            if (member is not null) members.Add(member);
        }

        return members;
    }

    /// <summary>One resource with what lies below it, expanded where the BMC offers it.</summary>
    public async ValueTask<PortResult<JsonElement>> ReadExpandedAsync(string uri, CancellationToken cancellationToken)
    {
        var got = await FindExpandedAsync(uri, 1, cancellationToken);
        return got.TryGet(out var body, out var fault) ? body : fault;
    }

    private async ValueTask<PortResult<List<JsonElement>>> ListAsync(string uri, int most, int levels, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var next = uri;
        for (var page = 0; page < MostPages && items.Count < most; page++)
        {
            var got = page == 0 ? await FindExpandedAsync(next, levels, cancellationToken) : await FindPlainAsync(next, cancellationToken);
            if (!got.TryGet(out var body, out var fault)) return fault;
            foreach (var item in body.Items("Members"))
            {
                if (items.Count < most && item.SelfLink() is { } link && seen.Add(link.TrimEnd('/'))) items.Add(item);
            }

            if (ResourcePath.From(body.At("Members@odata.nextLink").AsText()) is not { } link2 || !seen.Add(link2)) break;
            next = link2;
        }

        return items;
    }

    private async ValueTask<PortResult<JsonElement>> FindExpandedAsync(string uri, int levels, CancellationToken cancellationToken)
    {
        if (layout.ExpandLevels == 0) return await FindPlainAsync(uri, cancellationToken);
        var depth = Math.Min(levels, layout.ExpandLevels);
        var query = depth > 1 ? $"{uri}?$expand=.($levels={depth.ToString(System.Globalization.CultureInfo.InvariantCulture)})" : $"{uri}?$expand=.";
        var got = await client.FindAsync(query, cancellationToken);
        if (got.TryGet(out var reply, out var fault) && reply.Succeeded) return reply.Body;
        if (fault?.EndsReading() == true && fault.Kind != FaultKind.Busy) return fault;

        // It says that it can expand, and it cannot: then it is not asked to any more. Or there is no such collection.
        var plain = await FindPlainAsync(uri, cancellationToken);
        if (plain.TryGet(out var body, out _) && body.ValueKind == JsonValueKind.Object) layout.ExpandLevels = 0;
        return plain;
    }

    private async ValueTask<PortResult<JsonElement>> FindPlainAsync(string uri, CancellationToken cancellationToken)
    {
        var got = await client.FindAsync(uri, cancellationToken);
        if (!got.TryGet(out var reply, out var fault)) return fault;
        return reply.Succeeded ? reply.Body : default;
    }

    private async Task<PortResult<Member?>> ReadMemberAsync(string uri, CancellationToken cancellationToken)
    {
        var got = await client.FindAsync(uri, cancellationToken);
        if (got.TryGet(out var reply, out var fault)) return new PortResult<Member?>.Ok(reply.Succeeded ? new Member(uri, reply.Body) : null);
        return fault.EndsReading() ? fault : new PortResult<Member?>.Ok(null);
    }

    private static bool IsWhole(JsonElement item) => item.At("Id").ValueKind == JsonValueKind.String || item.At("Name").ValueKind == JsonValueKind.String;
}
