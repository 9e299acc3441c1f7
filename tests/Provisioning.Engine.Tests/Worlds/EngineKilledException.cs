namespace Provisioning.Engine.Tests.Worlds;

/// <summary>Stands for kill -9.</summary>
internal sealed class EngineKilledException(string at) : Exception($"Killed at {at}");
