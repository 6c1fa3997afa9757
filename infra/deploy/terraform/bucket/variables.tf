variable "project" {
  type        = string
  description = "Where bucket and service accounts are made."
}

variable "bucket" {
  type        = string
  description = "The bucket's name: retrace.relay.store.gcs.bucket."
}

variable "location" {
  type        = string
  description = "One region, near the relays."
}

variable "days_kept_at_most" {
  type        = number
  description = "Above the longest time that any team keeps recordings: the bucket deletes after so many days what Retrace should have."
  default     = 400
  validation {
    condition     = var.days_kept_at_most > 90
    error_message = "days_kept_at_most lies above the 90 days that teams keep recordings by default."
  }
}

variable "kms_key" {
  type        = string
  description = "Full name of the key that objects are encrypted with, in the bucket's location; null for Google's own."
  default     = null
}

variable "credential_kms_key" {
  type        = string
  description = "Full name of the key that the logins of computers are encrypted under; null where the configuration has keys."
  default     = null
}

variable "bucket_signs_links" {
  type        = bool
  description = "Whether links lead to the bucket itself: retrace.command.links.kind=gcs."
  default     = false
}

variable "console_origins" {
  type        = list(string)
  description = "Origins whose scripts may read recordings; a plain <video> needs none."
  default     = []
}
