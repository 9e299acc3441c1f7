using Provisioning.Schema.Values;

namespace Provisioning.Schema.Tests;

/// <summary>Configurations as a user would write them, for tests to vary.</summary>
internal static class Configurations
{
    public const string Digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static Value Object(params (string Name, Value Value)[] members) =>
        Value.Of(members.Select(member => KeyValuePair.Create(member.Name, member.Value)));

    public static Value Text(string text) => Value.Of(text);

    public static Value Texts(params string[] texts) => Value.Of(texts.Select(text => Value.Of(text)));

    public static Value BiosProfile() => Object(
        ("name", Text("gpu-training")),
        ("intents", Texts("sriov", "above_4g")),
        ("attributes", Object(("ProcTurboMode", Text("Enabled")), ("NumaNodesPerSocket", Text("4")))),
        ("secure_boot", Object(("enabled", Value.Of(true)))));

    public static Value FirmwareBaseline() => Object(
        ("name", Text("xe9680-2026.10")),
        ("applies_to", Object(("manufacturer", Text("Dell Inc.")), ("model", Text("PowerEdge XE9680")))),
        ("components", Object(
            ("bmc", Object(
                ("version", Text("7.20.30.00")),
                ("image", Object(("url", Text("https://fw.example/idrac.exe")), ("sha256", Text(Digest)))))),
            ("bios", Object(("version", Text("2.6.3")))))),
        ("policy", Object(("downgrade", Text("refuse")), ("stop_after_failures", Value.Of(3L)))));

    public static Value OsImage() => Object(
        ("name", Text("ubuntu-24.04-gpu")),
        ("url", Text("https://images.example/ubuntu.raw.zst")),
        ("sha256", Text(Digest)),
        ("format", Text("raw")));

    public static Value BmcProfile() => Object(
        ("name", Text("site")),
        ("ntp_servers", Texts("10.0.0.1", "10.0.0.2")),
        ("hostname", Text("server_name")));

    public static Value ValidationProfile() => Object(
        ("name", Text("gpu-node")),
        ("min_memory_gib", Value.Of(1024L)),
        ("min_logical_processors", Value.Of(192L)),
        ("drives", Object(("min_count", Value.Of(8L)), ("type", Text("nvme")), ("min_size_gib", Value.Of(3500L)))),
        ("network_interfaces", Object(("min_count", Value.Of(10L)))),
        ("tpm", Value.Of(true)));

    public static Value AttestationPolicy() => Object(
        ("name", Text("strict")),
        ("secure_boot", Text("required")),
        ("pcrs", Value.Of([Object(("index", Value.Of(0L)), ("sha256", Texts(Digest)))])));

    public static Value NetworkProfile() => Object(
        ("name", Text("gpu-node")),
        ("ethernets", Object(("x", Object(("match", Object(("mac", Text("52:54:00:12:34:56")))), ("addresses", Texts("10.0.0.5/24")))))),
        ("bonds", Object(("bond0", Object(("interfaces", Texts("x")), ("mode", Text("802.3ad")), ("dhcp4", Value.Of(true)))))),
        ("vlans", Object(("x", Object(("id", Value.Of(120L)), ("link", Text("bond0")), ("mtu", Value.Of(9000L)))))));

    public static Value Server() => Object(
        ("name", Text("gpu-n01")),
        ("bmc", Object(("address", Text("10.1.0.11")), ("credential", Text("default")))));
}
