using System.Security.Cryptography;
using Provisioning.Engine.Imaging;
using Provisioning.Engine.Steps;
using Provisioning.Model.Agents;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Operations;

namespace Provisioning.Engine.Attestation;

/// <summary>
/// Lets the TPM prove which image runs: its keys, a challenge that only this TPM can answer, a quote over a fresh nonce, and our judgement.
/// Nonce and challenge live in memory only, so a new engine, or a new try, asks anew; that harms nothing.
/// </summary>
internal sealed class AttestStep : StepHandler
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20);
    private static readonly ValueArray<int> Registers = [0, 1, 2, 3, 4, 5, 6, 7, 11, 12];

    public override StepTraits Traits { get; } = new(StepNature.Convergent, CancellationClass.Abort, TimeSpan.FromMinutes(10), true) { BeginsAnew = true };

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (identified, trouble) = await AskAsync(context, new AgentOrder.Identify(context.OrderIdOf("identify")), cancellationToken);
        if (trouble is not null) return trouble;
        if (identified is AgentAnswer.NoTpm && context.Record.HasTpm) return Failed(FaultKind.AttestationFailed, TpmDiagnostics.HasVanished(context.Server));
        if (identified is AgentAnswer.NoTpm) return Done((AttestationKeys.Verdict, "no TPM: nothing was measured"));
        if (identified is not AgentAnswer.Identified keys) return Odd(context, identified!);

        var challenge = context.Ports.Attestation.Challenge(keys);
        if (!challenge.TryGet(out var riddle, out var fault)) return Failed(fault);
        (var activated, trouble) = await AskAsync(
            context, new AgentOrder.Activate(context.OrderIdOf("activate"), riddle.CredentialBlob, riddle.EncryptedSecret), cancellationToken);
        if (trouble is not null) return trouble;
        if (activated is not AgentAnswer.Activated solved) return Odd(context, activated!);
        var isActivated = CryptographicOperations.FixedTimeEquals(solved.Secret.AsSpan(), riddle.Secret.AsSpan());

        var nonce = ValueArray.Create<byte>(RandomNumberGenerator.GetBytes(32));
        (var answer, trouble) = await AskAsync(context, new AgentOrder.Quote(context.OrderIdOf("quote"), nonce, Registers), cancellationToken);
        if (trouble is not null) return trouble;
        return answer is AgentAnswer.Quoted quote
            ? await JudgeAsync(context, keys, quote, nonce, isActivated, cancellationToken)
            : Odd(context, answer!);
    }

    public override ValueTask AbortAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Ports.Media.WithdrawAsync(context.Key, cancellationToken);

    private static async ValueTask<StepResult> JudgeAsync(
        StepContext context,
        AgentAnswer.Identified keys,
        AgentAnswer.Quoted quote,
        ValueArray<byte> nonce,
        bool isActivated,
        CancellationToken cancellationToken)
    {
        var uki = await context.Ports.Media.ReadUkiAsync(cancellationToken);
        if (!uki.TryGet(out var image, out var fault)) return Failed(fault);
        var medium = await PublishMediaStep.PublishAsync(context, cancellationToken);
        if (!medium.TryGet(out var published, out fault)) return Failed(fault);
        var result = context.Ports.Attestation.Verify(keys, quote, nonce, new AttestationBasis(image, published.Credential, isActivated));
        if (!result.Passed)
            return Failed(result.Fault ?? new Fault(FaultKind.AttestationFailed, OperationDiagnostics.AnsweredOddly(context.Server, context.Step.Id, "the evidence does not hold")));
        var evidence = Evidence(
            (AttestationKeys.Verdict, "recorded"),
            (AttestationKeys.Nonce, Convert.ToHexStringLower(nonce.AsSpan())),
            ("attestation.uki_sha256", Convert.ToHexStringLower(SHA256.HashData(image.Span))));
        foreach (var (name, value) in result.Facts) evidence = evidence.Set(name, value);
        foreach (var (check, verdict) in result.Checks) evidence = evidence.Set("attestation.check." + check, verdict);
        return new StepResult.Done(evidence);
    }

    private static async ValueTask<(AgentAnswer? Answer, StepResult? Trouble)> AskAsync(
        StepContext context, AgentOrder order, CancellationToken cancellationToken)
    {
        await context.Ports.Agents.SubmitAsync(context.Key, order, cancellationToken);
        var view = await context.Ports.Agents.ViewAsync(context.Key, cancellationToken);
        while (true)
        {
            if (AwaitAgentStep.Judge(context, view) is { } trouble) return (null, trouble);
            if (view.Answers.TryGetValue(order.Id, out var answer))
                return answer is AgentAnswer.Failed failed ? (null, Failed(AgentOrderStep.OfAgent(failed))) : (answer, null);
            if (AgentOrderStep.Silence(context, view) is { } silent) return (null, Failed(silent));
            view = await context.Ports.Agents.WaitAsync(context.Key, view.Version, Slice, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static StepResult Odd(StepContext context, AgentAnswer answer) =>
        Failed(FaultKind.ProtocolViolation, OperationDiagnostics.AnsweredOddly(context.Server, context.Step.Id, answer.GetType().Name));
}
