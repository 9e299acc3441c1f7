namespace Provisioning.Host.Logs;

/// <summary>The engine's log, for people who look for a fault. The journal, not this, says what happened to a machine.</summary>
public interface IEngineLog
{
    /// <summary>Writes one line with time; line breaks inside are folded. Never throws, and never gets a secret.</summary>
    void Write(EngineLogLevel level, string text);

    /// <summary>Writes a line about the usual course.</summary>
    void Write(string text) => Write(EngineLogLevel.Info, text);
}
