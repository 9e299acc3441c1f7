using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Provisioning.Engine.Journals;

namespace Provisioning.Storage.Journals;

/// <summary>Journal events as rows: a kind, the version of that kind's JSON, and the JSON. Kinds and versions are for ever.</summary>
internal static class JournalCodec
{
    private static readonly StoreJsonContext Json = StoreJsonContext.Default;

    private static readonly Form[] Forms =
    [
        new Form<JournalEvent.Claimed>("claimed", Json.Claimed),
        new Form<JournalEvent.Looked>("looked", Json.Looked),
        new Form<JournalEvent.AttemptStarted>("attempt_started", Json.AttemptStarted),
        new Form<JournalEvent.AttemptResumed>("attempt_resumed", Json.AttemptResumed),
        new Form<JournalEvent.StepIntended>("step_intended", Json.StepIntended),
        new Form<JournalEvent.StepAccepted>("step_accepted", Json.StepAccepted),
        new Form<JournalEvent.StepConfirmed>("step_confirmed", Json.StepConfirmed),
        new Form<JournalEvent.StepFailed>("step_failed", Json.StepFailed),
        new Form<JournalEvent.RemedyTaken>("remedy_taken", Json.RemedyTaken),
        new Form<JournalEvent.StageCompleted>("stage_completed", Json.StageCompleted),
        new Form<JournalEvent.ReceiptKept>("receipt_kept", Json.ReceiptKept),
        new Form<JournalEvent.AttemptEnded>("attempt_ended", Json.AttemptEnded),
        new Form<JournalEvent.Settled>("settled", Json.Settled),
        new Form<JournalEvent.ClaimShown>("claim_shown", Json.ClaimShown),
        new Form<JournalEvent.DataFound>("data_found", Json.DataFound),
        new Form<JournalEvent.InBandSeen>("in_band_seen", Json.InBandSeen),
        new Form<JournalEvent.HoldSet>("hold_set", Json.HoldSet),
        new Form<JournalEvent.HoldLifted>("hold_lifted", Json.HoldLifted),
        new Form<JournalEvent.FingerprintTrusted>("fingerprint_trusted", Json.FingerprintTrusted),
        new Form<JournalEvent.StepResolved>("step_resolved", Json.StepResolved),
        new Form<JournalEvent.Left>("left", Json.Left),
    ];

    private static readonly Dictionary<string, Form> ByKind = Forms.ToDictionary(form => form.Kind, StringComparer.Ordinal);
    private static readonly Dictionary<Type, Form> ByType = Forms.ToDictionary(form => form.Type);

    /// <summary>All kinds, for tests that hold fixtures and code together.</summary>
    public static IEnumerable<string> Kinds => ByKind.Keys;

    /// <summary>An event as a row.</summary>
    public static EncodedEvent Encode(JournalEvent @event) =>
        ByType.TryGetValue(@event.GetType(), out var form) ? new EncodedEvent(form.Kind, form.Version, form.Write(@event)) : throw new UnreachableException();

    /// <summary>A row as an event; rows of older versions are brought up to date first.</summary>
    /// <exception cref="JsonException">The row is damaged.</exception>
    public static JournalEvent Decode(EncodedEvent row)
    {
        if (!ByKind.TryGetValue(row.Kind, out var form)) throw new JsonException($"No journal row has the kind {row.Kind}.");
        var json = row.Json;
        for (var version = row.Version; version < form.Version; version++)
            json = Upcasters.Of(row.Kind, version)(JsonNode.Parse(json)!.AsObject()).ToJsonString();
        return form.Read(json);
    }

    private abstract record Form(string Kind, int Version, Type Type)
    {
        public abstract string Write(JournalEvent @event);

        public abstract JournalEvent Read(string json);
    }

    private sealed record Form<T>(string Kind, JsonTypeInfo<T> Info, int Version = 1) : Form(Kind, Version, typeof(T))
        where T : JournalEvent
    {
        public override string Write(JournalEvent @event) => JsonSerializer.Serialize((T)@event, Info);

        public override JournalEvent Read(string json) => JsonSerializer.Deserialize(json, Info) ?? throw new JsonException("A journal row is empty.");
    }
}
