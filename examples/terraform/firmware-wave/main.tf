# A new firmware baseline in waves. This version compares firmware and does not flash it: the maker's tool does, and a wave is begun when the one
# before it is seen to be there.

terraform {
  required_version = ">= 1.11"
  required_providers {
    baremetal = {
      source  = "terraform.local/provisioning/baremetal"
      version = "0.1.0"
    }
  }
}

variable "bios" {
  description = "The version of the system firmware that all servers must have."
  type        = string
  default     = "2.4.1"
}

variable "waves" {
  description = "The servers of each wave."
  type = object({
    canary = map(object({ bmc = string, serial = string }))
    early  = map(object({ bmc = string, serial = string }))
    rest   = map(object({ bmc = string, serial = string }))
  })
  default = {
    canary = {
      gpu-n01 = { bmc = "127.0.0.1:18443", serial = "7XK2B04" }
    }
    early = {
      gpu-n02 = { bmc = "127.0.0.1:18444", serial = "7XK2B05" }
    }
    rest = {
      gpu-n03 = { bmc = "127.0.0.1:18445", serial = "7XK2B06" }
      gpu-n04 = { bmc = "127.0.0.1:18446", serial = "7XK2B07" }
    }
  }
}

provider "baremetal" {
  site        = "wave"
  credentials = { default = { username = "admin", password_env = "BMC_PASSWORD" } }
}

resource "baremetal_firmware_baseline" "node" {
  name       = "node-${var.bios}"
  components = { bmc = { version = "2.10.0" }, bios = { version = var.bios } }
}

locals {
  canary_behind = [for name, server in baremetal_server.canary : name if server.firmware["bios"] != var.bios]
  early_behind  = [for name, server in baremetal_server.early : name if server.firmware["bios"] != var.bios]
}

resource "baremetal_server" "canary" {
  for_each = var.waves.canary

  name              = each.key
  bmc               = { address = each.value.bmc, credential = "default" }
  expect            = { serial = each.value.serial }
  firmware_baseline = baremetal_firmware_baseline.node.ref
}

resource "baremetal_server" "early" {
  for_each = var.waves.early

  name              = each.key
  bmc               = { address = each.value.bmc, credential = "default" }
  expect            = { serial = each.value.serial }
  firmware_baseline = baremetal_firmware_baseline.node.ref

  lifecycle {
    precondition {
      condition     = length(local.canary_behind) == 0
      error_message = "Stopped before the early wave: ${join(", ", local.canary_behind)} of the canary wave has not got ${var.bios} yet."
    }
  }
}

resource "baremetal_server" "rest" {
  for_each = var.waves.rest

  name              = each.key
  bmc               = { address = each.value.bmc, credential = "default" }
  expect            = { serial = each.value.serial }
  firmware_baseline = baremetal_firmware_baseline.node.ref

  lifecycle {
    precondition {
      condition     = length(local.early_behind) == 0
      error_message = "Stopped before the rest: ${join(", ", local.early_behind)} of the early wave has not got ${var.bios} yet."
    }
  }
}

output "firmware" {
  value = { for name, server in merge(baremetal_server.canary, baremetal_server.early, baremetal_server.rest) : name => server.firmware }
}
