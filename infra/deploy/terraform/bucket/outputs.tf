output "settings" {
  description = "For the application.properties of the parts."
  value = merge(
    {
      "retrace.relay.store.kind"       = "gcs"
      "retrace.relay.store.gcs.bucket" = google_storage_bucket.recordings.name
    },
    var.kms_key == null ? {} : { "retrace.relay.store.gcs.kms-key" = var.kms_key },
    var.credential_kms_key == null ? {} : { "retrace.command.credential-kms-key" = var.credential_kms_key },
    var.bucket_signs_links ? {
      "retrace.command.links.kind"       = "gcs"
      "retrace.command.links.gcs.bucket" = google_storage_bucket.recordings.name
    } : {},
  )
}

output "accounts" {
  description = "Which account each part runs as."
  value = {
    relay        = google_service_account.relay.email
    query_side   = google_service_account.query_side.email
    command_side = local.command_side_has_account ? google_service_account.command_side[0].email : null
  }
}
