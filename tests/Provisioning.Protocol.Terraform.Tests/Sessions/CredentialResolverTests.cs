using Microsoft.Extensions.Time.Testing;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Security;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Tests.Sessions;

public sealed class CredentialResolverTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfcred").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Password_comes_from_the_environment()
    {
        var outcome = await ResolveAsync(("password_env", Value.Of("BMC_PASSWORD")), name => name == "BMC_PASSWORD" ? "s3cret" : null);
        Assert.Equal("s3cret", Password(outcome));
    }

    [Theory]
    [InlineData("s3cret\n", "s3cret")]
    [InlineData("s3cret\r\n", "s3cret")]
    [InlineData("s3cret\n\n", "s3cret\n")]
    [InlineData(" s3cret ", " s3cret ")]
    public async Task Password_comes_from_a_file_without_its_last_line_end(string content, string password)
    {
        var file = Path.Combine(_folder, "pw");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        Assert.Equal(password, Password(await ResolveAsync(("password_file", Value.Of(file)), _ => null)));
    }

    [Fact]
    public async Task Password_comes_from_a_command_without_a_shell()
    {
        var outcome = await ResolveAsync(("password_command", Texts("/bin/echo", "$HOME; s3cret")), _ => null);
        Assert.Equal("$HOME; s3cret", Password(outcome));
    }

    [Theory]
    [InlineData("/bin/sh", "-c", "echo s3cret; exit 3")]
    [InlineData("/no/such/program", "x", "y")]
    [InlineData("/bin/sh", "-c", "exit 0")]
    [InlineData("/bin/sh", "-c", "head -c 100000 /dev/zero")]
    public async Task Command_that_fails_is_an_error_without_what_it_printed(string program, string first, string second)
    {
        var error = Fault(await ResolveAsync(("password_command", Texts(program, first, second)), _ => null));
        Assert.Equal("BM0120", error.Code.ToString());
        Assert.Equal("credentials[\"factory\"]", error.Path!.ToString());
        Assert.DoesNotContain("s3cret", error.Summary + error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_that_hangs_is_ended_at_its_deadline()
    {
        var time = new FakeTimeProvider();
        var pending = ResolveAsync(("password_command", Texts("/bin/sleep", "600")), _ => null, time);
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("30 seconds", Fault(await pending).Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_variable_and_missing_file_are_errors()
    {
        Assert.Contains("BMC_PASSWORD", Fault(await ResolveAsync(("password_env", Value.Of("BMC_PASSWORD")), _ => null)).Seen, StringComparison.Ordinal);
        Assert.Equal(
            "The file /no-such cannot be read. There is no such file.", Fault(await ResolveAsync(("password_file", Value.Of("/no-such")), _ => null)).Seen);
    }

    [Fact]
    public async Task Command_runs_once_for_many_servers()
    {
        var counter = Path.Combine(_folder, "count");
        var resolver = new CredentialResolver(_ => null, TimeProvider.System);
        var declaration = Declare(("password_command", Texts("/bin/sh", "-c", $"echo x >> {counter}; echo pw")));
        var all = Enumerable.Range(0, 20).Select(_ => resolver.ResolveAsync("factory", declaration, TestContext.Current.CancellationToken));

        Assert.All(await Task.WhenAll(all), outcome => Assert.Equal("pw", Password(outcome)));
        Assert.Single(await File.ReadAllLinesAsync(counter, TestContext.Current.CancellationToken));
    }

    private static Task<Outcome<Credential>> ResolveAsync((string Name, Value Value) source, Func<string, string?> environment, TimeProvider? time = null) =>
        new CredentialResolver(environment, time ?? TimeProvider.System).ResolveAsync("factory", Declare(source), TestContext.Current.CancellationToken);

    private static Value Declare((string Name, Value Value) source) =>
        Value.Of([KeyValuePair.Create("username", Value.Of("root")), KeyValuePair.Create(source.Name, source.Value)]);

    private static Value Texts(params string[] texts) => Value.Of(texts.Select(text => Value.Of(text)));

    private static string Password(Outcome<Credential> outcome) =>
        Assert.IsAssignableFrom<Outcome<Credential>.Success>(outcome).Value.Password.Reveal();

    private static Diagnostic Fault(Outcome<Credential> outcome) =>
        Assert.Single(Assert.IsAssignableFrom<Outcome<Credential>.Failure>(outcome).Errors);
}
