using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Provisioning.Api.Client;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>Log lines in the form that go-plugin's clients take apart: one JSON object a line on the error stream. Shown only when the user asks for logs.</summary>
internal sealed class PluginLog(Stream output, TimeProvider time) : IProgress<OperationNotice>
{
    private readonly Lock _gate = new();

    /// <summary>An operation's news.</summary>
    public void Report(OperationNotice value) => Write("info", value.Server.Length > 0 ? $"{value.Server}: {value.Text}" : value.Text);

    /// <summary>Writes one line; a stream that nobody reads any more is no reason to fail.</summary>
    public void Write(string level, string message)
    {
        var line = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("@level", level);
            json.WriteString("@message", message);
            json.WriteString("@module", "baremetal");
            json.WriteString("@timestamp", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        lock (_gate)
        {
            try
            {
                output.Write(line.WrittenSpan);
                output.Flush();
            }
            catch (IOException)
            {
                return;
            }
        }
    }
}
