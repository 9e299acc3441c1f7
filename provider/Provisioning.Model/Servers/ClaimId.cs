namespace Provisioning.Model.Servers;

/// <summary>Who owns a server: a random id made at create and kept in state, in the store and on the machine's disk marker.</summary>
/// <param name="Text">32 hex digits.</param>
public readonly record struct ClaimId(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
