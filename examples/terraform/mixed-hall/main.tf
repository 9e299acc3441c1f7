# A hall of mixed machines out of a table: one line a server, one set of profiles a model.

terraform {
  required_version = ">= 1.11"
  required_providers {
    baremetal = {
      source  = "terraform.local/provisioning/baremetal"
      version = "0.1.0"
    }
  }
}

variable "hall" {
  description = "The table of servers: name, model, bmc, serial, rack, slot."
  type        = string
  default     = "hall.csv"

  validation {
    condition     = length(distinct([for row in csvdecode(file(var.hall)) : row.serial])) == length(csvdecode(file(var.hall)))
    error_message = "Two lines of the table have one serial number."
  }
  validation {
    condition     = alltrue([for row in csvdecode(file(var.hall)) : contains(keys(local.models), row.model)])
    error_message = "The table has a model for which there are no profiles in main.tf."
  }
}

variable "data_loss" {
  description = "The servers whose root disk may be written although it holds data. Empty it again once they are installed."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.data_loss, keys(local.hall))) == 0
    error_message = "A name that is not in the table: it would be thought to be allowed, and is not."
  }
  validation {
    condition     = length(var.data_loss) <= 2
    error_message = "At most two servers at once."
  }
}

variable "os_image" {
  description = "The raw disk image, and the SHA-256 digest of the file as it is stored."
  type        = object({ url = string, sha256 = string })

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.os_image.sha256))
    error_message = "The digest is 64 hexadecimal digits in lower case, as sha256sum prints them."
  }
}

variable "media" {
  description = "Where the media server listens, and how BMCs and machines reach it."
  type        = object({ listen = string, bmc = string, agent = string })
  default = {
    listen = "127.0.0.1:18600"
    bmc    = "https://127.0.0.1:18600"
    agent  = "https://10.0.2.2:18600" # the rack's machines see this host here
  }
}

locals {
  hall = { for row in csvdecode(file(var.hall)) : row.name => row }

  # What like machines have in common. Names of attributes and spellings of versions are each maker's own.
  models = {
    "RW-1U-2" = {
      manufacturer = "Rack Works"
      firmware     = { bmc = "2.10.0", bios = "2.4.1" }
      bios         = { ProcTurboMode = "Enabled", SriovGlobalEnable = "Enabled" }
    }
    "RW-2U-4T" = {
      manufacturer = "Rack Works"
      firmware     = { bmc = "7.10.2", bios = "1.9.0" }
      bios         = { ProcTurboMode = "Enabled" }
    }
  }
}

provider "baremetal" {
  site        = "hall-1"
  credentials = { default = { username = "admin", password_env = "BMC_PASSWORD" } }
  limits      = { in_flight = 16, per_rack = 2 } # never more than two of one rack at once
  media       = var.media
}

resource "baremetal_bmc_profile" "site" {
  name        = "site"
  ntp_servers = ["10.0.0.1", "10.0.0.2"]
}

resource "baremetal_bios_profile" "model" {
  for_each = local.models

  name       = "${lower(each.key)}-training"
  attributes = each.value.bios
}

resource "baremetal_firmware_baseline" "model" {
  for_each = local.models

  name       = "${lower(each.key)}-2026.11"
  applies_to = { manufacturer = each.value.manufacturer, model = each.key } # a line with the wrong model is an error
  components = { for role, version in each.value.firmware : role => { version = version } }
}

resource "baremetal_os_image" "node" {
  name   = "node"
  url    = var.os_image.url
  sha256 = var.os_image.sha256
  format = "raw"
}

resource "baremetal_server" "node" {
  for_each = local.hall

  name              = each.key
  bmc               = { address = each.value.bmc, credential = "default" }
  expect            = { serial = each.value.serial }
  location          = { rack = each.value.rack, slot = tonumber(each.value.slot) }
  bmc_profile       = baremetal_bmc_profile.site.ref
  firmware_baseline = baremetal_firmware_baseline.model[each.value.model].ref
  bios_profile      = baremetal_bios_profile.model[each.value.model].ref
  os = {
    image     = baremetal_os_image.node.ref
    root_disk = { type = "nvme" }
  }
  allow = { data_loss = contains(var.data_loss, each.key) }
}

output "ready" {
  value = { for name, server in baremetal_server.node : name => server.lifecycle_state == "ready" }
}

output "may_lose_data" {
  description = "How many servers this plan may take data from."
  value       = length([for server in baremetal_server.node : server if server.allow.data_loss])
}
