using Provisioning.Protocol.Terraform;
using Provisioning.Protocol.Terraform.TestHost;

return await TerraformPlugin.RunAsync(
    new TerraformPluginOptions
    {
        Engine = (_, _) => new SmallEngine(Environment.GetEnvironmentVariable("SMALL_ENGINE_RECORD")),
        Output = Console.OpenStandardOutput(),
        Log = Console.OpenStandardError(),
        Environment = Environment.GetEnvironmentVariable,
        Time = TimeProvider.System,
        Actor = "tester",
    },
    CancellationToken.None);
