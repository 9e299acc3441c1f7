using System.Text.Json;
using Provisioning.Engine.Journals;
using Provisioning.Storage.Journals;

namespace Provisioning.Storage.Tests.Journals;

public sealed class JournalCodecTests
{
    [Fact]
    public void Every_event_reads_back_as_it_was_written()
    {
        foreach (var @event in Samples.All) Assert.Equal(@event, JournalCodec.Decode(JournalCodec.Encode(@event)));
    }

    [Fact]
    public void Every_case_of_the_family_has_a_form_and_a_sample()
    {
        var cases = typeof(JournalEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(JournalEvent))).Select(type => type.Name).Order();

        Assert.Equal(cases, Samples.All.Select(@event => @event.GetType().Name).Order());
        Assert.Equal(Samples.All.Count, JournalCodec.Kinds.Count());
    }

    [Fact]
    public void Frozen_rows_of_version_one_read_as_they_did_when_they_were_written()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Journals", "journal-v1.jsonl");
        var frozen = File.ReadAllLines(path).Where(line => line.Length > 0).ToList();
        var read = new List<JournalEvent>();
        foreach (var line in frozen)
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            read.Add(JournalCodec.Decode(new EncodedEvent(root.GetProperty("kind").GetString()!, root.GetProperty("version").GetInt32(), root.GetProperty("json").GetRawText())));
        }

        Assert.Equal(Samples.All, read);
    }

    [Fact]
    public void Unknown_kind_is_damage_and_not_skipped() =>
        Assert.Throws<JsonException>(() => JournalCodec.Decode(new EncodedEvent("nonsense", 1, "{}")));
}
