using Google.Protobuf;
using Provisioning.Api.Client;
using Provisioning.Api.Discovery;
using Provisioning.Api.Engines;
using Provisioning.Api.FromWire;
using Provisioning.Api.Operations;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Api.Tests.Values;
using Provisioning.Api.ToWire;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Security;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;

namespace Provisioning.Api.Tests.Messages;

public sealed class MessageTests
{
    private const int Cases = 300;

    [Fact]
    public void A_door_comes_back_as_it_was_with_its_passwords()
    {
        Each(random =>
        {
            var door = Door(random);
            Assert.Equal(door, Wire.DoorContext.Parser.ParseFrom(door.ToWire().ToByteArray()).FromWire());
        });
    }

    [Fact]
    public void Requests_and_replies_come_back_as_they_were()
    {
        Each(random =>
        {
            var plan = new PlanRequest { TypeName = random.Text(), Prior = random.Next(), Config = random.Next(), PriorPrivate = random.Bytes() };
            var planBack = Wire.PlanCall.Parser.ParseFrom(plan.ToWire(Door(random)).ToByteArray()).FromWire();
            Assert.Equal((plan.TypeName, plan.Prior, plan.Config), (planBack.TypeName, planBack.Prior, planBack.Config));
            Assert.Equal(plan.PriorPrivate.ToArray(), planBack.PriorPrivate.ToArray());

            var apply = new ApplyRequest
            {
                TypeName = random.Text(),
                Prior = random.Next(),
                Planned = random.Next(),
                Config = random.Next(),
                PlannedPrivate = random.Bytes(),
            };
            var applyBack = Wire.ApplyCall.Parser.ParseFrom(apply.ToWire(Door(random)).ToByteArray()).FromWire();
            Assert.Equal((apply.TypeName, apply.Prior, apply.Planned, apply.Config), (applyBack.TypeName, applyBack.Prior, applyBack.Planned, applyBack.Config));
            Assert.Equal(apply.PlannedPrivate.ToArray(), applyBack.PlannedPrivate.ToArray());

            var planned = new PlanReply
            {
                Planned = random.Next(),
                PlannedPrivate = random.Bytes(),
                RequiresReplace = random.Some(random.Path).ToValueArray(),
                Diagnostics = random.Some(random.Diagnostic).ToValueArray(),
            };
            var plannedBack = Wire.PlanAnswer.Parser.ParseFrom(planned.ToWire().ToByteArray()).FromWire();
            Assert.Equal((planned.Planned, planned.RequiresReplace, planned.Diagnostics), (plannedBack.Planned, plannedBack.RequiresReplace, plannedBack.Diagnostics));
            Assert.Equal(planned.PlannedPrivate.ToArray(), plannedBack.PlannedPrivate.ToArray());

            var read = new ReadReply { State = random.Next(), Private = random.Bytes(), Diagnostics = random.Some(random.Diagnostic).ToValueArray() };
            var readBack = Wire.ReadAnswer.Parser.ParseFrom(read.ToWire().ToByteArray()).FromWire();
            Assert.Equal((read.State, read.Diagnostics), (readBack.State, readBack.Diagnostics));
            Assert.Equal(read.Private.ToArray(), readBack.Private.ToArray());
        });
    }

    [Fact]
    public void What_is_said_about_servers_comes_back_as_it_was()
    {
        Each(random =>
        {
            Outcome<ValueArray<ServerStatus>> status = random.Some(() => Status(random)).ToValueArray();
            Assert.Equal(status, Wire.StatusAnswer.Parser.ParseFrom(status.ToWire().ToByteArray()).FromWire());

            Outcome<ValueArray<HistoryRow>> history = random.Some(() => Row(random)).ToValueArray();
            Assert.Equal(history, Wire.HistoryAnswer.Parser.ParseFrom(history.ToWire().ToByteArray()).FromWire());

            Outcome<Explanation> explanation = new Explanation(
                random.Text(),
                random.Text(),
                random.Some(random.Text).ToValueArray(),
                random.Some(random.Text).ToValueArray(),
                random.Some(random.Text).ToValueArray(),
                random.Some(() => new EvidenceLine(random.Instant(), random.Text(), random.Text())).ToValueArray(),
                random.InstantOrNull());
            Assert.Equal(explanation, Wire.ExplainAnswer.Parser.ParseFrom(explanation.ToWire().ToByteArray()).FromWire());
        });
    }

    [Fact]
    public void What_looking_at_BMCs_found_and_receipts_come_back_as_they_were()
    {
        Each(random =>
        {
            Outcome<ValueArray<DiscoveredBmc>> found = random.Some(() => Bmc(random)).ToValueArray();
            Assert.Equal(found, Wire.DiscoverAnswer.Parser.ParseFrom(found.ToWire().ToByteArray()).FromWire());

            Outcome<DoctorReport> report = new DoctorReport(random.Text(), random.Some(() => Check(random)).ToValueArray(), random.Instant());
            Assert.Equal(report, Wire.DoctorAnswer.Parser.ParseFrom(report.ToWire().ToByteArray()).FromWire());

            Outcome<ReceiptsExport> receipts =
                new ReceiptsExport(random.Some(() => new ReceiptFile(random.Text(), random.Text())).ToValueArray());
            Assert.Equal(receipts, Wire.ExportReceiptsAnswer.Parser.ParseFrom(receipts.ToWire().ToByteArray()).FromWire());
        });
    }

