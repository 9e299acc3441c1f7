# Two servers with BIOS settings, driven by pipeline.sh. The BMCs' password comes from the CI's secret store through the environment.

terraform {
  required_version = ">= 1.11"
  required_providers {
    baremetal = {
      source  = "terraform.local/provisioning/baremetal"
      version = "0.1.0"
    }
  }

  # On one's own machine the state is a file. In CI it lives where all jobs reach it and only one at a time writes it, for example:
  # backend "http" {}   # GitLab keeps, versions and locks it
  # backend "s3" { bucket = "…", key = "hall-1.tfstate", use_lockfile = true }
}

variable "servers" {
  description = "The servers by name."
  type        = map(object({ bmc = string, serial = string }))
  default = {
    gpu-n01 = { bmc = "127.0.0.1:18443", serial = "7XK2B04" }
    gpu-n02 = { bmc = "127.0.0.1:18444", serial = "7XK2B05" }
  }

  validation {
    condition     = length(distinct([for server in var.servers : server.serial])) == length(var.servers)
    error_message = "Two servers have one serial number."
  }
}

variable "turbo" {
  description = "The processors' turbo mode."
  type        = string
  default     = "Enabled"

  validation {
    condition     = contains(["Enabled", "Disabled"], var.turbo)
    error_message = "Write Enabled or Disabled."
  }
}

provider "baremetal" {
  site        = "ci"
  credentials = { default = { username = "admin", password_env = "BMC_PASSWORD" } }
}

resource "baremetal_bios_profile" "training" {
  name       = "training"
  attributes = { ProcTurboMode = var.turbo }
}

resource "baremetal_server" "node" {
  for_each = var.servers

  name         = each.key
  bmc          = { address = each.value.bmc, credential = "default" }
  expect       = { serial = each.value.serial }
  bios_profile = baremetal_bios_profile.training.ref
}
