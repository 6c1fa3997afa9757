import { createContext, useContext } from 'react';
import { UTC_TIME, type LogTime } from '../format/time';

export const LogTimeContext = createContext<LogTime>(UTC_TIME);

/** Writes times in the time zone of the session logs, as the team has set it. */
export function useLogTime(): LogTime {
  return useContext(LogTimeContext);
}
