import type { DueRecording } from '../../api/retention';
import type { Tone } from '../../parts/Badge';

type Fate = Pick<DueRecording, 'state' | 'failedAt'>;

/** What happens to a recording when its time is over. */
export function dueLabel({ state, failedAt }: Fate): string {
  switch (state) {
    case 'SCHEDULED':
      return 'Will be deleted';
    case 'HELD':
      return 'Kept by a hold';
    case 'DELETING':
      return failedAt === null ? 'Being deleted' : 'Deletion failed';
  }
}

export function dueTone({ state, failedAt }: Fate): Tone {
  switch (state) {
    case 'SCHEDULED':
      return 'plain';
    case 'HELD':
      return 'good';
    case 'DELETING':
      return failedAt === null ? 'busy' : 'bad';
  }
}
