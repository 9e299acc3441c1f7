namespace Provisioning.Simulator.Bmcs;

/// <summary>What became of one attribute when pending settings were applied.</summary>
internal sealed record BiosMessage(string Attribute, bool Applied);
