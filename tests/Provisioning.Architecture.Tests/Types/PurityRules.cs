using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Provisioning.Architecture.Tests.Types;

/// <summary>What an assembly refers to, bodies of asynchronous methods included: read from its metadata, where nothing hides.</summary>
internal static class PurityRules
{
    private static readonly string[] NoEdge =
    [
        "System.Net.Http", "System.Net.Sockets", "Grpc.", "Google.Protobuf", "Microsoft.AspNetCore", "Microsoft.Data.Sqlite", "YamlDotNet",
    ];

    private static readonly string[] NoFiles = ["System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.Diagnostics.Process"];

    public static IEnumerable<string> Impure(string assemblyFile, bool filesToo)
    {
        using var file = File.OpenRead(assemblyFile);
        using var portable = new PEReader(file);
        var reader = portable.GetMetadataReader();
        var name = Path.GetFileNameWithoutExtension(assemblyFile);
        var forbidden = filesToo ? [.. NoEdge, .. NoFiles] : NoEdge;
        foreach (var handle in reader.TypeReferences)
        {
            var reference = reader.GetTypeReference(handle);
            var full = $"{reader.GetString(reference.Namespace)}.{reader.GetString(reference.Name)}";
            if (forbidden.Any(prefix => full.StartsWith(prefix, StringComparison.Ordinal) && (!NoFiles.Contains(prefix) || full == prefix)))
                yield return $"{name} uses {full}";
        }
    }
}
