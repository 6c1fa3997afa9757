/** How far ahead of the video that is shown the one that takes over waits for it. */
const LEAD_SECONDS = 1.5;
/** So much of a second early it is started, since starting takes a moment. */
const START_SECONDS = 0.04;
/** The last of the video belongs to the one that is shown: one that took over here might have ended unseen before. */
const END_SECONDS = 0.5;

/**
 * Gets a video with a newer address to where the one that is shown will be, and starts it when the two meet, so that
 * nobody sees one take over from the other. As long as the one that is shown fills the screen, it stays.
 *
 * @param onMet the newer one plays, or stands, where the other does
 * @returns gives up
 */
export function meet(shown: HTMLVideoElement, next: HTMLVideoElement, onMet: () => void): () => void {
  let over = false;
  let frame = 0;

  const look = () => {
    if (over || shown.ended) {
      return; // what has ended needs no more of the video
    }
    const ready = !next.seeking && next.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    if (ready && !shown.seeking && !isElsewhere(shown)) {
      switch (stepOf(shown, next.currentTime, next.duration)) {
        case 'AIM':
          next.currentTime = aimOf(shown, next.duration);
          break;
        case 'START':
          next.playbackRate = shown.playbackRate;
          next.volume = shown.volume;
          next.muted = shown.muted;
          void Promise.resolve(shown.paused ? undefined : next.play()).then(finish, () => undefined);
          return;
        case 'WAIT':
          break;
      }
    }
    frame = requestAnimationFrame(look);
  };
  const finish = () => {
    if (!over) {
      over = true;
      onMet();
    }
  };
  const begin = () => {
    next.currentTime = aimOf(shown, next.duration);
    frame = requestAnimationFrame(look);
  };

  if (next.readyState >= HTMLMediaElement.HAVE_METADATA) {
    begin();
  } else {
    next.addEventListener('loadedmetadata', begin, { once: true });
  }
  return () => {
    over = true;
    next.removeEventListener('loadedmetadata', begin);
    cancelAnimationFrame(frame);
  };
}

function isElsewhere(video: HTMLVideoElement): boolean {
  return document.fullscreenElement === video || document.pictureInPictureElement === video;
}

export type Shown = Pick<HTMLVideoElement, 'currentTime' | 'paused' | 'playbackRate'>;

/** Where the next video is to wait. */
export function aimOf(shown: Shown, duration: number): number {
  const ahead = shown.paused ? 0 : LEAD_SECONDS * shown.playbackRate;
  return Math.min(shown.currentTime + ahead, duration);
}

/** What to do with a video that waits at a place: another place, start there, or wait on. */
export function stepOf(shown: Shown, place: number, duration: number): 'AIM' | 'START' | 'WAIT' {
  const distance = place - shown.currentTime;
  const near = START_SECONDS * shown.playbackRate;
  if (shown.paused) {
    return Math.abs(distance) < near ? 'START' : 'AIM';
  }
  // It came too late, or somebody has sought elsewhere.
  if (distance < -near || distance > 2 * LEAD_SECONDS * shown.playbackRate) {
    return 'AIM';
  }
  const isAtEnd = place >= duration - END_SECONDS * shown.playbackRate;
  return distance <= near && !isAtEnd ? 'START' : 'WAIT';
}
