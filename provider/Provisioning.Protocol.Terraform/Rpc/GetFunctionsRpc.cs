using Provisioning.Protocol.Terraform.Wire;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>There are no functions; OpenTofu asks all the same.</summary>
internal static class GetFunctionsRpc
{
    public static FunctionsResponse Answer() => new();
}
