# A site without internet: provider from a folder, images from a web server of the site, BMCs' certificates from the site's own authority.

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
  description = "The serial number on the machine's label."
  type        = string
  default     = "7XK2B04"
}

variable "ca_file" {
  description = "The certificates of the authorities that BMCs' certificates are from, in PEM."
  type        = string
  default     = "rack/ca.pem"

  validation {
    condition     = fileexists(var.ca_file)
    error_message = "There is no such file."
  }
}

variable "images" {
  description = "The folder of images as the engine reaches it: http, https or file."
  type        = string
  default     = "http://127.0.0.1:18700"
}

variable "os_image_sha256" {
  description = "The digest of os.raw.zst. Whatever the web server gives out, nothing else is ever booted."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.os_image_sha256))
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
  site        = "vault"
  credentials = { default = { username = "admin", password_file = "${path.root}/bmc-password" } }
  tls         = { trust = "ca", ca_file = var.ca_file }
  media       = var.media
}

resource "baremetal_bios_profile" "training" {
  name       = "training"
  attributes = { ProcTurboMode = "Enabled" }
}

resource "baremetal_os_image" "node" {
  name   = "node"
  url    = "${var.images}/os.raw.zst"
  sha256 = var.os_image_sha256
  format = "raw"
}

resource "baremetal_server" "n01" {
  name         = "gpu-n01"
  bmc          = { address = var.bmc, credential = "default" }
  expect       = { serial = var.serial }
  bios_profile = baremetal_bios_profile.training.ref
  os           = { image = baremetal_os_image.node.ref }
}

output "n01" {
  value = baremetal_server.n01.lifecycle_state
}
