using Provisioning.Api.Client;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;

namespace Provisioning.Protocol.Terraform.Sessions;

/// <summary>An engine ready to be asked.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Context">What goes along with each request.</param>
/// <param name="Warnings">What is worth saying about how far the request can go.</param>
internal sealed record EngineAccess(IEngineClient Engine, DoorContext Context, ValueArray<Diagnostic> Warnings);
