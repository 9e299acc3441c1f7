using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Model.Planning;

/// <summary>One step of a plan.</summary>
/// <param name="Id">Unique in the plan, and the same when planned again: <c>bios.set</c>.</param>
/// <param name="Kind">The registered kind, with its version: <c>SetBiosSettings/1</c>.</param>
/// <param name="Stage">The stage that it belongs to.</param>
/// <param name="Title">What a person reads: <c>Write image</c>.</param>
/// <param name="Reason">Why it is planned: <c>ProcTurboMode is Disabled, wanted Enabled</c>.</param>
/// <param name="Window">The boot window, counted from 1; 0: needs no restart.</param>
/// <param name="After">Ids of steps that must be done before.</param>
public sealed record PlannedStep(string Id, string Kind, Stage Stage, string Title, string Reason, int Window, ValueArray<string> After);
