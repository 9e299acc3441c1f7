using System.Globalization;
using System.Text.Json;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Attestation.Receipts;

/// <summary>What a receipt says, as far as it is verified and shown.</summary>
public sealed record ReceiptSummary
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The machine, and whose it was.</summary>
    public required ReceiptServer Server { get; init; }

    /// <summary>The stage that was completed.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The position in the claim's chain, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The digest of the receipt before; null in the first.</summary>
    public required string? ParentSha256 { get; init; }

    /// <summary>The operation.</summary>
    public required string Operation { get; init; }

    /// <summary>On whose behalf.</summary>
    public required string Actor { get; init; }

    /// <summary>When it was committed, by the engine's clock.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>The verbs of the overrides that were in force.</summary>
    public required ValueArray<string> Overrides { get; init; }

    /// <summary><c>recorded</c> or <c>mismatch</c> where the machine's TPM was looked at; else null.</summary>
    public required string? AttestationVerdict { get; init; }

    /// <summary>Reads a statement; null, and why, when it is not a receipt. Total.</summary>
    internal static ReceiptSummary? Parse(ReadOnlyMemory<byte> statement, out string seen)
    {
        try
        {
            using var document = JsonDocument.Parse(statement, Strict);
            return Read(document.RootElement, out seen);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // JsonElement throws the latter three for a member that is missing or of another type.
            seen = "A member of the statement is missing or has another type.";
            return null;
        }
    }

    private static ReceiptSummary? Read(JsonElement root, out string seen)
    {
        var type = Text(root, "_type");
        var predicateType = Text(root, "predicateType");
        if (type != ReceiptNames.StatementType || predicateType != ReceiptNames.PredicateType)
        {
            seen = $"It is a {type} of {predicateType}.";
            return null;
        }

        var predicate = root.GetProperty("predicate");
        var machine = predicate.GetProperty("server");
        var server = new ReceiptServer(
            Text(predicate, "site"), Text(machine, "name"), Text(machine, "uuid"), Text(machine, "serial"), Text(predicate, "claim"));
        if (!ReceiptNames.TryParse(Text(predicate, "stage"), out var stage))
        {
            seen = $"Stage \"{Text(predicate, "stage")}\" is not known.";
            return null;
        }

        var subjects = root.GetProperty("subject");
        if (subjects.GetArrayLength() != 1 || Text(subjects[0], "name") != ReceiptStatement.SubjectName(server.Uuid, server.Serial)
            || Text(subjects[0].GetProperty("digest"), "sha256") != ReceiptStatement.SubjectDigest(server.Uuid, server.Serial))
        {
            seen = "Its subject is not the machine that its predicate names.";
            return null;
        }

        seen = "";
        return new ReceiptSummary
        {
            Server = server,
            Stage = stage,
            Sequence = predicate.GetProperty("sequence").GetInt64(),
            ParentSha256 = predicate.GetProperty("parent").GetString(),
            Operation = Text(predicate, "operation"),
            Actor = Text(predicate, "actor"),
            CommittedAt = DateTimeOffset.Parse(Text(predicate, "committedAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            Overrides = predicate.GetProperty("overrides").EnumerateArray().Select(note => Text(note, "kind")).ToValueArray(),
            AttestationVerdict = predicate.TryGetProperty("attestation", out var report) ? Text(report, "verdict") : null,
        };
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException(name);
}
