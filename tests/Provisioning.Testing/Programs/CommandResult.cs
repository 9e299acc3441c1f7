using Xunit;

namespace Provisioning.Testing.Programs;

/// <summary>What a program said and how it ended.</summary>
public sealed record CommandResult(string Command, int Code, string Output)
{
    /// <summary>Fails the test with the whole output unless the program ended with this code.</summary>
    public CommandResult Must(int code)
    {
        Assert.True(Code == code, $"{Command} ended with {Code}, expected {code}:\n{Output}");
        return this;
    }

    /// <summary>Fails the test unless the output has a text; line breaks and Terraform's frame do not matter.</summary>
    public CommandResult MustSay(string text)
    {
        Assert.True(Folded.Contains(text, StringComparison.Ordinal), $"{Command} does not say \"{text}\":\n{Output}");
        return this;
    }

    public CommandResult MustNotSay(string text)
    {
        Assert.False(Folded.Contains(text, StringComparison.Ordinal), $"{Command} says \"{text}\":\n{Output}");
        return this;
    }

    private string Folded => string.Join(' ', Output.Split(['\n', '│', '╷', '╵', ' '], StringSplitOptions.RemoveEmptyEntries));
}
