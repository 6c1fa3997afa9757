import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { fetchMe, type Me } from '../api/account';
import { KEYS } from './queries';

const REFRESH_MILLIS = 5000;

/** Who is signed in; null when nobody is. Asked again and again: owners change roles and remove people. */
export function useMeQuery() {
  return useQuery({
    queryKey: KEYS.me,
    queryFn: fetchMe,
    staleTime: REFRESH_MILLIS,
    refetchInterval: ({ state }) => (state.data === null ? false : REFRESH_MILLIS),
  });
}

export const MeContext = createContext<Me | null>(null);

/** Who is signed in, on pages that only those see who are. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) {
    throw new Error('This page is only for those who are signed in.');
  }
  return me;
}
