using Provisioning.Schema.Emitting;

namespace Provisioning.Schema.Tests.Emitting;

public sealed class GeneratedFilesTests
{
    [Fact]
    public void Terraform_schema_is_committed_as_generated() => Baseline.Check("schema/terraform.json", TerraformSchemaJson.Emit());

    [Fact]
    public void Diagnostics_are_committed_as_generated()
    {
        Baseline.Check("schema/diagnostics.json", DiagnosticsListing.EmitJson());
        Baseline.Check("docs/diagnostics.md", DiagnosticsListing.EmitPage());
    }

    [Fact]
    public void Resource_pages_are_committed_as_generated_and_there_are_no_others()
    {
        var pages = ResourcePage.All();
        foreach (var (name, text) in pages) Baseline.Check("docs/resources/" + name, text);
        var committed = Directory.EnumerateFiles(Path.Combine(Baseline.Root, "docs", "resources")).Select(Path.GetFileName);
        Assert.Equal(pages.Keys, committed.Order(StringComparer.Ordinal));
    }
}
