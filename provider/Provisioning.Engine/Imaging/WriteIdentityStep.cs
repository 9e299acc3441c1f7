using System.Globalization;
using Provisioning.Engine.Steps;
using Provisioning.Model.Agents;
using Provisioning.Model.Faults;
using Provisioning.Model.Operations;

namespace Provisioning.Engine.Imaging;

/// <summary>Lets the agent write who the machine is, its user data and where it reports. Comes after attestation, because user data is a secret.</summary>
internal sealed class WriteIdentityStep : AgentOrderStep
{
    public override StepTraits Traits { get; } = new(StepNature.OneShot, CancellationClass.Abort, TimeSpan.FromMinutes(10), true) { IdempotentById = true };

    /// <summary>The instance id of an attempt: changes with each rebuild, so that the installed system runs its first boot again.</summary>
    internal static string InstanceOf(AttemptKey key) => string.Create(CultureInfo.InvariantCulture, $"i-{key.Claim}-{key.Number}");

    protected override async ValueTask<PortResult<AgentOrder>> OrderAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Ports.PhoneHome.OpenAsync(context.Key, cancellationToken);
        if (!answer.TryGet(out var ticket, out var fault)) return fault;
        var os = context.Desired.Os!;
        return new AgentOrder.WriteIdentity(context.OrderId, new MachineIdentity
        {
            InstanceId = InstanceOf(context.Key),
            Hostname = os.Hostname ?? context.Server,
            UserData = os.UserData,
            NetworkConfig = context.Desired.NetworkProfile?.Content.NetworkConfig,
            PhoneHome = ticket,
        });
    }

    protected override ValueTask<StepResult> OfAnswerAsync(StepContext context, AgentAnswer answer, CancellationToken cancellationToken)
    {
        if (answer is not AgentAnswer.IdentityWritten written) return ValueTask.FromResult(Odd(context, answer));
        if (!written.SeedWritten) context.Scope.Warn(OperationDiagnostics.HasNoSeed(context.Server, context.Desired.Os!.Image.Id));
        return ValueTask.FromResult(Done(("identity.instance", InstanceOf(context.Key)), ("identity.seed_written", written.SeedWritten ? "yes" : "no")));
    }
}
