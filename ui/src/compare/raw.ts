/** A signal in one line, as it was observed. For reading only. */
import type { Signal } from '../generated/types';

export function raw(signal: Signal): string {
  const parts =
    signal.surface === 'wechat'
      ? [
          signal.errMsg,
          named('errno', signal.errno),
          named('statusCode', signal.statusCode),
          named('scope', signal.scope),
          named('albumAuthorized', signal.album),
        ]
      : [
          named(signal.os ?? 'os', signal.code),
          signal.io,
          named('net', signal.net),
          named('HTTP', signal.status),
          named('content', signal.content),
          signal.hints?.join(', '),
        ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function named(name: string, value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : `${name} ${value}`;
}
