using System.Globalization;

namespace Provisioning.Api.Engines;

/// <summary>
/// The version of the engine's API. The same major version works together whatever the minor, which counts additions.
/// </summary>
/// <param name="Major">Raised when something is removed or means something else.</param>
/// <param name="Minor">Raised with each addition.</param>
public readonly record struct ApiVersion(int Major, int Minor)
{
    /// <summary>The version that this program speaks.</summary>
    public static ApiVersion Current { get; } = new(1, 1);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
