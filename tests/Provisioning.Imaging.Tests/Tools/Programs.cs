using Provisioning.Imaging.Tools;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Imaging.Tests.Tools;

/// <summary>Foreign programs as judges of what we made.</summary>
internal static class Programs
{
    public static ToolRunner Runner { get; } = new(TimeProvider.System);

    /// <summary>Runs a program; skips the test when it is not installed, fails it when the program does.</summary>
    public static async Task<string> RunAsync(string program, string package, params string[] arguments)
    {
        var result = await Runner.RunAsync(
            new ToolCommand(program, package, arguments.ToValueArray(), TimeSpan.FromMinutes(2)), TestContext.Current.CancellationToken);
        return result.Match(
            success => success.Value.Text + success.Value.Errors,
            failure =>
            {
                if (failure.Errors[0].Code.Number == 4001) Assert.Skip(failure.Errors[0].Summary);
                Assert.Fail(failure.Errors[0].Summary + "\n" + failure.Errors[0].Seen);
                return "";
            });
    }

    /// <summary>Skips the test when a file of a package is not installed.</summary>
    public static string Needs(string file, string package)
    {
        if (!File.Exists(file)) Assert.Skip($"{file} is not installed (package {package})");
        return file;
    }

    public static T Value<T>(Outcome<T> outcome) => outcome.Match(
        success => success.Value,
        failure => throw new Xunit.Sdk.XunitException(string.Join("\n", failure.Errors.Select(error => $"{error}\n{error.Detail}"))));
}
