namespace Provisioning.Simulator.Bmcs;

/// <summary>An entry of a log service; severity is OK, Warning or Critical.</summary>
internal sealed record LogRecord(string Id, DateTimeOffset Created, string Severity, string Message, string MessageId);
