import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { issueLink } from '../../api/recordings';
import { mayBeTooOld, takeOverAt, type Received } from './addresses';

/** An address in one of the page's videos. */
export interface Placed extends Received {
  /** Counts the videos that took over from one another. */
  readonly slot: number;
}

/** Where a video was when its address failed it. */
interface Place {
  readonly seconds: number;
  readonly playing: boolean;
}

/** The addresses of a recording that is played: the one of the video that is shown, and the one that takes over. */
export function useAddresses(session: string, segment: string) {
  const [shown, setShown] = useState<Placed | null>(null);
  const [lost, setLost] = useState<Place | null>(null);
  const [broken, setBroken] = useState(false);
  const query = useQuery({
    queryKey: ['play', segment],
    queryFn: () => issueLink(session, segment, 'PLAY'),
    // Each link is an event in the log: none is asked for without need.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const newest: Received | null =
    query.data === undefined ? null : { link: query.data, at: query.dataUpdatedAt };
  const isNew = newest !== null && newest.link.link !== shown?.link.link;
  if (isNew && (shown === null || lost !== null)) {
    // There is nothing that plays and could be taken over from: the video that is there gets it.
    setShown({ ...newest, slot: shown?.slot ?? 0 });
  }
  const next: Placed | null =
    isNew && shown !== null && lost === null ? { ...newest, slot: shown.slot + 1 } : null;

  return {
    shown,
    next,
    error: query.error,
    /** The browser cannot make anything of what it got. */
    broken,
    lost,
    retry: () => {
      void query.refetch();
    },
    /** Gets the next address once it is time. */
    prepare: () => {
      const due = newest !== null && Date.now() >= takeOverAt(newest);
      if (due && next === null && !query.isFetching && !query.isError) {
        void query.refetch();
      }
    },
    /** The next video is where the one that was shown is. */
    takeOver: () => {
      setShown(next);
    },
    /** The video that is shown cannot go on. */
    fail: (place: Place) => {
      if (shown === null || !mayBeTooOld(shown, Date.now())) {
        setBroken(true);
        return;
      }
      setLost(place);
      if (next === null && !query.isFetching) {
        void query.refetch();
      }
    },
    /** The video that is shown has the beginning of what it plays. */
    found: () => {
      setBroken(false);
      setLost(null);
    },
  };
}
