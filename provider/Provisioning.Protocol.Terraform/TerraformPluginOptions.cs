using Provisioning.Api.Client;
using Provisioning.Model.Sites;

namespace Provisioning.Protocol.Terraform;

/// <summary>What the Terraform door is given: everything ambient comes from here.</summary>
public sealed record TerraformPluginOptions
{
    /// <summary>Makes the engine's client for a site and a state folder (null: the default one). Called once for each configured provider, on first need.</summary>
    public required Func<SiteSettings, string?, IEngineClient> Engine { get; init; }

    /// <summary>Where the one handshake line goes. Nothing else may ever be written there.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where log lines go; core shows them when the user asks for logs.</summary>
    public required Stream Log { get; init; }

    /// <summary>Reads an environment variable; null where it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Who is at the door: the user's name on this machine.</summary>
    public required string Actor { get; init; }
}
