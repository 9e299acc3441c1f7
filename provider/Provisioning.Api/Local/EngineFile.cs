using System.Text.Json;

namespace Provisioning.Api.Local;

/// <summary>The content of <c>engine.json</c>: where the engine of a store is. It may be left over from an engine that was killed.</summary>
/// <param name="Endpoint">The path of its socket.</param>
/// <param name="Pid">Its process.</param>
/// <param name="ApiVersion">The API that it speaks, e.g. <c>1.0</c>.</param>
/// <param name="Generation">Its generation.</param>
public sealed record EngineFile(string Endpoint, int Pid, string ApiVersion, long Generation)
{
    private const int LargestFile = 64 * 1024;

    /// <summary>Reads the file; null where there is none or it cannot be understood.</summary>
    public static EngineFile? Read(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists || info.Length > LargestFile) return null;
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return new EngineFile(
                root.GetProperty("endpoint").GetString() ?? "",
                root.GetProperty("pid").GetInt32(),
                root.GetProperty("apiVersion").GetString() ?? "",
                root.GetProperty("generation").GetInt64());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes the file beside its place and moves it there, so that no reader sees half of it.</summary>
    public void Write(string path)
    {
        var unfinished = path + ".new";
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            writer.WriteStartObject();
            writer.WriteString("endpoint", Endpoint);
            writer.WriteNumber("pid", Pid);
            writer.WriteString("apiVersion", ApiVersion);
            writer.WriteNumber("generation", Generation);
            writer.WriteEndObject();
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
