using Provisioning.Model.Agents;
using Provisioning.Model.Collections;
using Provisioning.Model.Inventories;

namespace Provisioning.Engine.Imaging;

/// <summary>What is known of an agent.</summary>
/// <param name="Version">Rises with every change.</param>
/// <param name="SessionId">The session; null: it has not reported.</param>
/// <param name="Contested">Whether a second claimant used the ticket.</param>
/// <param name="LastSeen">When it last asked for something.</param>
/// <param name="Inventory">What it said of the machine.</param>
/// <param name="Answers">Answers by order id.</param>
/// <param name="Progress">The latest progress of a running order, for people; null: none.</param>
public sealed record AgentView(
    long Version,
    string? SessionId,
    bool Contested,
    DateTimeOffset? LastSeen,
    InBandInventory? Inventory,
    ValueMap<string, AgentAnswer> Answers,
    string? Progress);
