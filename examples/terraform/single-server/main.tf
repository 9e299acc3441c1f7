# One server from powered off to ready: BMC settings, firmware looked at, BIOS, operating system, and the system's own word that it runs.

terraform {
  required_version = ">= 1.11"
  required_providers {
    baremetal = {
      source  = "terraform.local/provisioning/baremetal"
      version = "0.1.0"
    }
  }
}

variable "bmc" {
  description = "The address of the BMC."
  type        = string
  default     = "127.0.0.1:18443"
}

variable "serial" {
  description = "The serial number on the machine's label. No other machine is ever touched."
  type        = string
  default     = "7XK2B04"
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

provider "baremetal" {
  site        = "single"
  credentials = { default = { username = "admin", password_env = "BMC_PASSWORD" } }
  media       = var.media
}

resource "baremetal_bmc_profile" "site" {
  name        = "site"
  ntp_servers = ["10.0.0.1", "10.0.0.2"]
  hostname    = "server_name"
}

resource "baremetal_firmware_baseline" "node" {
  name       = "node-2026.11"
  components = { bmc = { version = "2.10.0" }, bios = { version = "2.4.1" } }
}

resource "baremetal_bios_profile" "training" {
  name       = "training"
  attributes = { ProcTurboMode = "Enabled", SriovGlobalEnable = "Enabled" }
}

resource "baremetal_os_image" "node" {
  name   = "node"
  url    = var.os_image.url
  sha256 = var.os_image.sha256
  format = "raw"
}

resource "baremetal_server" "n01" {
  name              = "gpu-n01"
  bmc               = { address = var.bmc, credential = "default" }
  expect            = { serial = var.serial }
  location          = { rack = "r1", slot = 12 }
  bmc_profile       = baremetal_bmc_profile.site.ref
  firmware_baseline = baremetal_firmware_baseline.node.ref
  bios_profile      = baremetal_bios_profile.training.ref
  os = {
    image                = baremetal_os_image.node.ref
    root_disk            = { type = "nvme" }
    user_data_wo         = file("${path.module}/user-data.yaml")
    user_data_wo_version = 1 # raise it when user-data.yaml changes
  }
}

output "n01" {
  value = {
    state    = baremetal_server.n01.lifecycle_state
    uuid     = baremetal_server.n01.uuid
    receipts = baremetal_server.n01.receipts
  }
}
