import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Behind } from '../api/words';
import { isWorthTelling, lagSentence, NO_LAG, observe } from './lag';

/** Says discreetly that a list is late, once that is worth saying. */
export function BehindSign({ behind }: { readonly behind: Behind | undefined }) {
  const [seen, setSeen] = useState({ lag: NO_LAG, now: 0 });

  useEffect(() => {
    if (behind === undefined) {
      return undefined;
    }
    const look = () => {
      const now = Date.now();
      setSeen(({ lag }) => ({ lag: observe(lag, behind, now), now }));
    };
    look();
    const again = setInterval(look, 1000);
    return () => {
      clearInterval(again);
    };
  }, [behind]);

  return (
    <span className="behind" role="status">
      {isWorthTelling(seen.lag, seen.now) && (
        <>
          <Clock aria-hidden="true" /> {lagSentence(seen.lag.behind)}
        </>
      )}
    </span>
  );
}
