using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Model.Security;

/// <summary>
/// A password, token or other secret. It has no text and no JSON form: <see cref="ToString"/> says only that there is one, it is no record
/// (a record prints its members) and it has no public property, so serializers see nothing. <see cref="Reveal"/> is the one way in and easy to search for.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _content;

    /// <summary>Wraps a secret text.</summary>
    public Secret(string content) => _content = content;

    /// <summary>The secret itself, for the one place that puts it on the wire.</summary>
    public string Reveal() => _content;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_content), Encoding.UTF8.GetBytes(other._content));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Never the secret.</summary>
    public override string ToString() => "(secret)";
}