    [Fact]
    public void Operations_and_the_engine_come_back_as_they_were()
    {
        Each(random =>
        {
            var operation = new OperationSummary
            {
                Id = random.Text(),
                Kind = OperationKind.Apply,
                State = OperationState.Cancelling,
                Target = random.Text(),
                Door = random.Text(),
                Actor = random.Text(),
                StartedAt = random.Instant(),
                FinishedAt = random.InstantOrNull(),
                Listeners = random.Integer(),
                LastNotice = random.Text(),
                Failed = true,
            };
            Assert.Equal(operation, Wire.Operation.Parser.ParseFrom(operation.ToWire().ToByteArray()).FromWire());

            var notice = new OperationNotice(random.Text(), random.Instant(), random.Text(), random.Text(), Transition: true);
            Assert.Equal(notice, Wire.Notice.Parser.ParseFrom(notice.ToWire().ToByteArray()).FromWire());

            var engine = new EngineStatus
            {
                Version = new ApiVersion(random.Integer(), random.Integer()),
                ProgramVersion = random.Text(),
                Pid = random.Integer(),
                Uid = 7,
                Site = random.Text(),
                StoreFolder = random.Text(),
                Generation = random.Integer(),
                Running = random.Integer(),
                StartedAt = random.Instant(),
                IdleLimit = TimeSpan.FromTicks(random.Integer()),
                Warnings = random.Some(random.Diagnostic).ToValueArray(),
            };
            Assert.Equal(engine, Wire.HelloAnswer.Parser.ParseFrom(engine.ToWire().ToByteArray()).FromWire());
        });
    }

    [Fact]
    public void Errors_travel_in_place_of_a_value()
    {
        var error = InternalDiagnostics.Unexpected("testing", new InvalidOperationException("as wanted"));
        Outcome<Acknowledgement> outcome = error;
        Assert.Equal([error], Wire.ActionAnswer.Parser.ParseFrom(outcome.ToWire().ToByteArray()).FromWire().Diagnostics);
        Outcome<ValueArray<ServerStatus>> list = error;
        Assert.False(list.ToWire().FromWire().Succeeded);
    }

    [Fact]
    public void A_call_without_a_door_is_refused() => Assert.Throws<InvalidDataException>(() => new Wire.PlanCall().Door.FromWire());

    private static void Each(Action<RandomValues> check)
    {
        for (var seed = 0; seed < Cases; seed++) check(new RandomValues(seed));
    }

    private static DoorContext Door(RandomValues random) => new(
        new SiteSettings
        {
            Site = random.Text(),
            TlsTrust = random.FlagOrNull() switch { null => TlsTrust.PinOnFirstUse, true => TlsTrust.CertificateAuthority, _ => TlsTrust.Insecure },
            TlsAuthorities = random.TextOrNull(),
            Media = new MediaSettings(random.TextOrNull(), random.TextOrNull(), random.TextOrNull()),
            Limits = new LimitSettings(1 + (random.Integer() / 2), 2, 3),
            OnUnreachable = random.FlagOrNull() is true ? UnreachableRule.Fail : UnreachableRule.Warn,
            RefreshMaxAge = TimeSpan.FromTicks(random.Integer()),
            AgentImageFolder = random.TextOrNull(),
            CredentialNames = random.Some(random.Text).ToValueArray(),
        },
        random.Some(() => new Credential(random.Text(), random.Text(), new Secret(random.Text()))).ToValueArray(),
        random.Text(),
        random.Text());

    private static ServerStatus Status(RandomValues random) => new()
    {
        Name = random.Text(),
        Claim = random.Text(),
        Uuid = random.TextOrNull(),
        Serial = random.TextOrNull(),
        Manufacturer = random.TextOrNull(),
        Model = random.TextOrNull(),
        BmcAddress = random.Text(),
        Lifecycle = random.Text(),
        Stage = random.TextOrNull(),
        Step = random.TextOrNull(),
        Power = random.TextOrNull(),
        Conditions = random.Some(() => new ConditionStatus(random.Text(), random.FlagOrNull(), random.Text(), random.InstantOrNull())).ToValueArray(),
        Fault = random.FlagOrNull() is null ? null : new FaultStatus(new DiagnosticCode(1234), random.Text(), 2, random.TextOrNull()),
        Hold = random.FlagOrNull() is null ? null : new HoldStatus(random.Text(), random.Text(), random.Instant(), random.InstantOrNull(), random.TextOrNull()),
        OperationId = random.TextOrNull(),
        MinutesLeft = random.FlagOrNull() is null ? null : 1.5,
        ObservedAt = random.InstantOrNull(),
    };

    private static HistoryRow Row(RandomValues random) => new()
    {
        Sequence = random.Integer(),
        At = random.Instant(),
        Server = random.Text(),
        Kind = random.Text(),
        Stage = random.TextOrNull(),
        Step = random.TextOrNull(),
        Text = random.Text(),
        Actor = random.Text(),
        Door = random.Text(),
        OperationId = random.TextOrNull(),
        Attempt = random.FlagOrNull() is null ? null : 3,
        Epoch = random.Integer(),
    };

    private static DiscoveredBmc Bmc(RandomValues random) => new()
    {
        Address = random.Text(),
        Manufacturer = random.TextOrNull(),
        Model = random.TextOrNull(),
        Serial = random.TextOrNull(),
        Uuid = random.TextOrNull(),
        RedfishVersion = random.TextOrNull(),
        BmcFirmware = random.TextOrNull(),
        TlsFingerprint = random.TextOrNull(),
        Power = random.TextOrNull(),
        EnrolledAs = random.TextOrNull(),
        ObservedAt = random.Instant(),
    };

    private static DoctorCheck Check(RandomValues random) => new(
        random.Text(),
        random.FlagOrNull() switch { null => DoctorVerdict.Skipped, true => DoctorVerdict.Passed, _ => DoctorVerdict.Failed },
        random.Text(),
        random.Text(),
        random.FlagOrNull() is null ? null : new DiagnosticCode(1201));
}
