using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;

namespace Provisioning.Testing.Terraform;

/// <summary>Terraform files for servers of a rack.</summary>
public static class Configurations
{
    /// <summary>The provider, and documents that servers can refer to.</summary>
    public static string Head(int mediaPort) => $$"""
        terraform {
          required_providers {
            baremetal = { source = "terraform.local/provisioning/baremetal" }
          }
        }

        {{Provider(mediaPort)}}
        """;

    /// <summary>One configuration of the provider, perhaps under another name.</summary>
    public static string Provider(int mediaPort, string? alias = null) => $$"""

        provider "baremetal" {
          {{(alias is null ? "" : $"alias = \"{alias}\"")}}
          credentials = { default = { username = "admin", password_env = "BMC_PASSWORD" } }
          media       = { listen = "127.0.0.1:{{mediaPort}}", bmc = "https://127.0.0.1:{{mediaPort}}", agent = "https://10.0.2.2:{{mediaPort}}" }
          agent_image = "{{BuiltPrograms.AgentImage}}"
        }

        """;

    public static string BiosProfile(string name, params (string Attribute, string Value)[] attributes) => $$"""

        resource "baremetal_bios_profile" "{{name}}" {
          name       = "{{name}}"
          attributes = {
        {{string.Join('\n', attributes.Select(entry => $"    {entry.Attribute} = \"{entry.Value}\""))}}
          }
        }

        """;

    public static string OsImage(string name, string file, string sha256) => $$"""

        resource "baremetal_os_image" "{{name}}" {
          name   = "{{name}}"
          url    = "file://{{file}}"
          sha256 = "{{sha256}}"
          format = "raw"
        }

        """;

    /// <summary>A server of the rack with more arguments in its body.</summary>
    public static string Server(string key, RackServer server, string body = "", string? serial = null) => $$"""

        resource "baremetal_server" "{{key}}" {
          name   = "{{key}}"
          bmc    = { address = "{{server.Endpoint.Authority}}", credential = "default" }
          expect = { serial = "{{serial ?? server.Definition.Serial}}" }
        {{body}}
        }

        """;
}
