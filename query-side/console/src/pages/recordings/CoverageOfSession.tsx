import type { Coverage } from '../../api/coverage';
import { useLogTime } from '../../app/useLogTime';
import { coverageSentence, gapLabel } from '../../format/coverage';

/** How much of the session is recorded, and what is not. */
export function CoverageOfSession({ coverage }: { readonly coverage: Coverage }) {
  const log = useLogTime();
  const { percent, gaps } = coverage;
  return (
    <section className="coverage" aria-label="Coverage">
      <p className={gaps.length === 0 ? 'detail' : 'detail lacking'}>
        Recorded: {coverageSentence({ percent, gaps: gaps.length, firstGap: gaps[0] ?? null }, log)}
      </p>
      {gaps.length > 1 && (
        <ul className="gaps">
          {gaps.map((gap) => (
            <li key={gap.from} className="detail">
              {gapLabel(gap, log)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
