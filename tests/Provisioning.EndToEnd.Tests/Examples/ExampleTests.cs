using Provisioning.Testing.Programs;

namespace Provisioning.EndToEnd.Tests.Examples;

/// <summary>Examples that bring machines somewhere: each is planned and applied as its README says, has nothing left to do then, and is forgotten.</summary>
public sealed class ExampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Terraform_files_of_all_examples_are_formatted()
    {
        var folder = BuiltPrograms.InRepository("examples");
        (await Command.RunAsync(BuiltPrograms.Terraform, ["fmt", "-check", "-diff", "-recursive", folder], folder, new Dictionary<string, string>(), Token)).Must(0);
    }

    [Fact]
    public void Every_example_has_its_pages_and_is_run_by_a_test()
    {
        var root = Example.Folder("");
        var tests = string.Concat(Directory.EnumerateFiles(BuiltPrograms.InRepository("tests", "Provisioning.EndToEnd.Tests", "Examples"), "*.cs").Select(File.ReadAllText));
        var readme = File.ReadAllText(BuiltPrograms.InRepository("README.md"));
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            var name = Path.GetFileName(folder);
            Assert.All(["main.tf", "rack.yaml", "README.md"], file => Assert.True(File.Exists(Path.Combine(folder, file)), $"{name} has no {file}"));
            Assert.Matches($"Example\\.CreateAsync\\(\\s*\"{name}\"", tests);
            Assert.Contains($"examples/terraform/{name}", readme, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_single_server_is_taken_from_off_to_ready()
    {
        var image = TinyImage.Built;
        await using var example = await Example.CreateAsync(
            "single-server", (workspace, _) => workspace.Set("TF_VAR_os_image", Value(image)), Token);
        await example.ValidateAsync(Token);

        (await example.Workspace.PlanAsync(Token)).Must(2).MustSay("5 to add").MustSay("restarts as the machine needs; no data is lost");
        (await example.Workspace.ApplyAsync(Token)).Must(0).MustSay("\"state\" = \"ready\"");
        var server = example.Rack["gpu-n01"];
        Assert.Equal("Enabled", server.Bios["SriovGlobalEnable"]);
        (await example.Workspace.PlanAsync(Token)).Must(0).MustSay("No changes");
        await example.DestroyAsync(Token);
    }

    [Fact]
    public async Task A_mixed_hall_is_taken_up_line_by_line_with_profiles_by_model()
    {
        var image = TinyImage.Built;
        await using var example = await Example.CreateAsync("mixed-hall", (workspace, _) => workspace.Set("TF_VAR_os_image", Value(image)), Token);
        await example.ValidateAsync(Token);
        (await Plan("-var=data_loss=[\"gpu-n99\"]")).Must(1).MustSay("A name that is not in the table");
        (await Plan("-var=data_loss=[\"gpu-n01\",\"gpu-n02\",\"gpu-n03\"]")).Must(1).MustSay("At most two servers at once");

        (await example.Workspace.ApplyAsync(Token)).Must(0).MustSay("may_lose_data = 0");
        Assert.All(example.Rack.Servers, server => Assert.Equal("Enabled", server.Bios["ProcTurboMode"]));
        Assert.Equal(["Enabled", "Enabled", "Disabled", "Disabled"], example.Rack.Servers.Select(server => server.Bios["SriovGlobalEnable"]));
        (await example.Workspace.PlanAsync(Token)).Must(0).MustSay("No changes");

        // A line with the wrong model is seen before anything is written.
        var table = Path.Combine(example.Workspace.Folder, "hall.csv");
        var lines = await File.ReadAllTextAsync(table, Token);
        await File.WriteAllTextAsync(table, lines.Replace("gpu-n04,RW-2U-4T", "gpu-n04,RW-1U-2", StringComparison.Ordinal), Token);
        (await example.Workspace.PlanAsync(Token)).Must(1).MustSay("BM2003").MustSay("RW-2U-4T");
        await File.WriteAllTextAsync(table, lines, Token);
        await example.DestroyAsync(Token);

        // A second time the disks hold data: only the one that is named may be written, and the plan says so.
        (await Plan("-var=data_loss=[\"gpu-n01\"]")).Must(1).MustSay("BM0204").MustSay("gpu-n02: data would be lost").MustNotSay("gpu-n01: data would be lost");

        Task<CommandResult> Plan(string variable) => example.Workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-detailed-exitcode", variable);
    }

    [Fact]
    public async Task A_site_without_internet_needs_nothing_from_outside()
    {
        var image = TinyImage.Built;
        await using var images = await ImageServer.StartAsync(image.File, Token);
        await using var example = await Example.CreateAsync(
            "air-gapped",
            (workspace, rack) =>
            {
                // The example's own settings for Terraform, and a way out that leads nowhere.
                var settings = Path.Combine(workspace.Folder, "terraform.rc");
                File.WriteAllText(settings, File.ReadAllText(settings).Replace("/opt/baremetal/mirror", workspace.MirrorFolder, StringComparison.Ordinal));
                workspace.Set("TF_CLI_CONFIG_FILE", settings);
                foreach (var proxy in (string[])["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"]) workspace.Set(proxy, "http://127.0.0.1:1");
                foreach (var direct in (string[])["NO_PROXY", "no_proxy"]) workspace.Set(direct, "127.0.0.1,10.0.2.2");
                Directory.CreateDirectory(Path.Combine(workspace.Folder, "rack"));
                File.WriteAllText(Path.Combine(workspace.Folder, "rack", "ca.pem"), rack.AuthorityPem);
                File.WriteAllText(Path.Combine(workspace.Folder, "bmc-password"), workspace.Password + "\n");
                workspace.Set("BMC_PASSWORD", "");
                workspace.Set("TF_VAR_images", images.Address);
                workspace.Set("TF_VAR_os_image_sha256", image.Sha256);
            },
            Token);
        await example.ValidateAsync(Token);

        (await example.Workspace.ApplyAsync(Token)).Must(0).MustSay("n01 = \"ready\"");
        (await example.Workspace.PlanAsync(Token)).Must(0).MustSay("No changes");

        // Certificates of another authority are not believed, whatever was seen before.
        var authority = Path.Combine(example.Workspace.Folder, "rack", "ca.pem");
        await File.WriteAllTextAsync(authority, AnotherAuthority(), Token);
        (await example.Workspace.PlanAsync(Token)).MustSay("BM10");
        await File.WriteAllTextAsync(authority, example.Rack.AuthorityPem, Token);
        await example.DestroyAsync(Token);
    }

    private static string Value(TinyImage image) => $$"""{ url = "file://{{image.File}}", sha256 = "{{image.Sha256}}" }""";

    private static string AnotherAuthority()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=elsewhere", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.ExportCertificatePem();
    }
}
