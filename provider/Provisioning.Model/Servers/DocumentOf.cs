namespace Provisioning.Model.Servers;

/// <summary>A document that a server refers to: its id and its content. Two are equal when their ids are.</summary>
/// <typeparam name="T">The document's record.</typeparam>
/// <param name="Id"><c>name@sha256:…</c> over the canonical form.</param>
/// <param name="Content">The document.</param>
public sealed record DocumentOf<T>(string Id, T Content)
{
    /// <inheritdoc/>
    public bool Equals(DocumentOf<T>? other) => other is not null && string.Equals(Id, other.Id, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}
