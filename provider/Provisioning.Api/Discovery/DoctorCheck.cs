using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.Discovery;

/// <summary>One check of an examination.</summary>
/// <param name="Name">What was checked, e.g. <c>TLS certificate</c>.</param>
/// <param name="Verdict">How it went.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Fix">What to do about it; empty where nothing needs doing.</param>
/// <param name="Code">The diagnostic that tells more; null for none.</param>
public sealed record DoctorCheck(string Name, DoctorVerdict Verdict, string Seen, string Fix, DiagnosticCode? Code);
