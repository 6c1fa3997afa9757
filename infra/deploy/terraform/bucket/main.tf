# The bucket that recordings are kept in, as docs/operators/google-cloud-storage.md asks for it.

resource "google_storage_bucket" "recordings" {
  name          = var.bucket
  project       = var.project
  location      = var.location
  storage_class = "STANDARD"
  force_destroy = false

  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  # Parts live for minutes: a version or a soft-deleted copy of each would be paid for.
  versioning {
    enabled = false
  }
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  # The second line, should Retrace's own deletion ever fail. Parts have no custom time, so none of them is touched.
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      days_since_custom_time = var.days_kept_at_most
    }
  }

  dynamic "encryption" {
    for_each = var.kms_key == null ? [] : [var.kms_key]
    content {
      default_kms_key_name = encryption.value
    }
  }

  dynamic "cors" {
    for_each = length(var.console_origins) == 0 ? [] : [var.console_origins]
    content {
      origin          = cors.value
      method          = ["GET", "HEAD"]
      response_header = ["Content-Range", "Content-Length"]
      max_age_seconds = 3600
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}
