using System.Globalization;
using Provisioning.Engine.Execution;
using Provisioning.Engine.Imaging;
using Provisioning.Engine.Operations;
using Provisioning.Engine.Servers;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Steps;

/// <summary>What a step works with.</summary>
internal sealed class StepContext(OperationScope scope, PlannedStep step)
{
    public PlannedStep Step => step;

    public string Server => scope.Server;

    public ServerDesired Desired => scope.Desired;

    public EnginePorts Ports => scope.Ports;

    public MachineSession Machine => scope.Machine;

    /// <summary>What was published for this attempt, as long as this engine lives; publishing again gives the same.</summary>
    public WindowMaterial Material => scope.Material;

    public ServerRecord Record => scope.Record;

    public AttemptRecord Attempt => scope.Record.Attempt!;

    /// <summary>How far the step is; null: not begun.</summary>
    public StepRecord? Known => Attempt.Progress.TryGetValue(step.Id, out var known) ? known : null;

    public AttemptKey Key => new(scope.Record.Claim.Text, Attempt.Number);

    /// <summary>The id of an order to the agent: the same after an engine's restart, another one only after an order that is known to have failed.</summary>
    public string OrderId => Known is { Failures: > 0 and var failures }
        ? string.Create(CultureInfo.InvariantCulture, $"{Attempt.Number}-{step.Id}-{failures + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"{Attempt.Number}-{step.Id}");

    /// <summary>The id of an order that is given anew with each try, because its content is new (a nonce).</summary>
    public string OrderIdOf(string part) => string.Create(CultureInfo.InvariantCulture, $"{Attempt.Number}-{step.Id}-{Known?.Tries ?? 1}-{part}");

    public DateTimeOffset Now => scope.Ports.Time.GetUtcNow();

    public OperationScope Scope => scope;

    public void Progress(string text) => scope.Sink.Progress(scope.Server, $"{step.Title}: {text}");
}
