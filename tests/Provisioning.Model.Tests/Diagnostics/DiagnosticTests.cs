using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Tests.Diagnostics;

public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("BM0001", 1)]
    [InlineData("BM9999", 9999)]
    public void Codes_are_read_as_they_are_written(string text, int number)
    {
        Assert.True(DiagnosticCode.TryParse(text, out var code));
        Assert.Equal(number, code.Number);
        Assert.Equal(text, code.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("BM12")]
    [InlineData("bm0001")]
    [InlineData("BM00x1")]
    [InlineData("BM-001")]
    public void Anything_else_is_no_code(string? text) => Assert.False(DiagnosticCode.TryParse(text, out _));

    [Fact]
    public void Paths_are_written_as_people_write_them() => Assert.Equal(
        "bios_profile.attributes[\"ProcTurboMode\"].disks[2].size",
        AttributePath.Of("bios_profile", "attributes").Key("ProcTurboMode").Attribute("disks").Index(2).Attribute("size").ToString());

    [Fact]
    public void A_diagnostic_bears_what_was_seen_why_it_matters_what_to_do_and_its_code()
    {
        var diagnostic = InternalDiagnostics.Unexpected("reading", new InvalidOperationException("no such thing"));
        Assert.True(diagnostic.IsError);
        Assert.Contains("no such thing", diagnostic.Detail, StringComparison.Ordinal);
        Assert.Contains(diagnostic.Why, diagnostic.Detail, StringComparison.Ordinal);
        Assert.Contains(diagnostic.Action, diagnostic.Detail, StringComparison.Ordinal);
        Assert.EndsWith("[BM9001]", diagnostic.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogue_finds_every_descriptor_by_its_code_in_order()
    {
        var codes = DiagnosticCatalogue.Descriptors.Select(descriptor => descriptor.Code).ToList();
        Assert.Equal(codes.Order(), codes);
        Assert.All(codes, code => Assert.True(DiagnosticCatalogue.TryFind(code, out _)));
        Assert.False(DiagnosticCatalogue.TryFind(new DiagnosticCode(0), out _));
    }

    [Fact]
    public void An_outcome_is_a_value_or_errors()
    {
        Outcome<int> value = 7;
        Outcome<int> error = InternalDiagnostics.NothingToKeep("n1");
        Assert.Equal(7, value.Match(success => success.Value, _ => 0));
        Assert.Equal(9001, error.Match(_ => 0, failure => failure.Errors[0].Code.Number));
        Assert.True(value.Succeeded);
        Assert.False(error.Succeeded);
    }
}
