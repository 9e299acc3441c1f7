# Takes the servers of rack.yaml from powered off to Ready. run.sh gives the variables; nothing secret is in them: the BMCs' password is
# read by the provider from the environment when it is used.

terraform {
  required_version = ">= 1.11"
  required_providers {
    baremetal = { source = "terraform.local/provisioning/baremetal" }
  }
}

variable "rack" {
  description = "What `baremetal rack up` wrote about the rack: addresses and serial numbers."
  type        = string
}

variable "media_port" {
  description = "The port of the media server."
  type        = number
}

variable "agent_image" {
  description = "The folder of the deploy image."
  type        = string
}

variable "os_image" {
  description = "The OS image, and its digest."
  type        = object({ url = string, sha256 = string })
}

locals {
  servers = { for server in jsondecode(file(var.rack)).servers : server.name => server }
}

provider "baremetal" {
  site        = "quickstart"
  credentials = { default = { username = "admin", password_env = "BMC_PASSWORD" } }
  media = {
    listen = "127.0.0.1:${var.media_port}"
    bmc    = "https://127.0.0.1:${var.media_port}" # as BMCs reach it
    agent  = "https://10.0.2.2:${var.media_port}"  # as machines reach it: QEMU's view of this host
  }
  agent_image = var.agent_image
}

resource "baremetal_bmc_profile" "site" {
  name        = "site"
  ntp_servers = ["10.0.0.1", "10.0.0.2"]
  hostname    = "server_name"
}

resource "baremetal_bios_profile" "performance" {
  name       = "performance"
  attributes = { ProcTurboMode = "Enabled" }
}

resource "baremetal_firmware_baseline" "rack" {
  name       = "rack-2026.11"
  components = { bmc = { version = "2.10.0" } }
}

resource "baremetal_os_image" "tiny" {
  name   = "tiny"
  url    = var.os_image.url
  sha256 = var.os_image.sha256
  format = "raw"
}

resource "baremetal_server" "node" {
  for_each = local.servers

  name              = each.key
  bmc               = { address = each.value.address, credential = "default" }
  expect            = { serial = each.value.serial }
  location          = { rack = "quickstart" }
  bmc_profile       = baremetal_bmc_profile.site.ref
  firmware_baseline = baremetal_firmware_baseline.rack.ref
  bios_profile      = baremetal_bios_profile.performance.ref
  os = {
    image                = baremetal_os_image.tiny.ref
    root_disk            = { type = "nvme" }
    user_data_wo         = "#cloud-config\nhostname: ${each.key}\n"
    user_data_wo_version = 1
  }
}

output "servers" {
  value = { for name, server in baremetal_server.node : name => {
    state    = server.lifecycle_state
    uuid     = server.uuid
    bios     = server.bios
    receipts = server.receipts.count
  } }
}
