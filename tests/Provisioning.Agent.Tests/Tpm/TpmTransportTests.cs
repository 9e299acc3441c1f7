using Provisioning.Agent.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Agent.Tests.Tpm;

public sealed class TpmTransportTests
{
    private static readonly TpmCommand Command = new() { Name = "TPM2_GetRandom", Code = 0x17B, Parameters = [0, 16] };
    private static readonly byte[] Good = [0x80, 0x01, 0, 0, 0, 12, 0, 0, 0, 0, 0xAB, 0xCD];

    [Fact]
    public async Task Command_has_the_bytes_that_a_kernel_takes()
    {
        var device = new ScriptedTpm(Good);
        var answer = await SendAsync(device);
        Assert.Equal("80010000000c0000017b0010", Convert.ToHexStringLower(device.Commands.Single()));
        Assert.Equal(0xABCD, Assert.IsType<Outcome<TpmAnswer>.Success>(answer).Value.UInt16());
    }

    [Fact]
    public void Password_session_stands_between_handles_and_parameters()
    {
        var command = Command with { Handles = [0x01C00002, 0x01C00002], Sessions = [TpmHandles.Password] };
        Assert.Equal(
            "8002" + "00000021" + "0000017b" + "01c00002" + "01c00002" + "00000009" + "40000009" + "0000" + "00" + "0000" + "0010",
            Convert.ToHexStringLower(command.ToBytes()));
    }

    [Theory]
    [InlineData(0x922)]
    [InlineData(0x908)]
    [InlineData(0x90A)]
    public async Task Command_is_sent_again_when_the_TPM_asks_for_it(int code)
    {
        var device = new ScriptedTpm(Refusal(code), Refusal(code), Good);
        Assert.True((await SendAsync(device)).Succeeded);
        Assert.Equal(3, device.Commands.Count);
    }

    [Fact]
    public async Task Refusal_names_the_command_and_the_code_and_is_not_repeated()
    {
        var device = new ScriptedTpm(Refusal(0x9A2), Good);
        var fault = Fault(await SendAsync(device));
        Assert.Equal(TpmDiagnostics.CommandFailed.Code, fault.Code);
        Assert.Contains("TPM2_GetRandom", fault.Summary, StringComparison.Ordinal);
        Assert.Contains("0x9a2", fault.Seen, StringComparison.Ordinal);
        Assert.Single(device.Commands);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x80, 0x01, 0, 0, 0 })]
    [InlineData(new byte[] { 0x80, 0x01, 0, 0, 0, 11, 0, 0, 0, 0 })]
    public async Task Nonsense_is_said_to_be_nonsense(byte[] response) =>
        Assert.Equal(TpmDiagnostics.AnswerMalformed.Code, Fault(await SendAsync(new ScriptedTpm(response))).Code);

    [Fact]
    public async Task TPM_that_once_failed_is_not_asked_again()
    {
        var device = new ScriptedTpm();
        var transport = new TpmTransport(device, TimeProvider.System);
        for (var i = 0; i < 2; i++)
        {
            var answer = await transport.SendAsync(Command, TestContext.Current.CancellationToken);
            Assert.Equal(TpmDiagnostics.NoAnswer.Code, Fault(answer).Code);
        }

        Assert.Single(device.Commands);
    }

    [Fact]
    public async Task Order_that_no_TPM_can_answer_is_refused_without_asking_it()
    {
        var device = new ScriptedTpm();
        await using var attestor = new TpmAttestor(device, TimeProvider.System);
        AgentContract.Tasks.AgentTask.Attest[] orders =
        [
            new("1", 1, [], [0], "sha256"), new("1", 1, new byte[33], [0], "sha256"), new("1", 1, [1], [], "sha256"),
            new("1", 1, [1], [24], "sha256"), new("1", 1, [1], [-1], "sha256"), new("1", 1, [1], [0], "sha1"),
        ];
        foreach (var order in orders)
        {
            var failed = Assert.IsType<AgentContract.Tasks.AgentTaskResult.Failed>(
                await attestor.AttestAsync(order, TestContext.Current.CancellationToken));
            Assert.Equal(TpmDiagnostics.OrderUnusable.Code.ToString(), failed.Fault.Code);
        }

        Assert.Empty(device.Commands);
    }

    private static byte[] Refusal(int code) => [0x80, 0x01, 0, 0, 0, 10, 0, 0, (byte)(code >> 8), (byte)code];

    private static ValueTask<Outcome<TpmAnswer>> SendAsync(ITpmDevice device) =>
        new TpmTransport(device, TimeProvider.System).SendAsync(Command, TestContext.Current.CancellationToken);

    private static Diagnostic Fault(Outcome<TpmAnswer> outcome) => Assert.IsType<Outcome<TpmAnswer>.Failure>(outcome).Errors[0];
}
