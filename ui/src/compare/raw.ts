/** A signal in one line, as core's `one_line` writes it. For reading only. */
import type { Signal } from '../generated/types';

export function raw(signal: Signal): string {
  const parts =
    signal.surface === 'wechat'
      ? [
          signal.errMsg,
          named('errno', signal.errno),
          named('statusCode', signal.statusCode),
          named('scope', signal.scope),
          named('album', signal.album),
        ]
      : [
          signal.os,
          named('code', signal.code),
          signal.io,
          signal.net,
          named('HTTP', signal.status),
          signal.content,
          ...(signal.hints ?? []),
          signal.stage,
        ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function named(name: string, value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : `${name} ${value}`;
}
