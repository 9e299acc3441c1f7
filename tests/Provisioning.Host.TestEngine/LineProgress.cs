using Provisioning.Api.Client;

namespace Provisioning.Host.TestEngine;

/// <summary>Writes each notice as a line, in the order in which they came.</summary>
internal sealed class LineProgress(TextWriter output) : IProgress<OperationNotice>
{
    /// <inheritdoc/>
    public void Report(OperationNotice value) => output.WriteLine(value.Text);
}
