using Provisioning.Api.Local;
using Provisioning.Model.Hosting;

namespace Provisioning.Api.Tests.Local;

public sealed class LaunchReportTests
{
    [Fact]
    public void A_report_comes_back_from_its_line_as_it_was()
    {
        var report = new LaunchReport(
            LaunchOutcome.Failed, [EngineProcessDiagnostics.OnNetwork("/a\n\"b\"", "NFS"), EngineProcessDiagnostics.OnRunner("/ä")]);
        Assert.DoesNotContain('\n', report.ToLine());
        Assert.Equal(report, LaunchReport.FromLine(report.ToLine()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Segmentation fault")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"outcome\": \"ready\", \"diagnostics\": [{}]}")]
    public void Anything_else_is_no_report(string? line) => Assert.Null(LaunchReport.FromLine(line));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"endpoint\": 1, \"pid\": 2, \"apiVersion\": \"1.0\", \"generation\": 3}")]
    [InlineData("{\"endpoint\": \"/s\"}")]
    public void An_engine_file_that_is_damaged_counts_as_absent(string content)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);
            Assert.Null(EngineFile.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
