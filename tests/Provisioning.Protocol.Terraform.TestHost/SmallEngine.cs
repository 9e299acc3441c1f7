using System.Globalization;
using Provisioning.Api.Client;
using Provisioning.Api.Discovery;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Schema;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.TestHost;

/// <summary>
/// An engine as small as can be that keeps Terraform's rules: documents are what their arguments say, servers get their computed values at
/// apply. What it received is written to a file, so that a test sees what crossed the door. A server's name can make it misbehave.
/// </summary>
public sealed class SmallEngine(string? record) : IEngineClient
{
    /// <summary>A create of this server fails.</summary>
    public const string Fails = "fails";

    /// <summary>A plan of this server breaks Terraform's rules.</summary>
    public const string PlansWrongly = "plans-wrongly";

    /// <summary>An apply of this server leaves something else than was planned.</summary>
    public const string EndsWrongly = "ends-wrongly";

    /// <summary>A plan of this server throws.</summary>
    public const string Throws = "throws";

    /// <summary>An apply of this server goes on until it is stopped.</summary>
    public const string Lasts = "lasts";

    private static readonly Lock Gate = new();

    private static readonly DiagnosticDescriptor Failed = DiagnosticDescriptor.Error(9999, "Test", "It is a test.", "Nothing to do.");

    /// <inheritdoc/>
    public ValueTask<PlanReply> PlanAsync(DoorContext context, PlanRequest request, CancellationToken cancellationToken)
    {
        Record("plan", request.TypeName, context, request.Config);
        if (request.Config.IsNull) return new(new PlanReply { Planned = Value.Null });
        var description = Describe(request.TypeName);
        if (description.IsDocument) return new(new PlanReply { Planned = DocumentState.Of(description, request.Config) });
        var name = request.Config.Member("name").AsText();
        if (name == Throws) throw new InvalidOperationException("A fault that nobody expected.");
        var planned = Computed(request.Config, request.Prior.IsNull || Changed(request) ? _ => Value.Unknown : request.Prior.Member);
        if (name == PlansWrongly) planned = planned.With("power", Value.Of("on"));
        return new(new PlanReply { Planned = planned, PlannedPrivate = "planned"u8.ToArray() });
    }

    /// <inheritdoc/>
    public async ValueTask<ApplyReply> ApplyAsync(
        DoorContext context, ApplyRequest request, IProgress<OperationNotice>? events, CancellationToken cancellationToken)
    {
        Record("apply", request.TypeName, context, request.Config);
        if (request.Planned.IsNull) return new ApplyReply { State = Value.Null };
        var description = Describe(request.TypeName);
        if (description.IsDocument) return new ApplyReply { State = DocumentState.Of(description, request.Config) };
        var name = request.Config.Member("name").AsText()!;
        events?.Report(new OperationNotice("op-1", DateTimeOffset.UnixEpoch, name, "Write image: begun", true));
        if (name == Lasts) return await LastAsync(request, cancellationToken);
        if (name == Fails) return new ApplyReply { State = request.Prior, Diagnostics = [Failed.Occurs("The machine does not answer", "Silence.", AttributePath.Of("bmc", "address"))] };
        var state = Computed(request.Planned, member => member == "id" ? Value.Of("claim-" + name) : Value.Null);
        if (name == EndsWrongly) state = state.With("name", Value.Of("other"));
        return new ApplyReply { State = state, Private = "kept"u8.ToArray() };
    }

    /// <inheritdoc/>
    public ValueTask<ReadReply> ReadAsync(DoorContext context, ReadRequest request, CancellationToken cancellationToken)
    {
        Record("read", request.TypeName, context, request.State);
        return new(new ReadReply { State = request.State, Private = request.Private });
    }

    /// <inheritdoc/>
    public ValueTask<ImportReply> ImportAsync(DoorContext context, ImportRequest request, CancellationToken cancellationToken)
    {
        Record("import", request.TypeName, context, Value.Null);
        if (!ServerImportId.TryParse(request.Id, out var id))
            return new(new ImportReply { State = Value.Null, Diagnostics = [Failed.Occurs("This id has another form", "NAME@ADDRESS is wanted.")] });
        var bmc = Value.Of(
        [
            KeyValuePair.Create("address", Value.Of(id.Address)),
            KeyValuePair.Create("credential", Value.Of(id.Credential)),
        ]);
        return new(new ImportReply { State = Computed(Value.Of([KeyValuePair.Create("name", Value.Of(id.Name)), KeyValuePair.Create("bmc", bmc)]), member => member == "id" ? Value.Of("claim-" + id.Name) : Value.Null) });
    }

    /// <inheritdoc/>
    public ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(DoorContext context, StatusRequest request, CancellationToken cancellationToken) =>
        new(ValueArray.Create([new ServerStatus { Name = request.Server ?? "n01", Claim = "c", BmcAddress = "192.0.2.1", Lifecycle = "Ready" }]));

    /// <inheritdoc/>
    public ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(DoorContext context, DiscoverRequest request, CancellationToken cancellationToken) =>
        new(request.Targets.Select(target => new DiscoveredBmc { Address = target, ObservedAt = DateTimeOffset.UnixEpoch }).ToValueArray());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<ApplyReply> LastAsync(ApplyRequest request, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => stopped.TrySetResult());
        await stopped.Task.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        return new ApplyReply { State = request.Prior, Diagnostics = [Failed.Occurs("Stopped at step Write image", "The user asked for it.")] };
    }

    private static bool Changed(PlanRequest request) => ServerSchema.Description.Shape.Attributes
        .Where(attribute => attribute.IsWritable && attribute.Name is not ("bios_profile" or "os"))
        .Any(attribute => request.Config.Member(attribute.Name) != request.Prior.Member(attribute.Name))
        || request.Config.Member("bios_profile").Member("id") != request.Prior.Member("bios_profile").Member("id");

    private static Value Computed(Value server, Func<string, Value> value)
    {
        foreach (var attribute in ServerSchema.Description.Shape.Attributes.Where(attribute => !attribute.IsWritable))
        {
            var member = server.Member(attribute.Name);
            if (member.IsNull || member.IsUnknown) server = server.With(attribute.Name, value(attribute.Name));
        }

        return server;
    }

    private static ResourceDescription Describe(string typeName) =>
        ResourceSchemas.TryFind(typeName, out var description) ? description : throw new ArgumentException(typeName, nameof(typeName));

    private void Record(string doing, string typeName, DoorContext context, Value config)
    {
        if (record is null) return;
        var os = config.Member("os");
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{doing} {typeName} site={context.Site.Site} actor={context.Actor} logins={string.Join(',', context.Credentials.Select(login => $"{login.Name}:{login.Username}:{login.Password.Reveal()}"))} userdata={os.Member("user_data_wo").AsText()} bios={config.Member("bios_profile").Member("document").AsText()}\n");
        lock (Gate) File.AppendAllText(record, line);
    }
}
