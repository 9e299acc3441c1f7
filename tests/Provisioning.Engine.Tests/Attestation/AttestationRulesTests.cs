using Provisioning.Engine.Attestation;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;

namespace Provisioning.Engine.Tests.Attestation;

public sealed class AttestationRulesTests
{
    private static readonly string Good = new('a', 64);

    private static readonly AttestationPolicy Any = new() { Name = "any", NeedsTpm = false };

    private static readonly ValueMap<string, string> WithoutTpm = ValueMap<string, string>.Empty.Set("attestation.verdict", "no TPM: nothing was measured");

    private static readonly ValueMap<string, string> Measured = ValueMap<string, string>.Empty
        .Set(AttestationKeys.Nonce, "00")
        .Set(AttestationKeys.Bank, "sha256")
        .Set(AttestationKeys.SecureBoot, "on")
        .Set(AttestationKeys.Pcr(0), Good);

    private static readonly AttestationPolicy Strict = new()
    {
        Name = "strict",
        NeedsSecureBoot = true,
        Pcrs = ValueMap<int, ValueArray<string>>.Empty.Set(0, [new string('b', 64), Good]),
    };

    [Fact]
    public void Measurements_that_are_accepted_meet_the_policy() => Assert.Empty(AttestationRules.Deviations(Strict, Measured));

    [Fact]
    public void A_machine_without_a_TPM_meets_only_a_policy_that_says_so()
    {
        Assert.Single(AttestationRules.Deviations(Strict, WithoutTpm));
        Assert.Empty(AttestationRules.Deviations(Strict with { NeedsTpm = false }, WithoutTpm));
    }

    [Theory]
    [InlineData("off", "Secure Boot is off, wanted on")]
    [InlineData("setup_mode", "Secure Boot is setup mode, wanted on")]
    [InlineData("unknown", "Secure Boot is unknown, wanted on")]
    [InlineData(null, "Secure Boot is not told, wanted on")]
    public void Secure_Boot_must_have_been_on(string? seen, string expected)
    {
        var measured = seen is null ? Measured.Remove(AttestationKeys.SecureBoot) : Measured.Set(AttestationKeys.SecureBoot, seen);

        Assert.Equal([expected], AttestationRules.Deviations(Strict, measured));
        Assert.Empty(AttestationRules.Deviations(Any, measured));
    }

    [Fact]
    public void A_register_is_held_against_every_accepted_value_and_one_that_was_not_quoted_fails()
    {
        var other = new string('c', 64);

        Assert.Equal([$"PCR 0 is {other}, which is not accepted"], AttestationRules.Deviations(Strict, Measured.Set(AttestationKeys.Pcr(0), other)));
        Assert.Equal(["PCR 0 is not quoted, which is not accepted"], AttestationRules.Deviations(Strict, Measured.Remove(AttestationKeys.Pcr(0))));
        Assert.Single(AttestationRules.Deviations(Strict, Measured.Set(AttestationKeys.Bank, "sha384")));
    }
}
