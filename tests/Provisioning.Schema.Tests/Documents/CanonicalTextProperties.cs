using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Provisioning.Schema.Checking;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Tests.Documents;

public sealed class CanonicalTextProperties
{
    [Property(MaxTest = 500)]
    public Property Text_reads_back_as_the_value_and_writes_again_the_same() => Prop.ForAll(Arb.From(Values(3)), value =>
    {
        var text = CanonicalText.Write(value);
        return CanonicalText.TryRead(text, int.MaxValue, out var back, out _) && back == value && CanonicalText.Write(back) == text;
    });

    [Property(MaxTest = 500)]
    public Property Any_text_is_read_or_refused_with_a_reason() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        CanonicalText.TryRead(text.Get, 1000, out _, out var fault) == (fault.Length == 0));

    [Property(MaxTest = 500)]
    public Property Any_value_is_checked_without_an_exception() => Prop.ForAll(Arb.From(Values(3)), value =>
        ResourceSchemas.All.All(description => ConfigurationCheck.Of(description, value).All(error => error.Summary.Length > 0)));

    private static Gen<string> Texts => ArbMap.Default.GeneratorFor<NonNull<string>>()
        .Select(text => string.Concat(text.Get.Where(c => !char.IsSurrogate(c))));

    private static Gen<string> Names => Gen.OneOf(Texts, Gen.Elements("name", "bmc", "os", "image", "url", "id", "attributes", "components"));

    private static Gen<Value> Values(int depth) => depth == 0
        ? Leaves
        : Gen.Frequency(
            (2, Leaves),
            (1, from count in Gen.Choose(0, 3) from items in Values(depth - 1).ListOf(count) select Value.Of(items)),
            (2, from names in Names.ListOf(4)
                from members in Values(depth - 1).ListOf(4)
                select Value.Of(names.Zip(members, KeyValuePair.Create).DistinctBy(pair => pair.Key, StringComparer.Ordinal))));

    private static Gen<Value> Leaves => Gen.OneOf(
        Texts.Select(text => Value.Of(text)),
        ArbMap.Default.GeneratorFor<long>().Select(number => Value.Of(number)),
        ArbMap.Default.GeneratorFor<bool>().Select(flag => Value.Of(flag)));
}
