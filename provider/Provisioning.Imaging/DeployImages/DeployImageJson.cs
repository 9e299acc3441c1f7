using System.Text.Json;
using Provisioning.Model.Collections;

namespace Provisioning.Imaging.DeployImages;

/// <summary><see cref="DeployImage"/> as JSON.</summary>
internal static class DeployImageJson
{
    /// <summary>Writes the description.</summary>
    public static byte[] Write(DeployImage image)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", image.Format);
            json.WriteString("file", image.File);
            json.WriteNumber("size", image.Size);
            json.WriteString("sha256", image.Sha256);
            json.WriteString("agentVersion", image.AgentVersion);
            json.WriteString("agentSha256", image.AgentSha256);
            json.WriteString("kernel", image.Kernel);
            json.WriteString("kernelOrigin", image.KernelOrigin);
            json.WriteString("commandLine", image.CommandLine);
            json.WriteNumber("moduleCount", image.ModuleCount);
            json.WriteNumber("ramdiskSize", image.RamdiskSize);
            json.WriteBoolean("signed", image.Signed);
            json.WriteStartArray("pcr4Applications");
            foreach (var digest in image.Pcr4Applications) json.WriteStringValue(digest);
            json.WriteEndArray();
            json.WriteString("pcr11", image.Pcr11);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>Reads a description; null when it is not one.</summary>
    public static DeployImage? TryRead(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var json = document.RootElement;
            return new DeployImage
            {
                Format = json.GetProperty("format").GetInt32(),
                File = Text(json, "file"),
                Size = json.GetProperty("size").GetInt64(),
                Sha256 = Text(json, "sha256"),
                AgentVersion = Text(json, "agentVersion"),
                AgentSha256 = Text(json, "agentSha256"),
                Kernel = Text(json, "kernel"),
                KernelOrigin = Text(json, "kernelOrigin"),
                CommandLine = Text(json, "commandLine"),
                ModuleCount = json.GetProperty("moduleCount").GetInt32(),
                RamdiskSize = json.GetProperty("ramdiskSize").GetInt64(),
                Signed = json.GetProperty("signed").GetBoolean(),
                Pcr4Applications = json.GetProperty("pcr4Applications").EnumerateArray().Select(item => item.GetString() ?? "").ToValueArray(),
                Pcr11 = Text(json, "pcr11"),
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";
}
