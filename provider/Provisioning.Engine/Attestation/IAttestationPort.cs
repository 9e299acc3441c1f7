using Provisioning.Model.Agents;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Attestation;

/// <summary>Judges what a TPM said. Pure; random bytes come with the challenge.</summary>
public interface IAttestationPort
{
    /// <summary>Makes the challenge that only the TPM with this endorsement key and attestation key can answer.</summary>
    PortResult<ActivationChallenge> Challenge(AgentAnswer.Identified keys);

    /// <summary>Judges a quote against what we sent.</summary>
    AttestationResult Verify(AgentAnswer.Identified keys, AgentAnswer.Quoted quote, ValueArray<byte> nonce, AttestationBasis basis);
}
