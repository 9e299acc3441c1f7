using Provisioning.Engine.Inventories;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Operations;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Steps;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Execution;

/// <summary>One operation on one server: who asks, what is wanted, the connection, and the way into the journal.</summary>
internal sealed class OperationScope(
    EnginePorts ports, ServerBook book, RowAuthor author, ServerDesired desired, MachineSession machine, IOperationSink sink)
{
    private readonly List<Diagnostic> _warnings = [];
    private ServerInventory? _inventory;

    public EnginePorts Ports => ports;

    /// <summary>Since when this operation watches the machine: nobody's silence is held against them for the time in which no engine listened.</summary>
    public DateTimeOffset WatchedSince { get; } = ports.Time.GetUtcNow();

    public RowAuthor Author => author;

    public string Server => desired.Name;

    public ServerDesired Desired => desired;

    public MachineSession Machine => machine;

    public IOperationSink Sink => sink;

    public WindowMaterial Material { get; private set; } = new();

    public ServerRecord Record => book.Find(desired.Name) ?? throw new InvalidOperationException("The server was not claimed yet.");

    public ServerRecord? FindRecord() => book.Find(desired.Name);

    public ValueArray<Diagnostic> Warnings => _warnings.ToValueArray();

    public void Warn(Diagnostic diagnostic)
    {
        if (!_warnings.Contains(diagnostic)) _warnings.Add(diagnostic);
    }

    /// <summary>A new attempt publishes its own medium.</summary>
    public void ForgetMaterial() => Material = new WindowMaterial();

    public ValueTask<ServerRecord> AppendAsync(JournalEvent @event, CancellationToken cancellationToken) =>
        book.AppendAsync(author, desired.Name, @event, cancellationToken);

    /// <summary>The full inventory as it is now: a machine that was off tells more once it is on.</summary>
    public ValueTask<PortResult<ServerInventory>> ReadInventoryAnewAsync(CancellationToken cancellationToken)
    {
        _inventory = null;
        return ReadFullInventoryAsync(cancellationToken);
    }

    /// <summary>The full inventory; read once in an operation.</summary>
    public async ValueTask<PortResult<ServerInventory>> ReadFullInventoryAsync(CancellationToken cancellationToken)
    {
        if (_inventory is { } known) return known;
        var answer = await machine.Connection.Inventory.ReadAsync(InventoryScope.Full, cancellationToken);
        if (answer.TryGet(out var inventory, out _)) _inventory = inventory;
        return answer;
    }

    /// <summary>What forbids the next write; null: nothing.</summary>
    public Fault? Forbids()
    {
        if (ports.Guard?.Check() is { } lost) return new Fault(FaultKind.Local, lost);
        var record = FindRecord();
        return record?.Hold is { } hold && hold.IsInForce(ports.Time.GetUtcNow())
            ? new Fault(FaultKind.Held, Model.Planning.PlanningDiagnostics.IsHeld(desired.Name, hold.Reason, hold.Actor, hold.Since, hold.Until, hold.Ticket))
            : null;
    }
}
