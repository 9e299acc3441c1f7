# Servers that run already and that nobody wants touched: adopt them, and see what drifts. No password that could change anything is known here.

terraform {
  required_version = ">= 1.11"
  required_providers {
    baremetal = {
      source  = "terraform.local/provisioning/baremetal"
      version = "0.1.0"
    }
  }
}

variable "servers" {
  description = "The servers by name."
  type        = map(object({ bmc = string, serial = string }))
  default = {
    gpu-n01 = { bmc = "127.0.0.1:18443", serial = "7XK2B04" }
    gpu-n02 = { bmc = "127.0.0.1:18444", serial = "7XK2B05" }
  }
}

provider "baremetal" {
  site           = "old-hall"
  credentials    = { reader = { username = "drift", password_env = "BMC_READER" } } # an account with the role ReadOnly
  on_unreachable = "fail"                                                           # a BMC that does not answer is not "no drift"
}

# What the machines are like today, read off one that is as it should be:
# baremetal doctor ADDRESS --credential reader=drift:env:BMC_READER --bios --firmware
resource "baremetal_bios_profile" "today" {
  name = "today"
  attributes = {
    ProcTurboMode     = "Enabled"
    SriovGlobalEnable = "Disabled"
    SystemProfile     = "PerformancePerWatt"
  }
}

resource "baremetal_firmware_baseline" "today" {
  name       = "today"
  components = { bmc = { version = "2.10.0" }, bios = { version = "2.4.1" }, NIC1 = { version = "22.41.10" } }
}

import {
  for_each = var.servers
  to       = baremetal_server.node[each.key]
  id       = "${each.key}@${each.value.bmc}?credential=reader"
}

resource "baremetal_server" "node" {
  for_each = var.servers

  name              = each.key
  bmc               = { address = each.value.bmc, credential = "reader" }
  expect            = { serial = each.value.serial }
  firmware_baseline = baremetal_firmware_baseline.today.ref
  bios_profile      = baremetal_bios_profile.today.ref
  unmanaged         = ["bios.SystemProfile"] # the application's people change it as they like: neither shown nor put right
}

output "seen" {
  value = { for name, server in baremetal_server.node : name => { model = server.model, bios = server.bios, firmware = server.firmware } }
}
