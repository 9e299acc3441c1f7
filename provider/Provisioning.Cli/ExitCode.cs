namespace Provisioning.Cli;

/// <summary>How a command ends; permanent, because scripts rely on it.</summary>
public static class ExitCode
{
    /// <summary>It was done.</summary>
    public const int Done = 0;

    /// <summary>It was not done; the diagnostics say why.</summary>
    public const int Error = 1;

    /// <summary>Some of it was done.</summary>
    public const int PartlyDone = 3;

    /// <summary>It could not be told, because something does not answer.</summary>
    public const int CouldNotTell = 4;

    /// <summary>The user interrupted it.</summary>
    public const int Interrupted = 130;
}
