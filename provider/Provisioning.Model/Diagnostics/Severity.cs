namespace Provisioning.Model.Diagnostics;

/// <summary>How serious a diagnostic is. There is no zero: nothing becomes harmless because somebody forgot to say.</summary>
public enum Severity
{
    /// <summary>Worth reading; the work goes on.</summary>
    Warning = 1,

    /// <summary>The work cannot be done, or was stopped.</summary>
    Error = 2,
}
