/** Retrace's sign: playing again what went round once. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="logo-ground" width="32" height="32" rx="8" />
      <path className="logo-line" d="M8.5 17.5a8 8 0 1 0 2.2-7" />
      <path className="logo-line" d="M9.6 5.8v5.4H15" />
      <path className="logo-mark" d="M14.2 13.1v6.4l5.2-3.2z" />
    </svg>
  );
}
