import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import './style/base.css';
import './style/controls.css';
import './style/shell.css';
import './style/tables.css';
import './style/dialogs.css';
import './style/desktop.css';
import './style/recordings.css';
import './style/timeline.css';
import './style/management.css';

const root = document.getElementById('console');
if (root === null) {
  throw new Error('index.html has no element for the console');
}
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
