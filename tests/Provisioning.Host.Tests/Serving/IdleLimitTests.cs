using Provisioning.Host.Launching;
using Provisioning.Host.Serving;

namespace Provisioning.Host.Tests.Serving;

public sealed class IdleLimitTests
{
    [Theory]
    [InlineData("200ms", 200)]
    [InlineData("3", 3_000)]
    [InlineData("3s", 3_000)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("soon", 300_000)]
    [InlineData("3 s", 300_000)]
    [InlineData("", 300_000)]
    public void The_limit_is_what_the_environment_says_and_otherwise_five_minutes(string text, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), IdleLimit.From(new Dictionary<string, string> { ["BAREMETAL_ENGINE_IDLE"] = text }));

    [Fact]
    public void In_a_job_the_engine_stays_just_long_enough_for_the_starts_of_one_command() =>
        Assert.Equal(TimeSpan.FromSeconds(10), IdleLimit.From(new Dictionary<string, string> { ["CI"] = "true" }));

    [Fact]
    public void The_engine_gets_nothing_from_the_environment_that_may_be_a_login()
    {
        var kept = EngineEnvironment.Of(new Dictionary<string, string>
        {
            ["PATH"] = "/bin",
            ["BAREMETAL_STATE"] = "/a",
            ["BAREMETAL_PASSWORD"] = "x",
            ["BMC_PASSWORD"] = "x",
            ["TF_PLUGIN_MAGIC_COOKIE"] = "x",
            ["PLUGIN_CLIENT_CERT"] = "x",
            ["AWS_SECRET_ACCESS_KEY"] = "x",
        });
        Assert.Equal(["BAREMETAL_STATE", "PATH"], kept.Keys.Order(StringComparer.Ordinal));
    }
}
