import { MapPinOff } from 'lucide-react';
import { Link } from 'react-router';
import { EmptyState } from '../parts/EmptyState';
import { Page } from '../parts/Page';

export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <EmptyState icon={MapPinOff} title="There is no page at this address">
        <p>
          <Link to="/computers">Go to your computers</Link>
        </p>
      </EmptyState>
    </Page>
  );
}
