using Provisioning.Api.Local;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.Tests.Local;

public sealed class EnginePlaceTests
{
    [Fact]
    public void State_lies_where_BAREMETAL_STATE_says_before_anything_else() =>
        Assert.Equal("/a/hall-1", Place("hall-1", ("BAREMETAL_STATE", "/a"), ("XDG_STATE_HOME", "/b"), ("HOME", "/c")).StoreFolder);

    [Fact]
    public void State_lies_below_the_state_home_and_then_below_the_home()
    {
        Assert.Equal("/b/baremetal/hall-1", Place("hall-1", ("XDG_STATE_HOME", "/b"), ("HOME", "/c")).StoreFolder);
        Assert.Equal("/c/.local/state/baremetal/hall-1", Place("hall-1", ("HOME", "/c")).StoreFolder);
    }

    [Fact]
    public void Without_any_of_them_no_place_is_invented() => Assert.Equal("BM8117", CodeOf(EnginePlace.OfSite("hall-1", Of())));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("-x")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void A_site_name_that_is_no_safe_folder_name_is_refused(string site) =>
        Assert.Equal("BM8116", CodeOf(EnginePlace.OfSite(site, Of(("BAREMETAL_STATE", "/a")))));

    [Fact]
    public void The_socket_of_a_store_has_a_short_path_of_its_own()
    {
        var one = Place("one", ("BAREMETAL_STATE", "/a/" + new string('x', 150)));
        var other = Place("other", ("BAREMETAL_STATE", "/a"));
        Assert.NotEqual(one.SocketPath, other.SocketPath);
        Assert.True(one.SocketPath.Length < 60, one.SocketPath);
        Assert.StartsWith($"/tmp/baremetal-{PeerCheck.OwnUser}/", one.SocketPath, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_has_one_socket_however_its_path_is_written()
    {
        var one = Place("s", ("BAREMETAL_STATE", "/a/b"));
        var same = Place("s", ("BAREMETAL_STATE", "/a/../a/./b/"));
        Assert.Equal(one.SocketPath, same.SocketPath);
    }

    [Fact]
    public void A_socket_path_that_the_system_would_cut_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory(new string('r', 100));
        try
        {
            Assert.Equal("BM8108", CodeOf(EnginePlace.OfSite("s", Of(("BAREMETAL_STATE", "/a"), ("XDG_RUNTIME_DIR", folder.FullName)))));
        }
        finally
        {
            folder.Delete();
        }
    }

    [Fact]
    public void Only_the_own_user_and_root_are_accepted_at_the_other_end()
    {
        Assert.Null(PeerCheck.Judge(1000, 1000, "/s"));
        Assert.Null(PeerCheck.Judge(0, 1000, "/s"));
        Assert.Equal("BM8104", $"{PeerCheck.Judge(1001, 1000, "/s")?.Code}");
        Assert.Equal("BM8104", $"{PeerCheck.Judge(1000, 0, "/s")?.Code}");
    }

    private static EnginePlace Place(string site, params (string, string)[] environment) =>
        Assert.IsType<Outcome<EnginePlace>.Success>(EnginePlace.OfSite(site, Of(environment))).Value;

    private static Dictionary<string, string> Of(params (string Name, string Value)[] environment) =>
        environment.ToDictionary(entry => entry.Name, entry => entry.Value);

    private static string CodeOf<T>(Outcome<T> outcome) => $"{Assert.Single(outcome.Diagnostics).Code}";
}
