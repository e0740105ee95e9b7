/** Calls back when something that failed may work now: the network is back, or the user has come back to the window. */
export function again(callback: () => void): () => void {
  const events = ['online', 'focus'] as const;
  for (const event of events) window.addEventListener(event, callback);
  return () => {
    for (const event of events) window.removeEventListener(event, callback);
  };
}
