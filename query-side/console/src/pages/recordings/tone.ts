import type { RecordingState, SegmentState } from '../../api/words';
import type { Tone } from '../../parts/Badge';

export function recordingTone(state: RecordingState): Tone {
  switch (state) {
    case 'NONE':
    case 'EXPIRED':
      return 'plain';
    case 'RECORDING':
      return 'live';
    case 'UPLOADING':
      return 'busy';
    case 'READY':
      return 'good';
    case 'FAILED':
      return 'bad';
  }
}

export function segmentTone(state: SegmentState): Tone {
  switch (state) {
    case 'QUARANTINED':
    case 'MISSING':
      return 'bad';
    case 'RECORDING':
    case 'READY':
    case 'FAILED':
    case 'EXPIRED':
      return recordingTone(state);
  }
}
