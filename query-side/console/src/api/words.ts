/** The words that the API uses for kinds of things. Their labels for people are in `format/labels`. */
export const ROLES = ['OWNER', 'ADMIN', 'MEMBER'] as const;
export type Role = (typeof ROLES)[number];

/** Who may play and download. */
export const PLAYBACK_PERMISSIONS = ['OWNER', 'ADMINS_AND_OWNER', 'MEMBERS_ADMINS_AND_OWNER'] as const;
export type PlaybackPermission = (typeof PLAYBACK_PERMISSIONS)[number];

export type Setting =
  | 'RECORDING_ON'
  | 'PLAYBACK_PERMISSION'
  | 'MINIMUM_STREAMER_VERSION'
  | 'TECHNICIAN_PLATFORMS'
  | 'DAYS_KEPT'
  | 'TIME_ZONE';

export const PLATFORMS = ['WINDOWS', 'MACOS', 'LINUX', 'ANDROID', 'IOS'] as const;
export type Platform = (typeof PLATFORMS)[number];

export const ACCESS_KINDS = ['UNATTENDED', 'ATTENDED'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

export const RECORDING_STATES = ['NONE', 'RECORDING', 'UPLOADING', 'READY', 'FAILED', 'EXPIRED'] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];

export type ViewerKind = 'CONSOLE' | 'VNC_VIEWER';

export type SegmentState = 'RECORDING' | 'READY' | 'FAILED' | 'QUARANTINED' | 'MISSING' | 'EXPIRED';

export type CloseReason =
  | 'SIZE_LIMIT'
  | 'MONITOR_SWITCHED'
  | 'FRAME_RATE_CHANGED'
  | 'ORIENTATION_CHANGED'
  | 'RESOLUTION_CHANGED'
  | 'SESSION_ENDED'
  | 'RECOVERED';

export type EndReason =
  | 'TECHNICIAN_LEFT'
  | 'ENDED_BY_REQUEST'
  | 'STREAMER_LEFT'
  | 'TICKET_EXPIRED'
  | 'PROTOCOL_VIOLATION'
  | 'RECORDING_UNAVAILABLE'
  | 'MAX_DURATION'
  | 'RELAY_STOPPED'
  | 'RELAY_LOST';

/** How far a read model is behind the events. */
export interface Behind {
  readonly events: number;
  readonly seconds: number;
}
