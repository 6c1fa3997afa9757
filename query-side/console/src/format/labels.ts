import type {
  AccessKind,
  CloseReason,
  EndReason,
  Platform,
  RecordingState,
  Role,
  SegmentState,
  ViewerKind,
} from '../api/words';

/*
 * What people read for the API's words. A word that this console does not know yet is shown as it is,
 * so the look-ups below are never undefined at run time either.
 */

const PLATFORM: Record<Platform, string> = {
  WINDOWS: 'Windows',
  MACOS: 'macOS',
  LINUX: 'Linux',
  ANDROID: 'Android',
  IOS: 'iOS',
};

const ACCESS_KIND: Record<AccessKind, string> = {
  ATTENDED: 'Attended',
  UNATTENDED: 'Unattended',
};

const ROLE: Record<Role, string> = {
  OWNER: 'Owner',
  ADMIN: 'Admin',
  MEMBER: 'Member',
};

const VIEWER: Record<ViewerKind, string> = {
  CONSOLE: 'Console',
  VNC_VIEWER: 'VNC viewer',
};

const RECORDING: Record<RecordingState, string> = {
  NONE: 'None',
  RECORDING: 'Recording now',
  UPLOADING: 'Uploading',
  READY: 'Ready',
  FAILED: 'Failed',
  EXPIRED: 'Expired',
};

const SEGMENT: Record<SegmentState, string> = {
  RECORDING: RECORDING.RECORDING,
  READY: RECORDING.READY,
  FAILED: RECORDING.FAILED,
  QUARANTINED: 'Damaged, put aside',
  MISSING: 'Missing from the store',
  EXPIRED: RECORDING.EXPIRED,
};

const END_REASON: Record<EndReason, string> = {
  TECHNICIAN_LEFT: 'Technician left',
  ENDED_BY_REQUEST: 'Ended on request',
  STREAMER_LEFT: 'Computer went away',
  TICKET_EXPIRED: 'Nobody connected in time',
  PROTOCOL_VIOLATION: 'Broken connection',
  RECORDING_UNAVAILABLE: 'Could not be recorded',
  MAX_DURATION: 'Reached its longest time',
  RELAY_STOPPED: 'Relay was stopped',
  RELAY_LOST: 'Relay was lost',
};

const CLOSE_REASON: Record<CloseReason, string> = {
  SIZE_LIMIT: 'Reached the size limit',
  MONITOR_SWITCHED: 'Monitor switched',
  FRAME_RATE_CHANGED: 'Frame rate changed',
  ORIENTATION_CHANGED: 'Orientation changed',
  RESOLUTION_CHANGED: 'Resolution changed',
  SESSION_ENDED: 'Session ended',
  RECOVERED: 'Recovered after a failure',
};

function labelIn<Word extends string>(labels: Record<Word, string>, word: Word): string {
  return (labels as Record<string, string | undefined>)[word] ?? word;
}

export const platformLabel = (word: Platform) => labelIn(PLATFORM, word);
export const accessKindLabel = (word: AccessKind) => labelIn(ACCESS_KIND, word);
export const roleLabel = (word: Role) => labelIn(ROLE, word);
export const viewerLabel = (word: ViewerKind) => labelIn(VIEWER, word);
export const recordingStateLabel = (word: RecordingState) => labelIn(RECORDING, word);
export const segmentStateLabel = (word: SegmentState) => labelIn(SEGMENT, word);
export const endReasonLabel = (word: EndReason) => labelIn(END_REASON, word);
export const closeReasonLabel = (word: CloseReason) => labelIn(CLOSE_REASON, word);

/** `Ready (3)`: the state, and how many recordings there are where that says something. */
export function recordingLabel(state: RecordingState, segments: number): string {
  switch (state) {
    case 'READY':
    case 'RECORDING':
    case 'UPLOADING':
      return segments > 0
        ? `${recordingStateLabel(state)} (${String(segments)})`
        : recordingStateLabel(state);
    case 'NONE':
    case 'FAILED':
    case 'EXPIRED':
      return recordingStateLabel(state);
  }
}

/** The name that a monitor was given, or null where it is but its number in words. */
export function monitorsOwnName(number: number, name: string): string | null {
  return name === `Monitor ${String(number)}` ? null : name;
}

/** `1 · Left`, or `Monitor 1` where it has no name of its own. */
export function monitorLabel(number: number, name: string): string {
  return monitorsOwnName(number, name) === null ? name : `${String(number)} · ${name}`;
}

/** `1 monitor`, `2 monitors`. */
export function counted(count: number, thing: string): string {
  return `${String(count)} ${thing}${count === 1 ? '' : 's'}`;
}
