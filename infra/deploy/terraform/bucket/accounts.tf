# One account for each part, with no more than docs/operators/google-cloud-storage.md says that it needs.

locals {
  # Otherwise it reaches nothing of Google's.
  command_side_has_account = var.bucket_signs_links || var.credential_kms_key != null
}

resource "google_service_account" "relay" {
  project      = var.project
  account_id   = "retrace-relay"
  display_name = "Retrace relay: writes, reads back and deletes recordings"
}

resource "google_service_account" "query_side" {
  project      = var.project
  account_id   = "retrace-query-side"
  display_name = "Retrace query side: signs the event log, reads recordings to verify them"
}

resource "google_service_account" "command_side" {
  count = local.command_side_has_account ? 1 : 0

  project      = var.project
  account_id   = "retrace-command-side"
  display_name = "Retrace command side"
}

resource "google_storage_bucket_iam_member" "relay_objects" {
  bucket = google_storage_bucket.recordings.name
  role   = "roles/storage.objectUser"
  member = google_service_account.relay.member
}

resource "google_project_iam_custom_role" "bucket_reader" {
  count = var.kms_key == null ? 0 : 1

  project     = var.project
  role_id     = "retraceBucketReader"
  title       = "Retrace: reads the bucket's settings"
  permissions = ["storage.buckets.get"]
}

# With a key of its own the relay checks at its start that the bucket has it.
resource "google_storage_bucket_iam_member" "relay_bucket" {
  count = var.kms_key == null ? 0 : 1

  bucket = google_storage_bucket.recordings.name
  role   = google_project_iam_custom_role.bucket_reader[0].id
  member = google_service_account.relay.member
}

resource "google_storage_bucket_iam_member" "query_side_reads" {
  bucket = google_storage_bucket.recordings.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.query_side.member
}

# Heads and leaves are only ever added, so nobody can overwrite or delete them by this account.
resource "google_storage_bucket_iam_member" "query_side_adds_to_event_log" {
  bucket = google_storage_bucket.recordings.name
  role   = "roles/storage.objectCreator"
  member = google_service_account.query_side.member

  condition {
    title      = "event log alone"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.recordings.name}/objects/event-log/\")"
  }
}

resource "google_storage_bucket_iam_member" "command_side_reads" {
  count = var.bucket_signs_links ? 1 : 0

  bucket = google_storage_bucket.recordings.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.command_side[0].member
}

# Signs addresses without a key file.
resource "google_service_account_iam_member" "command_side_signs" {
  count = var.bucket_signs_links ? 1 : 0

  service_account_id = google_service_account.command_side[0].name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.command_side[0].member
}

data "google_storage_project_service_account" "storage" {
  project = var.project
}

resource "google_kms_crypto_key_iam_member" "storage_encrypts" {
  count = var.kms_key == null ? 0 : 1

  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = data.google_storage_project_service_account.storage.member
}

# Wraps the keys of what streamers ask for, which the key itself never leaves.
resource "google_kms_crypto_key_iam_member" "command_side_wraps" {
  count = var.credential_kms_key == null ? 0 : 1

  crypto_key_id = var.credential_kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = google_service_account.command_side[0].member
}
