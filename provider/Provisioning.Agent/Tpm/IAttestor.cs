using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tpm;

/// <summary>Does the two attestation tasks on a TPM. Lives as long as the agent: the keys of the first task are used in the second.</summary>
internal interface IAttestor
{
    /// <summary>Makes the keys when there are none yet, quotes, reads the event log. <see cref="AgentTaskResult.Failed"/> when the TPM refuses.</summary>
    ValueTask<AgentTaskResult> AttestAsync(AgentTask.Attest task, CancellationToken cancellationToken);

    /// <summary>Unwraps the credential. <see cref="AgentTaskResult.Failed"/> when the TPM refuses or the key is another one.</summary>
    ValueTask<AgentTaskResult> ActivateAsync(AgentTask.Activate task, CancellationToken cancellationToken);
}
