using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Checking;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Sites;
using Provisioning.Schema.Values;
using static Provisioning.Schema.Tests.Configurations;

namespace Provisioning.Schema.Tests.Checking;

/// <summary>
/// Each attribute that a user may write, of each resource and of the provider, with everything that it cannot be: one error, at its own path. The
/// cases come from the description, so that an attribute that is added is tested, too.
/// </summary>
public sealed class EveryAttributeTests
{
    private static readonly Value Strange = Text("\u202Ebidi \u0000 \u0007 ☃ 𝔘𝔫𝔦");
    private static readonly Value Huge = Text(new string('x', 2 * 1024 * 1024));
    private static readonly Value Enormous = new Value.Number(ExactNumber.TryParse("1e400", out var number) ? number! : ExactNumber.Of(0));

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var (type, shape, config) in All())
            {
                foreach (var (path, attribute) in Attributes(shape, config, ""))
                {
                    foreach (var fault in FaultsOf(attribute).Keys) cases.Add(type, path, fault);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gets_one_error_at_its_own_path(string type, string path, string fault)
    {
        var (_, shape, config) = All().Single(each => each.Type == type);
        var attribute = Attributes(shape, config, "").Single(each => each.Path == path).Attribute;

        // Of a password's sources only one may be given.
        if (path.StartsWith("credentials.x.password_", StringComparison.Ordinal)) config = Put(config, ["credentials", "x", "password_env"], Value.Null);
        var errors = ConfigurationCheck.Of(shape, Put(config, path.Split('.'), FaultsOf(attribute)[fault]), AttributePath.Root);

        // What is refused as a whole is so whatever its value is.
        var error = Assert.Single(errors, error => error.Code.Number != 119);
        Assert.StartsWith(path.Replace(".x.", "[\"x\"].", StringComparison.Ordinal), error.Path!.ToString(), StringComparison.Ordinal);
        Assert.True(error.IsError);
        Assert.InRange(error.Summary.Length + error.Seen.Length, 1, 4_000);
        Assert.DoesNotContain(error.Summary + error.Seen, character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    public void Is_passed_over_where_it_is_not_known_yet()
    {
        foreach (var (type, shape, config) in All())
        {
            foreach (var (path, _) in Attributes(shape, config, ""))
            {
                var errors = ConfigurationCheck.Of(shape, Put(config, path.Split('.'), Value.Unknown), AttributePath.Root);
                Assert.True(errors.All(error => error.Code.Number == 119), $"{type} {path}: {string.Join("; ", errors)}");
            }
        }
    }

    private static IEnumerable<(string Type, ObjectShape Shape, Value Config)> All()
    {
        foreach (var description in ResourceSchemas.All) yield return (description.TypeName, description.Shape, ConfigOf(description.TypeName));
        yield return ("provider", ProviderSchema.Shape, Object(("credentials", Object(("x", Object(("username", Text("admin")), ("password_env", Text("BMC_PASSWORD"))))))));
    }

    private static Value ConfigOf(string type) => type switch
    {
        "baremetal_server" => Server().With("expect", Object(("serial", Text("7XK2B04")))),
        "baremetal_bios_profile" => BiosProfile().With("intents", Value.Null).With("secure_boot", Value.Null),
        "baremetal_firmware_baseline" => Object(("name", Text("fw")), ("components", Object(("x", Object(("version", Text("2.6.3"))))))),
        "baremetal_os_image" => OsImage(),
        "baremetal_bmc_profile" => BmcProfile(),
        "baremetal_validation_profile" => ValidationProfile(),
        "baremetal_attestation_policy" => AttestationPolicy(),
        "baremetal_network_profile" => NetworkProfile(),
        _ => throw new InvalidOperationException($"Write a good configuration of {type} here."),
    };

    // Of maps of objects the entry "x" of the good configuration is looked into. An object that the good configuration lacks and that needs more than
    // the attribute at hand cannot be built from it alone; those have tests of their own.
    private static IEnumerable<(string Path, AttributeDescription Attribute)> Attributes(ObjectShape shape, Value config, string prefix)
    {
        foreach (var attribute in shape.Attributes.Where(attribute => attribute.IsWritable))
        {
            var here = prefix + attribute.Name;
            yield return (here, attribute);
            if (attribute.Type is not AttributeType.NestedType nested) continue;
            var inside = nested.Nesting == Nesting.Map ? config.Member(attribute.Name).Member("x") : config.Member(attribute.Name);
            if (inside is not Value.Map && nested.Shape.Attributes.Any(inner => inner.Presence == Presence.Required)) continue;
            var below = nested.Nesting == Nesting.Map ? here + ".x." : here + ".";
            if (nested.Nesting is not (Nesting.Map or Nesting.Single)) continue;
            foreach (var inner in Attributes(nested.Shape, inside, below)) yield return inner;
        }
    }

    private static Dictionary<string, Value> FaultsOf(AttributeDescription attribute)
    {
        var faults = new Dictionary<string, Value>(StringComparer.Ordinal);
        switch (attribute.Type)
        {
            case AttributeType.TextType:
                faults["number"] = Value.Of(7L);
                faults["flag"] = Value.Of(true);
                faults["list"] = Texts("a");
                faults["object"] = Object(("a", Text("b")));
                faults["strange"] = Strange;
                if (attribute.Constraints.IsEmpty) break;
                faults["huge"] = Huge;
                if (!attribute.Constraints.Any(constraint => constraint is ValueConstraint.Length { Least: 0 })) faults["empty"] = Text("");
                break;
            case AttributeType.NumberType:
                faults["text"] = Text("many");
                faults["digits as text"] = Text("7");
                faults["list"] = Value.Of([Value.Of(7L)]);
                if (attribute.Constraints.IsEmpty) break;
                faults["negative"] = Value.Of(-1L);
                faults["enormous"] = Enormous;
                faults["fraction"] = new Value.Number(ExactNumber.TryParse("1.5", out var half) ? half! : ExactNumber.Of(0));
                break;
            case AttributeType.FlagType:
                faults["text"] = Text("true");
                faults["number"] = Value.Of(1L);
                break;
            case AttributeType.ListType or AttributeType.SetType:
                faults["text"] = Text("a");
                faults["object"] = Object(("a", Text("b")));
                faults["null inside"] = Value.Of([Value.Null]);
                faults["list inside"] = Value.Of([Texts("a")]);
                break;
            default:
                faults["text"] = Text("a");
                faults["list"] = Texts("a");
                faults["number"] = Value.Of(7L);
                break;
        }

        if (attribute.Presence == Presence.Required) faults["null"] = Value.Null;
        return faults;
    }

    private static Value Put(Value within, ReadOnlySpan<string> path, Value value)
    {
        var holder = within is Value.Map ? within : Object();
        return holder.With(path[0], path.Length == 1 ? value : Put(holder.Member(path[0]), path[1..], value));
    }
}
