namespace Provisioning.Engine.Tests.Worlds;

/// <summary>Kills the engine at one point of its work: everything that it asks of the world from then on throws.</summary>
internal sealed class CrashPlan
{
    private readonly Lock _lock = new();
    private readonly List<string> _passed = [];
    private int _killAt = int.MaxValue;

    /// <summary>The points that were passed, in order.</summary>
    public IReadOnlyList<string> Passed
    {
        get
        {
            lock (_lock) return [.. _passed];
        }
    }

    public bool IsDead { get; private set; }

    /// <summary>Kills at the n-th point, counted from 1.</summary>
    public void KillAt(int point) => _killAt = point;

    /// <summary>A point at which the engine may die.</summary>
    public void Point(string label)
    {
        lock (_lock)
        {
            if (IsDead) throw new EngineKilledException(label);
            _passed.Add(label);
            if (_passed.Count != _killAt) return;
            IsDead = true;
            throw new EngineKilledException(label);
        }
    }

    /// <summary>Throws when the engine is dead already; no point of its own.</summary>
    public void Alive()
    {
        if (IsDead) throw new EngineKilledException("after death");
    }
}
